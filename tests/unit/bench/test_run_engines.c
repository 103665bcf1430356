/* Whole runs of the driver over engines that are missing, of other kinds, or not as told. */
#include "run_fixture.h"

#include <elf.h>

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

START_TEST(test_missing_engines_are_named_and_left_out)
{
    setenv("KVM_VMM", "./nowhere", 1);
    run_well("run" SHORT);
    ck_assert(said("stderr.txt", "engine kvm left out: ./nowhere: not found; run `make`"));
    struct record record = load();
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_OK), 0);
    ck_assert_uint_eq(count_sound_boots(&record, "tcg"), 2);
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

/* The table is the same in both: one of the two is enough. */
START_TEST(test_the_other_native_program_lists_the_workloads)
{
    setenv("NATIVE_I386", "./nowhere", 1);
    run_well(TWO SHORT);
    ck_assert(said("stderr.txt", "engine native left out: ./nowhere: not found; run `make`"));
    ck_assert(said("out/host.csv", "checksum_reference,\"native x86_64;"));
    struct record record = load();
    ck_assert_uint_eq(count_sound_boots(&record, "kvm"), 2);
    record_free(&record);
}
END_TEST

START_TEST(test_qemu_on_the_same_kvm)
{
    run_well("run --engines qemu-kvm,native" SHORT);
    struct record record = load();
    ck_assert_uint_eq(count_sound_boots(&record, "qemu-kvm"), 2);
    record_free(&record);
    ck_assert(said("out/host.csv", "command.qemu-kvm,\"./fake-qemu -accel kvm "));
    ck_assert_int_eq(system("rm -r out"), 0);
    setenv("FAKE_JIT", "mum", 1);
    ck_assert_int_eq(run("run --engines qemu-kvm" SHORT), STATUS_UNAVAILABLE);
    ck_assert(said("stderr.txt", "QEMU does not use KVM, though it was told to"));
}
END_TEST

START_TEST(test_qemu_that_does_not_say_how_it_translates)
{
    setenv("FAKE_JIT", "mum", 1);
    setenv("FAKE_VERSION", "of tomorrow", 1); /* and so it is told as the newest we know are */
    run_well("run" SHORT);
    ck_assert(said("stderr.txt", "tcg left out: QEMU's monitor does not say how it translates"));
    ck_assert(said("out/host.csv", "qemu_version,QEMU emulator version of tomorrow"));
}
END_TEST

START_TEST(test_qemu_that_does_not_do_as_told)
{
    setenv("FAKE_JIT", "off", 1);
    run_well("run" SHORT);
    ck_assert(said("stderr.txt", "engine tcg-1insn left out: QEMU says that one instruction per "
                                 "block is off, where on was asked for"));
    struct record record = load();
    ck_assert_uint_eq(count_boots(&record, "tcg-1insn", OUTCOME_OK), 0);
    record_free(&record);
}
END_TEST

START_TEST(test_qemu_that_ends_at_its_start_is_quoted)
{
    setenv("FAKE_JIT", "dies", 1);
    run_well("run" SHORT);
    ck_assert(said("stderr.txt", "engine tcg left out: QEMU ended at its start. It said: "
                                 "fake-qemu: no firmware\n"));
}
END_TEST

START_TEST(test_a_monitor_that_says_nothing_is_named)
{
    FILE *script = fopen("mute-vmm", "w");
    fputs("#!/bin/sh\nexit 69\n", script);
    ck_assert_int_eq(fchmod(fileno(script), 0755), 0);
    fclose(script);
    setenv("KVM_VMM", "./mute-vmm", 1);
    run_well("run" SHORT);
    ck_assert(said("stderr.txt", "engine kvm left out: KVM cannot be used: `./mute-vmm --probe` "
                                 "ended with status 69 and said nothing\n"));
}
END_TEST

START_TEST(test_old_qemu_is_told_by_singlestep)
{
    struct facts facts;
    struct error err = {0};
    setenv("FAKE_VERSION", "7.2.15 (Debian)", 1);
    run_well("run" SHORT);
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
    run_well(TWO SHORT);
    struct record record = load();
    ck_assert_str_eq(record.boot[0].arch, "x86_64");
    record_free(&record);
}
END_TEST

START_TEST(test_no_kvm_means_i386_without_it)
{
    setenv("FAKE_PROBE", "69", 1);
    run_well("run" SHORT);
    ck_assert(said("stderr.txt", "engine kvm left out: KVM cannot be used"));
    struct record record = load();
    ck_assert_str_eq(record.boot[0].arch, "i386");
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_OK), 0);
    record_free(&record);
}
END_TEST

/* The driver's clock times it, its counter counts, and the driver ends it. */
START_TEST(test_an_engine_that_counts_and_stays)
{
    write_image();
    int status = run("run --engines bochs,tcg --rounds 3 --budget 3 --out out");
    ck_assert_int_le(status, 1); /* a busy host may keep the driver from its marks */
    struct record record = load();
    size_t timed = 0; /* with the 10 µs that each unit takes; not where marks were read late */
    ck_assert_uint_eq(count_sound_boots(&record, "bochs"), 3);
    ck_assert_uint_eq(count_sound(&record, "bochs"), record.samples / 2);
    for (size_t i = 0; i < record.samples; i++) {
        const struct sample *sample = &record.sample[i];
        bool is_bochs = strcmp(sample->engine, "bochs") == 0;
        ck_assert_int_eq(sample->tsc_hz == 0, is_bochs);
        ck_assert_int_eq(sample->guest_ns == 0, is_bochs);
        timed += is_bochs && sample->wall_ns >= sample->size * 10000ull;
        if (is_bochs)
            ck_assert_uint_eq(sample->tsc_end - sample->tsc_begin, sample->size * 1000ull);
    }
    ck_assert_uint_gt(timed, 0);
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

START_TEST(test_what_waits_is_left_out_where_nobody_asked_for_it)
{
    write_image();
    setenv("FAKE_TICK", "1", 1);
    ck_assert_int_le(run("run --engines bochs,tcg --rounds 1 --budget 3 --out out"), 1);
    ck_assert(said("stderr.txt", "left out, for timers in bochs follow its instructions: tick\n"));
    ck_assert(said("out/host.csv", "workloads_left_out,tick"));
    ck_assert(said("out/samples.csv", ",alpha,"));
    ck_assert(!said("out/samples.csv", ",tick,"));
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

int main(int argc, char *argv[])
{
    const TTest *const tests[] = {
        test_missing_engines_are_named_and_left_out,
        test_nothing_can_run,
        test_qemu_that_does_not_do_as_told,
        test_old_qemu_is_told_by_singlestep,
        test_qemu_that_ends_at_its_start_is_quoted,
        test_a_monitor_that_says_nothing_is_named,
        test_architecture_follows_the_probe,
        test_no_kvm_means_i386_without_it,
        test_an_engine_that_counts_and_stays,
        test_a_counting_engine_is_not_asked_to_wait,
        test_an_engine_that_stays_and_fails,
        test_what_waits_is_left_out_where_nobody_asked_for_it,
        test_the_other_native_program_lists_the_workloads,
        test_qemu_on_the_same_kvm,
        test_qemu_that_does_not_say_how_it_translates,
    };
    return run_whole_runs(argc, argv, "run engines", tests, sizeof tests / sizeof *tests, NULL, 0);
}
