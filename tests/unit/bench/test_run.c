/* Whole runs of the driver over engines that do as they should: what they leave, and `report`. */
#include "run_fixture.h"

/**
 * Holds the MIPS of alpha in summary.csv, with so many instructions, to their median time, however
 * long that was on a busy machine. @return how many such rows have MIPS
 */
static size_t check_mips(uint64_t instructions)
{
    char line[400];
    size_t rows = 0;
    FILE *in = fopen("out/summary.csv", "r");
    ck_assert_ptr_nonnull(in);
    while (fgets(line, sizeof line, in)) {
        double median_ns, counted, mips;
        if (!strstr(line, ",alpha,") ||
            sscanf(line, "%*[^,],%*[^,],%*[^,],%*[^,],%lf,%*[^,],%*[^,],%*[^,],%lf,%lf", &median_ns,
                   &counted, &mips) != 3 ||
            (uint64_t)counted != instructions)
            continue;
        ck_assert_double_eq_tol(mips, counted * 1e3 / median_ns, mips * 1e-5);
        ck_assert_double_gt(mips, 0);
        ck_assert_double_le(mips, 100.1); /* 10 µs a unit and more */
        rows++;
    }
    fclose(in);
    return rows;
}

START_TEST(test_a_good_run_is_complete)
{
    run_well("run" SHORT);
    struct record record = load();
    static const char *const names[] = {"kvm", "tcg-1insn", "tcg", "native"};
    for (int i = 0; i < 4; i++)
        ck_assert_uint_eq(count_sound_boots(&record, names[i]), 2);
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
    run_well("run" SHORT);
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

START_TEST(test_instructions_and_exits_are_counted)
{
    struct facts facts;
    struct error err = {0};
    char row[100];
    run_well("run" SHORT);
    ck_assert_int_eq(facts_load(&facts, "out", &err), 0);
    uint64_t size = facts_number(&facts, "size.alpha", 0);
    snprintf(row, sizeof row, "i386,alpha,%" PRIu64 ",%" PRIu64 ",0,ok", size, size * 1000);
    ck_assert(said("out/instructions.csv", row));
    ck_assert_uint_eq(check_mips(size * 1000), 4); /* for each engine */
    ck_assert(said("out/exits.csv", "i386,(boot),1,1,exit,hlt,,2,9000,4500,4600"));
    snprintf(row, sizeof row, "i386,alpha,%" PRIu64 ",2,guest,run,,42,800000,,", size);
    ck_assert(said("out/exits.csv", row));
    ck_assert(said("out/boots.csv", "0,0,kvm,i386,"));
    ck_assert(said("out/boots.csv", ",42,0,ok"));
    ck_assert_str_eq(facts_get(&facts, "exits"), "counted by kvm-vmm, --stats");
    ck_assert(!said("out/summary.md", "not counted"));
    ck_assert(said("out/summary.md", "| alpha | 42 | 800 µs | 13.0 µs | hlt ×2 (9.00 µs)"));
    ck_assert_int_ne(access("out/stats.tmp.csv", F_OK), 0);
    facts_free(&facts);
}
END_TEST

START_TEST(test_results_that_cannot_be_written)
{
    fclose(fopen("out", "w"));
    ck_assert_int_eq(run(TWO SHORT), STATUS_IO);
    unlink("out");
    ck_assert_int_eq(run("run --engines native --budget 1 --out /proc/nowhere"), STATUS_IO);
}
END_TEST

START_TEST(test_a_run_is_not_written_over)
{
    run_well(TWO SHORT);
    struct record before = load();
    ck_assert_int_eq(run(TWO SHORT), STATUS_IO);
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
    run_well("run --engines native --budget 1 --rounds 1 --out results/first");
    run_well("run --engines native --budget 1 --rounds 1 --out results/second");
    ck_assert_int_gt(readlink("results/latest", target, sizeof target - 1), 0);
    ck_assert_str_eq(target, "second");
    run_well("run --engines native --budget 1 --rounds 1 --out elsewhere/third");
    ck_assert_int_ne(access("elsewhere/latest", F_OK), 0);
}
END_TEST

START_TEST(test_a_run_may_be_called_latest_itself)
{
    run_well("run --engines native --budget 1 --rounds 1 --out results/latest");
    ck_assert_int_eq(access("results/latest/summary.md", F_OK), 0);
}
END_TEST

/* What `report` computes from the files is, byte for byte, what the run computed. */
START_TEST(test_report_gives_the_same_again)
{
    run_well("run" SHORT);
    ck_assert_int_eq(system("cp -r out copy && rm copy/summary.csv copy/summary.md"), 0);
    ck_assert_int_eq(run("report copy"), 0);
    ck_assert_int_eq(system("cmp out/summary.csv copy/summary.csv"), 0);
    ck_assert_int_eq(system("cmp out/summary.md copy/summary.md"), 0);
}
END_TEST

START_TEST(test_report_refuses_damaged_files)
{
    run_well(TWO SHORT);
    ck_assert_int_eq(system("sed -i '3s/,alpha,/,alpha,x/' out/samples.csv"), 0);
    ck_assert_int_eq(run("report out"), STATUS_IO);
    ck_assert(said("stderr.txt", "out/samples.csv:3: field 6"));
    ck_assert_int_eq(system("truncate -s -5 out/samples.csv"), 0);
    ck_assert_int_eq(run("report out"), STATUS_IO);
    ck_assert_int_eq(run("report nowhere"), STATUS_NO_FILE);
    ck_assert_int_eq(system("sed -i 1q out/samples.csv"), 0);
    ck_assert_int_eq(run("report out"), STATUS_IO);
    ck_assert(said("stderr.txt", "out/samples.csv holds no samples"));
}
END_TEST

/* results/<time>-<arch>, and no link beside a folder that only ends like results/. */
START_TEST(test_where_results_go)
{
    run_well("run --engines native --budget 1 --rounds 1");
    ck_assert_int_eq(system("ls -d results/20*T*Z-i386 >found"), 0);
    ck_assert(said("stdout.txt", "Z-i386/summary.md has the whole report"));
    run_well("run --engines native --budget 1 --rounds 1 --out myresults/one//");
    ck_assert(said("stdout.txt", "\nmyresults/one/summary.md has"));
    ck_assert_int_ne(access("myresults/latest", F_OK), 0);
    run_well("run --engines native --budget 1 --rounds 1 --out my/results/one");
    ck_assert_int_eq(access("my/results/latest/summary.md", F_OK), 0);
}
END_TEST

int main(int argc, char *argv[])
{
    const TTest *const tests[] = {
        test_a_good_run_is_complete,
        test_facts_say_how_it_was_run,
        test_instructions_and_exits_are_counted,
        test_results_that_cannot_be_written,
        test_a_run_is_not_written_over,
        test_latest_points_to_the_newest,
        test_a_run_may_be_called_latest_itself,
        test_report_gives_the_same_again,
        test_report_refuses_damaged_files,
        test_where_results_go,
    };
    return run_whole_runs(argc, argv, "run", tests, sizeof tests / sizeof *tests, NULL, 0);
}
