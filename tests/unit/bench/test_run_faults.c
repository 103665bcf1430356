/* Whole runs of the driver over engines that fail in every way an engine can. */
#include "jumping_clock.h"
#include "run_fixture.h"

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

/* What the calibration promised the rounds took back. */
START_TEST(test_a_study_of_engines_that_all_failed_is_left_out)
{
    setenv("FAKE_FAULT", "vmm:crashed", 1);
    setenv("FAKE_FROM", "1", 1);
    ck_assert_int_eq(run("run --engines kvm --budget 5 --rounds 1 --iterations 1 --boot-limit 100 "
                         "--studies startup --out out"),
                     STATUS_INVALID);
    ck_assert(said("stderr.txt", "study startup left out: none of its engines is left\n"));
    ck_assert(said("out/host.csv", "\nstudy.startup,left out: none of its engines is left\n"));
    ck_assert_int_ne(access("out/phases.csv", F_OK), 0);
}
END_TEST

/* QEMU's second boot after its calibration and one round, with -icount. */
START_TEST(test_a_count_that_fails_is_said_and_no_fault_of_the_times)
{
    setenv("FAKE_FAULT", "qemu:crashed", 1);
    setenv("FAKE_FROM", "2", 1);
    run_well("run --engines tcg,native --budget 1 --rounds 1 --boot-limit 100 --studies none "
             "--out out");
    ck_assert(said("out/host.csv", "\ninstructions,\"not counted: tcg-icount, round 0: crashed"));
    ck_assert(said("out/instructions.csv", "i386,alpha,"));
    ck_assert(said("out/instructions.csv", ",,,crashed\n"));
    ck_assert(said("out/summary.md", "## Instructions\n\nWhat is missing here was not counted: "
                                     "tcg-icount, round 0: crashed"));
}
END_TEST

/* That nothing is there of them is not all that is said of exits and instructions. */
START_TEST(test_what_is_not_counted_for_a_failed_engine_is_said)
{
    struct record record = run_faulty("vmm:crashed");
    ck_assert(said("stderr.txt", "exits not counted: engine kvm failed when it was booted last\n"));
    ck_assert(said("out/host.csv", "\nexits,not counted: engine kvm failed"));
    ck_assert(said("out/summary.md",
                   "## Where the time goes in `kvm-vmm`\n\nWhat is missing here was not counted: "
                   "engine kvm failed when it was booted last.\n"));
    ck_assert(said("out/summary.md", "## Instructions\n\nWhat is missing here was not counted: "
                                     "engine tcg takes no part in this run.\n"));
    ck_assert_int_ne(access("out/exits.csv", F_OK), 0);
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

START_TEST(test_a_qemu_whose_monitor_chatters_and_does_not_answer)
{
    setenv("FAKE_JIT", "chatters", 1);
    run_well("run --engines tcg,native" SHORT);
    ck_assert(said("stderr.txt", "engine tcg left out: QEMU's monitor does not answer. It said: "));
}
END_TEST

START_TEST(test_given_up_after_two_timeouts)
{
    setenv("FAKE_FAULT", "vmm:hang", 1); /* the calibration too */
    ck_assert_int_eq(run(TWO " --budget 1 --rounds 3 --boot-limit 100 --out out"), STATUS_INVALID);
    struct record record = load();
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_TIMEOUT), 1);
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_SKIPPED), 2);
    ck_assert_uint_eq(count_sound_boots(&record, "native"), 3);
    record_free(&record);
}
END_TEST

int main(int argc, char *argv[])
{
    const TTest *const tests[] = {
        test_a_wrong_checksum,
        test_a_wrong_checksum_among_three_engines,
        test_a_lost_mark,
        test_a_garbled_stream,
        test_a_killed_engine,
        test_a_crashed_guest,
        test_what_is_not_counted_for_a_failed_engine_is_said,
        test_a_count_that_fails_is_said_and_no_fault_of_the_times,
        test_a_study_of_engines_that_all_failed_is_left_out,
        test_a_guest_that_never_ends,
        test_a_guest_that_works_but_never_ends,
        test_an_engine_that_babbles,
        test_an_engine_that_floods_its_marks,
        test_an_engine_with_children_leaves_none,
        test_a_guest_that_ends_without_done,
        test_a_workload_that_faults,
        test_a_qemu_whose_monitor_chatters_and_does_not_answer,
        test_given_up_after_two_timeouts,
    };
    return run_whole_runs(argc, argv, "run faults", tests, sizeof tests / sizeof *tests, NULL, 0);
}
