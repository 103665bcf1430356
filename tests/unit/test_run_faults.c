/* Whole runs of the driver over engines that fail in every way an engine can. */
#include "csv.h"
#include "facts.h"
#include "fake_site.h"
#include "record.h"
#include "run_tests.h"

#include <elf.h>

/** Loads the run's rows; the caller frees them. */
static struct record load(void)
{
    struct record record;
    struct error err = {0};
    ck_assert_msg(record_load(&record, "out", &err) == 0, "%s", err.text);
    return record;
}

static size_t count_boots(const struct record *record, const char *engine, enum outcome outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < record->boots; i++)
        count += record->boot[i].round > 0 && strcmp(record->boot[i].engine, engine) == 0 &&
                 record->boot[i].outcome == outcome;
    return count;
}

static size_t count_samples(const struct record *record, const char *engine, enum outcome outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < record->samples; i++)
        count +=
            strcmp(record->sample[i].engine, engine) == 0 && record->sample[i].outcome == outcome;
    return count;
}

/** Counts samples that count, or would if the machine had not been busy at that moment. */
static size_t count_sound(const struct record *record, const char *engine)
{
    return count_samples(record, engine, OUTCOME_OK) + count_samples(record, engine, OUTCOME_CLOCK);
}

#define SHORT " --budget 1 --rounds 2 --boot-limit 2 --iterations 2 --seed 7 --out out"
#define TWO   "run --engines kvm,native" SHORT
/* Three workloads, a warm-up and two iterations, two rounds; one workload is not for native. */
enum { ROWS = 3 * 3 * 2, NATIVE_ROWS = 2 * 3 * 2 };

START_TEST(test_a_good_run_is_complete)
{
    ck_assert_int_eq(run("run" SHORT), 0);
    struct record record = load();
    static const char *const names[] = {"kvm", "tcg-1insn", "tcg", "native"};
    for (int i = 0; i < 4; i++)
        ck_assert_uint_eq(count_boots(&record, names[i], OUTCOME_OK), 2);
    for (int i = 0; i < 3; i++)
        ck_assert_uint_eq(count_sound(&record, names[i]), ROWS);
    ck_assert_uint_eq(count_sound(&record, "native"), NATIVE_ROWS);
    ck_assert_uint_eq(count_samples(&record, "native", OUTCOME_UNSUPPORTED), ROWS - NATIVE_ROWS);
    ck_assert_uint_eq(record.samples, 4 * ROWS);
    for (size_t i = 0; i < record.samples; i++)
        ck_assert_str_eq(record.sample[i].arch, "i386");
    ck_assert(!engine_left());
    record_free(&record);
}
END_TEST

START_TEST(test_facts_say_how_it_was_run)
{
    struct facts facts;
    struct error err = {0};
    ck_assert_int_eq(run("run" SHORT), 0);
    ck_assert_int_eq(facts_load(&facts, "out", &err), 0);
    ck_assert_str_eq(facts_get(&facts, "one_insn_per_tb.tcg-1insn"), "on");
    ck_assert_str_eq(facts_get(&facts, "one_insn_per_tb_read_back_by.tcg-1insn"), "info jit");
    ck_assert_str_eq(facts_get(&facts, "one_insn_per_tb.tcg"), "off");
    ck_assert_str_eq(facts_get(&facts, "kvm_backend"), "kvm_fake");
    ck_assert_str_eq(facts_get(&facts, "seed"), "7");
    ck_assert_str_eq(facts_get(&facts, "rounds"), "2");
    ck_assert_ptr_nonnull(strstr(facts_get(&facts, "command.tcg-1insn"), "one-insn-per-tb=on"));
    ck_assert_uint_gt(facts_number(&facts, "tsc_hz", 0), 100000000);
    facts_free(&facts);
}
END_TEST

/** Runs with a fault planted in kvm from its first round on, and loads what came of it. */
static struct record run_faulty(const char *fault)
{
    setenv("FAKE_FAULT", fault, 1);
    setenv("FAKE_FROM", "1", 1); /* the calibration is spared */
    ck_assert_int_eq(run(TWO), STATUS_INVALID);
    struct record record = load();
    ck_assert_uint_ge(record.boots, 4);
    ck_assert_uint_eq(record.samples, 2 * ROWS);
    ck_assert_uint_eq(count_boots(&record, "native", OUTCOME_OK), 2);
    ck_assert_uint_eq(count_sound(&record, "native"), NATIVE_ROWS);
    ck_assert(said("stderr.txt", "not valid: "));
    /* A busy machine may disturb its clock: that is no fault of the others' making. */
    ck_assert(count_samples(&record, "native", OUTCOME_CLOCK) > 0 ||
              !said("stderr.txt", "on native"));
    ck_assert(!engine_left());
    return record;
}

START_TEST(test_a_wrong_checksum)
{
    struct record record = run_faulty("vmm:checksum");
    /* `outside` cannot be checked against native: there its value is the only one. */
    ck_assert_uint_eq(count_samples(&record, "kvm", OUTCOME_CHECKSUM), NATIVE_ROWS);
    ck_assert_uint_eq(count_sound(&record, "kvm"), ROWS - NATIVE_ROWS);
    record_free(&record);
}
END_TEST

START_TEST(test_a_wrong_checksum_among_three_engines)
{
    setenv("FAKE_FAULT", "vmm:checksum", 1);
    ck_assert_int_eq(run("run" SHORT), STATUS_INVALID);
    struct record record = load();
    ck_assert_uint_eq(count_samples(&record, "kvm", OUTCOME_CHECKSUM), ROWS);
    ck_assert_uint_eq(count_sound(&record, "tcg"), ROWS);
    ck_assert_uint_eq(count_sound(&record, "tcg-1insn"), ROWS);
    record_free(&record);
}
END_TEST

START_TEST(test_a_lost_mark)
{
    struct record record = run_faulty("vmm:lost");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_GARBLED), 2);
    ck_assert_uint_eq(count_sound(&record, "kvm"), 2 * 2);
    ck_assert_uint_eq(count_samples(&record, "kvm", OUTCOME_GARBLED), ROWS - 2 * 2);
    ck_assert(said("stderr.txt", "sequence number"));
    record_free(&record);
}
END_TEST

START_TEST(test_a_garbled_stream)
{
    struct record record = run_faulty("vmm:garbled");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_GARBLED), 2);
    ck_assert_uint_eq(count_sound(&record, "kvm"), 2 * 2);
    record_free(&record);
}
END_TEST

START_TEST(test_a_killed_engine)
{
    struct record record = run_faulty("vmm:killed");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_CRASHED), 2);
    ck_assert_uint_eq(count_samples(&record, "kvm", OUTCOME_CRASHED), ROWS);
    ck_assert_int_eq(record.boot[0].exit_status == STATUS_SIGNAL + SIGKILL ||
                         record.boot[1].exit_status == STATUS_SIGNAL + SIGKILL,
                     1);
    record_free(&record);
}
END_TEST

START_TEST(test_a_crashed_guest)
{
    struct record record = run_faulty("vmm:crashed");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_CRASHED), 2);
    ck_assert(
        said("stderr.txt", "crashed (exit status 70): fake-vmm: the guest crashed at 0x1234"));
    record_free(&record);
}
END_TEST

START_TEST(test_a_guest_that_never_ends)
{
    struct record record = run_faulty("vmm:hang");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_TIMEOUT), 2);
    ck_assert_uint_eq(count_samples(&record, "kvm", OUTCOME_TIMEOUT), ROWS);
    ck_assert(said("stderr.txt", "not valid: boot of kvm in round 1: timeout"));
    ck_assert(said("stderr.txt", "not valid: alpha on kvm: 6 of 6 timeout"));
    record_free(&record);
}
END_TEST

/* What it measured counts; that it did not end is said all the same. */
START_TEST(test_a_guest_that_works_but_never_ends)
{
    struct record record = run_faulty("vmm:endless");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_TIMEOUT), 2);
    ck_assert_uint_eq(count_sound(&record, "kvm"), ROWS);
    record_free(&record);
}
END_TEST

START_TEST(test_an_engine_that_babbles)
{
    struct record record = run_faulty("vmm:babble");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_TIMEOUT), 2);
    ck_assert(said("stderr.txt", "timeout: I am still here"));
    record_free(&record);
}
END_TEST

START_TEST(test_an_engine_that_floods_its_marks)
{
    struct record record = run_faulty("vmm:flood");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_GARBLED), 2);
    record_free(&record);
}
END_TEST

START_TEST(test_an_engine_with_children_leaves_none)
{
    struct record record = run_faulty("vmm:family");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_TIMEOUT), 2);
    record_free(&record);
}
END_TEST

START_TEST(test_a_guest_that_ends_without_done)
{
    struct record record = run_faulty("vmm:silent");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_MISSING), 2);
    ck_assert_uint_eq(count_sound(&record, "kvm"), ROWS);
    record_free(&record);
}
END_TEST

START_TEST(test_a_workload_that_faults)
{
    struct record record = run_faulty("vmm:fault");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_FAILED), 2);
    ck_assert_uint_eq(count_samples(&record, "kvm", OUTCOME_FAULT), ROWS);
    record_free(&record);
}
END_TEST

START_TEST(test_a_clock_that_runs_wrong)
{
    struct record record = run_faulty("vmm:clock");
    ck_assert_uint_eq(count_samples(&record, "kvm", OUTCOME_CLOCK), ROWS);
    record_free(&record);
}
END_TEST

/* A rate that is wrong by a share shows over the boot, however short its samples. */
START_TEST(test_a_clock_of_another_rate)
{
    setenv("FAKE_FAULT", "vmm:fast", 1);
    setenv("FAKE_FROM", "1", 1);
    ck_assert_int_eq(run("run --engines kvm,native --budget 4 --rounds 2 --iterations 2 --out out"),
                     STATUS_INVALID);
    struct record record = load();
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_CLOCK), 2);
    ck_assert_uint_eq(count_samples(&record, "kvm", OUTCOME_CLOCK), ROWS);
    ck_assert_uint_eq(count_boots(&record, "native", OUTCOME_OK), 2);
    ck_assert(said("stderr.txt", "advanced differently over the boot"));
    record_free(&record);
}
END_TEST

/* One mark in one boot that comes late: 1 of 12 samples, left out and named. */
START_TEST(test_a_disturbed_sample_is_left_out)
{
    setenv("FAKE_FAULT", "vmm:late", 1);
    setenv("FAKE_FROM", "2", 1);
    ck_assert_int_eq(run(TWO), 0);
    struct record record = load();
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_OK), 2);
    ck_assert_uint_ge(count_samples(&record, "kvm", OUTCOME_CLOCK), 1);
    ck_assert(said("stderr.txt", "warning: the two clocks disagree about "));
    ck_assert(!said("stderr.txt", "not valid"));
    ck_assert(said("out/summary.csv", " of 6 clock"));
    ck_assert(!said("out/summary.csv", ",0,1 of 6 clock"));
    ck_assert(said("out/summary.md", "The two clocks disagree about "));
    record_free(&record);
}
END_TEST

START_TEST(test_too_many_disturbed_samples)
{
    struct record record = run_faulty("vmm:sluggish");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_OK), 2);
    ck_assert_uint_ge(count_samples(&record, "kvm", OUTCOME_CLOCK), 5);
    ck_assert(said("stderr.txt", " of 6 clock"));
    ck_assert(said("out/summary.csv", ",0,4 of 6 clock"));
    record_free(&record);
}
END_TEST

/** The MIPS in the first row of summary.csv with so many instructions; 0 when there is none. */
static double mips_of(uint64_t instructions)
{
    char line[400], field[40];
    double mips = 0;
    FILE *in = fopen("out/summary.csv", "r");
    ck_assert_ptr_nonnull(in);
    snprintf(field, sizeof field, ",%" PRIu64 ",", instructions);
    while (mips <= 0 && fgets(line, sizeof line, in)) {
        const char *found = strstr(line, field);
        mips = found ? strtod(found + strlen(field), NULL) : 0;
    }
    fclose(in);
    return mips;
}

START_TEST(test_instructions_and_exits_are_counted)
{
    struct facts facts;
    struct error err = {0};
    char row[100];
    ck_assert_int_eq(run("run" SHORT), 0);
    ck_assert_int_eq(facts_load(&facts, "out", &err), 0);
    uint64_t size = facts_number(&facts, "size.alpha", 0);
    snprintf(row, sizeof row, "i386,alpha,%" PRIu64 ",%" PRIu64 ",0,ok", size, size * 1000);
    ck_assert(said("out/instructions.csv", row));
    /* 10 µs a unit are 100 MIPS; on a host whose processors others use too, less. */
    double mips = mips_of(size * 1000);
    ck_assert_double_gt(mips, 1);
    ck_assert_double_le(mips, 100.1);
    ck_assert(said("out/exits.csv", "i386,(boot),1,1,exit,hlt,,2,9000,4500,4600"));
    snprintf(row, sizeof row, "i386,alpha,%" PRIu64 ",2,guest,run,,42,800000,,", size);
    ck_assert(said("out/exits.csv", row));
    ck_assert(said("out/boots.csv", "0,0,kvm,i386,"));
    ck_assert(said("out/boots.csv", ",42,0,ok"));
    ck_assert(said("out/summary.md", "| alpha | 42 | 800 µs | 13.0 µs | hlt ×2 (9.00 µs)"));
    ck_assert_int_ne(access("out/stats.tmp.csv", F_OK), 0);
    facts_free(&facts);
}
END_TEST

/** Makes image.elf the smallest Multiboot kernel: a header, in its one segment. */
static void write_image(void)
{
    static const struct {
        Elf32_Ehdr elf;
        Elf32_Phdr segment;
        uint32_t header[3];
    } file = {{.e_ident = {0x7f, 'E', 'L', 'F', ELFCLASS32, ELFDATA2LSB, EV_CURRENT},
               .e_type = ET_EXEC,
               .e_machine = EM_386,
               .e_entry = 0x100000,
               .e_phoff = sizeof(Elf32_Ehdr),
               .e_phentsize = sizeof(Elf32_Phdr),
               .e_phnum = 1},
              {.p_type = PT_LOAD, .p_paddr = 0x100000, .p_filesz = 96, .p_memsz = 96},
              {0x1badb002, 0, 0u - 0x1badb002}};
    FILE *out = fopen("image.elf", "w");
    ck_assert_uint_eq(fwrite(&file, sizeof file, 1, out), 1);
    fclose(out);
}

/* The driver's clock times it, its counter counts, and the driver ends it. */
START_TEST(test_an_engine_that_counts_and_stays)
{
    write_image();
    int status = run("run --engines bochs,tcg --rounds 3 --budget 3 --out out");
    ck_assert_int_le(status, 1); /* a busy host may keep the driver from its marks */
    struct record record = load();
    ck_assert_uint_eq(count_boots(&record, "bochs", OUTCOME_OK), 3);
    ck_assert_uint_eq(count_sound(&record, "bochs"), record.samples / 2);
    for (size_t i = 0; i < record.samples; i++) {
        const struct sample *sample = &record.sample[i];
        bool is_bochs = strcmp(sample->engine, "bochs") == 0;
        ck_assert_int_eq(sample->tsc_hz == 0, is_bochs);
        ck_assert_int_eq(sample->guest_ns == 0, is_bochs);
        if (sample->outcome == OUTCOME_OK)
            ck_assert_uint_gt(sample->wall_ns, 0);
        if (is_bochs)
            ck_assert_uint_eq(sample->tsc_end - sample->tsc_begin, sample->size * 1000ull);
    }
    record_free(&record);
    if (status == 0)
        ck_assert(said("out/summary.md", "timed by the driver alone, within "));
    ck_assert(said("out/summary.md", "### Counted twice"));
    ck_assert(said("out/host.csv", "bochs_version,Bochs x86 Emulator 2.7"));
    ck_assert(!engine_left());
}
END_TEST

/* What waits for a timer is done at once where timers follow the instructions. */
START_TEST(test_a_counting_engine_is_not_asked_to_wait)
{
    write_image();
    ck_assert_int_eq(run("run --engines bochs,tcg --workloads alpha,wait --budget 3 --out out"),
                     STATUS_USAGE);
    ck_assert(said("stderr.txt", "workload \"wait\" waits for a timer"));
    ck_assert_int_ne(access("out", F_OK), 0);
}
END_TEST

/* Without an exit status, what became of the guest is in its marks. */
START_TEST(test_an_engine_that_stays_and_fails)
{
    write_image();
    setenv("FAKE_FAULT", "bochs:fault", 1);
    setenv("FAKE_FROM", "1", 1);
    ck_assert_int_eq(run("run --engines bochs,tcg --rounds 2 --budget 3 --out out"), 1);
    struct record record = load();
    ck_assert_uint_eq(count_boots(&record, "bochs", OUTCOME_FAILED), 2);
    record_free(&record);
}
END_TEST

START_TEST(test_given_up_after_two_timeouts)
{
    setenv("FAKE_FAULT", "vmm:hang", 1); /* the calibration too */
    ck_assert_int_eq(run("run --engines kvm,native --budget 1 --rounds 3 --boot-limit 1 --out out"),
                     STATUS_INVALID);
    struct record record = load();
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_TIMEOUT), 1);
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_SKIPPED), 2);
    ck_assert_uint_eq(count_boots(&record, "native", OUTCOME_OK), 3);
    record_free(&record);
}
END_TEST

/** Starts a long run and waits until its first round is on the disk. */
static pid_t start_long_run(void)
{
    pid_t driver = start("run --engines kvm,native --budget 2 --rounds 500 --out out");
    for (int i = 0; i < 600 && access("out/summary.md", F_OK) != 0; i++)
        usleep(20000);
    ck_assert_int_eq(access("out/summary.md", F_OK), 0);
    return driver;
}

/* Check runs each turn of a loop test apart: SIGHUP, SIGINT, SIGTERM. */
/*
 * Rounds end by themselves in time, and not long before; a tenth is what may be missed by. Where
 * far more programs want to run than there are processors, a boot takes several times as long as
 * the one before: then it is asked only that the rounds end.
 */
START_TEST(test_the_budget_is_kept)
{
    struct facts facts;
    struct error err = {0};
    double load = 0, budget_s = 12;
    ck_assert_int_le(run("run --engines kvm,tcg,native --budget 12 --out out"), 1);
    ck_assert_int_eq(getloadavg(&load, 1), 1);
    ck_assert_int_eq(facts_load(&facts, "out", &err), 0);
    double elapsed_s = strtod(facts_get(&facts, "elapsed_s"), NULL);
    if (load <= (double)sysconf(_SC_NPROCESSORS_ONLN))
        ck_assert_double_le(elapsed_s, 1.1 * budget_s);
    if (strcmp(facts_get(&facts, "rounds_ended_by"), "the budget") == 0)
        ck_assert_double_ge(elapsed_s, 0.5 * budget_s);
    ck_assert_uint_ge(facts_number(&facts, "rounds", 0), 3);
    facts_free(&facts);
}
END_TEST

START_TEST(test_a_signal_keeps_what_was_measured)
{
    static const int signals[] = {SIGHUP, SIGINT, SIGTERM};
    pid_t driver = start_long_run();
    ck_assert_int_eq(kill(driver, signals[_i]), 0);
    ck_assert_int_eq(finish(driver), STATUS_SIGNAL + signals[_i]);
    struct record record = load();
    ck_assert_uint_ge(record.boots, 2);
    ck_assert_uint_eq(record.boots % 2, 0); /* whole rounds only */
    ck_assert_uint_eq(record.samples, record.boots / 2 * (2 * 3 * 4));
    ck_assert_int_eq(access("out/summary.csv", F_OK), 0);
    ck_assert(!engine_left());
    record_free(&record);
}
END_TEST

START_TEST(test_a_killed_driver_takes_its_engine_along)
{
    pid_t driver = start_long_run();
    ck_assert_int_eq(kill(driver, SIGKILL), 0);
    ck_assert_int_eq(waitpid(driver, NULL, 0), driver);
    for (int i = 0; i < 100 && engine_left(); i++)
        usleep(20000);
    ck_assert(!engine_left());
    struct record record = load();
    ck_assert_uint_ge(record.boots, 2);
    record_free(&record);
}
END_TEST

START_TEST(test_a_signal_before_the_first_round_leaves_nothing)
{
    setenv("FAKE_FAULT", "vmm:hang", 1);
    pid_t driver = start("run --engines kvm,native --budget 5 --out out");
    for (int i = 0; i < 200 && access("boots-of-vmm", F_OK) != 0; i++)
        usleep(20000);
    kill(driver, SIGINT);
    ck_assert_int_eq(finish(driver), STATUS_SIGNAL + SIGINT);
    ck_assert_int_ne(access("out", F_OK), 0);
    ck_assert(!engine_left());
}
END_TEST

START_TEST(test_missing_engines_are_named_and_left_out)
{
    setenv("KVM_VMM", "./nowhere", 1);
    ck_assert_int_eq(run("run" SHORT), 0);
    ck_assert(said("stderr.txt", "engine kvm left out: ./nowhere: not found; run `make`"));
    struct record record = load();
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_OK), 0);
    ck_assert_uint_eq(count_boots(&record, "tcg", OUTCOME_OK), 2);
    record_free(&record);
}
END_TEST

START_TEST(test_nothing_can_run)
{
    setenv("KVM_VMM", "./nowhere", 1);
    ck_assert_int_eq(run("run --engines kvm" SHORT), STATUS_UNAVAILABLE);
    setenv("NATIVE_I386", "./nowhere", 1);
    setenv("NATIVE_X86_64", "./nowhere", 1);
    ck_assert_int_eq(run("run" SHORT), STATUS_NO_FILE);
    ck_assert(said("stderr.txt", "run `make`"));
}
END_TEST

START_TEST(test_qemu_that_does_not_do_as_told)
{
    setenv("FAKE_JIT", "off", 1);
    ck_assert_int_eq(run("run" SHORT), 0);
    ck_assert(said("stderr.txt", "engine tcg-1insn left out: QEMU says that one instruction per "
                                 "block is off, where on was asked for"));
    struct record record = load();
    ck_assert_uint_eq(count_boots(&record, "tcg-1insn", OUTCOME_OK), 0);
    record_free(&record);
}
END_TEST

START_TEST(test_old_qemu_is_told_by_singlestep)
{
    struct facts facts;
    struct error err = {0};
    setenv("FAKE_VERSION", "7.2.15 (Debian)", 1);
    ck_assert_int_eq(run("run" SHORT), 0);
    ck_assert_int_eq(facts_load(&facts, "out", &err), 0);
    ck_assert_str_eq(facts_get(&facts, "one_insn_per_tb_set_by.tcg-1insn"), "-singlestep");
    ck_assert_str_eq(facts_get(&facts, "one_insn_per_tb_read_back_by.tcg-1insn"), "info status");
    ck_assert_str_eq(facts_get(&facts, "one_insn_per_tb.tcg-1insn"), "on");
    ck_assert_str_eq(facts_get(&facts, "one_insn_per_tb.tcg"), "off");
    facts_free(&facts);
}
END_TEST

START_TEST(test_architecture_follows_the_probe)
{
    setenv("FAKE_PROBE", "1", 1);
    setenv("FAKE_ARCH", "x86_64", 1);
    ck_assert_int_eq(run(TWO), 0);
    struct record record = load();
    ck_assert_str_eq(record.boot[0].arch, "x86_64");
    record_free(&record);
}
END_TEST

START_TEST(test_no_kvm_means_i386_without_it)
{
    setenv("FAKE_PROBE", "69", 1);
    ck_assert_int_eq(run("run" SHORT), 0);
    ck_assert(said("stderr.txt", "engine kvm left out: KVM cannot be used"));
    struct record record = load();
    ck_assert_str_eq(record.boot[0].arch, "i386");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_OK), 0);
    record_free(&record);
}
END_TEST

START_TEST(test_results_that_cannot_be_written)
{
    fclose(fopen("out", "w"));
    ck_assert_int_eq(run(TWO), STATUS_IO);
    unlink("out");
    ck_assert_int_eq(run("run --engines native --budget 1 --out /proc/nowhere"), STATUS_IO);
}
END_TEST

START_TEST(test_a_run_is_not_written_over)
{
    ck_assert_int_eq(run(TWO), 0);
    struct record before = load();
    ck_assert_int_eq(run(TWO), STATUS_IO);
    ck_assert(said("stderr.txt", "holds a run already"));
    struct record after = load();
    ck_assert_uint_eq(before.sample[0].tsc_begin, after.sample[0].tsc_begin);
    record_free(&before);
    record_free(&after);
}
END_TEST

START_TEST(test_latest_points_to_the_newest)
{
    char target[100] = "";
    ck_assert_int_eq(run("run --engines native --budget 1 --rounds 1 --out results/first"), 0);
    ck_assert_int_eq(run("run --engines native --budget 1 --rounds 1 --out results/second"), 0);
    ck_assert_int_gt(readlink("results/latest", target, sizeof target - 1), 0);
    ck_assert_str_eq(target, "second");
    ck_assert_int_eq(run("run --engines native --budget 1 --rounds 1 --out elsewhere/third"), 0);
    ck_assert_int_ne(access("elsewhere/latest", F_OK), 0);
}
END_TEST

/* What `report` computes from the files is, byte for byte, what the run computed. */
START_TEST(test_report_gives_the_same_again)
{
    ck_assert_int_eq(run("run" SHORT), 0);
    ck_assert_int_eq(system("cp -r out copy && rm copy/summary.csv copy/summary.md"), 0);
    ck_assert_int_eq(run("report copy"), 0);
    ck_assert_int_eq(system("cmp out/summary.csv copy/summary.csv"), 0);
    ck_assert_int_eq(system("cmp out/summary.md copy/summary.md"), 0);
}
END_TEST

START_TEST(test_report_refuses_damaged_files)
{
    ck_assert_int_eq(run(TWO), 0);
    ck_assert_int_eq(system("sed -i '3s/,alpha,/,alpha,x/' out/samples.csv"), 0);
    ck_assert_int_eq(run("report out"), STATUS_IO);
    ck_assert(said("stderr.txt", "out/samples.csv:3: field 6"));
    ck_assert_int_eq(system("truncate -s -5 out/samples.csv"), 0);
    ck_assert_int_eq(run("report out"), STATUS_IO);
    ck_assert_int_eq(run("report nowhere"), STATUS_NO_FILE);
}
END_TEST

int main(int argc, char *argv[])
{
    int status = fake_engine(argc, argv);
    if (status >= 0)
        return status;
    const TTest *const tests[] = {
        test_a_good_run_is_complete,
        test_facts_say_how_it_was_run,
        test_a_wrong_checksum,
        test_a_wrong_checksum_among_three_engines,
        test_a_lost_mark,
        test_a_garbled_stream,
        test_a_killed_engine,
        test_a_crashed_guest,
        test_a_guest_that_never_ends,
        test_a_guest_that_works_but_never_ends,
        test_an_engine_that_babbles,
        test_an_engine_that_floods_its_marks,
        test_an_engine_with_children_leaves_none,
        test_a_guest_that_ends_without_done,
        test_a_workload_that_faults,
        test_a_clock_that_runs_wrong,
        test_a_clock_of_another_rate,
        test_a_disturbed_sample_is_left_out,
        test_too_many_disturbed_samples,
        test_instructions_and_exits_are_counted,
        test_an_engine_that_counts_and_stays,
        test_a_counting_engine_is_not_asked_to_wait,
        test_an_engine_that_stays_and_fails,
        test_the_budget_is_kept,
        test_given_up_after_two_timeouts,
        test_a_killed_driver_takes_its_engine_along,
        test_a_signal_before_the_first_round_leaves_nothing,
        test_missing_engines_are_named_and_left_out,
        test_nothing_can_run,
        test_qemu_that_does_not_do_as_told,
        test_old_qemu_is_told_by_singlestep,
        test_architecture_follows_the_probe,
        test_no_kvm_means_i386_without_it,
        test_results_that_cannot_be_written,
        test_a_run_is_not_written_over,
        test_latest_points_to_the_newest,
        test_report_gives_the_same_again,
        test_report_refuses_damaged_files,
    };
    TCase *tcase = tcase_create("run");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 60);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    tcase_add_loop_test(tcase, test_a_signal_keeps_what_was_measured, 0, 3);
    Suite *suite = suite_create("run faults");
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
