/* From samples to the summary: medians, paired ratios, notes, warnings. */
#include "advice.h"
#include "run_tests.h"
#include "summary.h"

#include <stdio.h>
#include <string.h>

#define NEAR(value, expected) ck_assert_double_eq_tol(value, expected, 1e-9)

static struct record record;

/** Adds a boot of one workload: a warm-up of 1 s, then the times given. */
static void add(unsigned round, const char *engine, const uint64_t *ns, size_t count)
{
    struct boot boot = {.round = round, .order = 1, .arch = "i386"};
    struct sample samples[8] = {{0}};
    struct error err = {0};
    strcpy(boot.engine, engine);
    for (size_t i = 0; i <= count; i++) {
        samples[i] = (struct sample){.round = round,
                                     .iteration = (uint32_t)i,
                                     .warmup = i == 0,
                                     .arch = "i386",
                                     .workload = "work",
                                     .size = 1,
                                     .guest_ns = i == 0 ? 1000000000 : ns[i - 1]};
        strcpy(samples[i].engine, engine);
    }
    ck_assert_int_eq(record_add(&record, &boot, samples, count + 1, &err), 0);
}

/** Three rounds in which the machine grows slower, both engines alike. */
static void set_up(void)
{
    static const uint64_t slow[3][3] = {{100, 110, 90}, {200, 220, 180}, {400, 440, 360}};
    static const uint64_t fast[3][3] = {{10, 11, 9}, {20, 22, 18}, {50, 55, 45}};
    record = (struct record){0};
    for (unsigned i = 0; i < 3; i++) {
        add(i + 1, "native", fast[i], 3);
        add(i + 1, "tcg-1insn", slow[i], 3);
    }
}

static void tear_down(void)
{
    record_free(&record);
}

static struct summary compute(void)
{
    struct summary summary;
    struct error err = {0};
    ck_assert_int_eq(summary_compute(&summary, &record, 1, &err), 0);
    return summary;
}

START_TEST(test_medians_leave_out_warm_ups)
{
    struct summary summary = compute();
    const struct summary_row *row = summary_find(&summary, "work", "native");
    ck_assert_uint_eq(summary.count, 2);
    ck_assert_uint_eq(row->n, 9);
    ck_assert_uint_eq(row->rounds, 3);
    NEAR(row->median_ns, 20); /* of 9 10 11 18 20 22 45 50 55 */
    NEAR(row->mad_ns, 10);    /* of 0 2 2 9 10 11 25 30 35 */
    NEAR(row->interval_ns.low, 10);
    NEAR(row->interval_ns.high, 50);
    ck_assert(row->valid);
    summary_free(&summary);
}
END_TEST

/* Round by round the ratio is 10, 10, 8, however much the times themselves drift. */
START_TEST(test_ratios_are_paired_by_round)
{
    struct summary summary = compute();
    const struct summary_row *row = summary_find(&summary, "work", "native");
    ck_assert(row->speedup.known);
    ck_assert_uint_eq(row->speedup.rounds, 3);
    NEAR(row->speedup.value, 10);
    NEAR(row->speedup.interval.low, 8);
    NEAR(row->speedup.interval.high, 10);
    row = summary_find(&summary, "work", "tcg-1insn");
    NEAR(row->speedup.value, 1);
    NEAR(row->speedup.interval.low, 1);
    NEAR(row->speedup.interval.high, 1);
    summary_free(&summary);
}
END_TEST

START_TEST(test_engines_stand_in_the_table_s_order)
{
    struct summary summary = compute();
    ck_assert_str_eq(summary.row[0].engine, "tcg-1insn");
    ck_assert_str_eq(summary.row[1].engine, "native");
    summary_free(&summary);
}
END_TEST

START_TEST(test_rounds_without_a_partner_do_not_count)
{
    static const uint64_t lone[] = {1000, 1000, 1000};
    add(4, "tcg-1insn", lone, 3);
    struct summary summary = compute();
    ck_assert_uint_eq(summary_find(&summary, "work", "native")->speedup.rounds, 3);
    ck_assert_uint_eq(summary_find(&summary, "work", "tcg-1insn")->rounds, 4);
    summary_free(&summary);
}
END_TEST

START_TEST(test_bad_samples_are_named_and_do_not_count)
{
    record.sample[1].outcome = OUTCOME_CHECKSUM; /* native, round 1, iteration 1 */
    record.sample[2].outcome = OUTCOME_CLOCK;
    struct summary summary = compute();
    const struct summary_row *row = summary_find(&summary, "work", "native");
    ck_assert_uint_eq(row->n, 7);
    ck_assert_uint_eq(row->bad, 1); /* one of nine clocks is but a disturbance */
    ck_assert(!row->valid);
    ck_assert_ptr_nonnull(strstr(row->note, "1 of 12 checksum; 1 of 12 clock"));
    ck_assert(summary_find(&summary, "work", "tcg-1insn")->valid);
    summary_free(&summary);
}
END_TEST

/* A wrong answer in the warm-up is a wrong answer. */
START_TEST(test_a_bad_warm_up_speaks_against_the_row)
{
    record.sample[0].outcome = OUTCOME_CHECKSUM;
    struct summary summary = compute();
    const struct summary_row *row = summary_find(&summary, "work", "native");
    ck_assert_uint_eq(row->n, 9);
    ck_assert_uint_eq(row->bad, 1);
    ck_assert(!row->valid);
    summary_free(&summary);
}
END_TEST

START_TEST(test_unsupported_is_not_bad_but_has_no_figures)
{
    for (size_t i = 0; i < record.samples; i++) {
        if (strcmp(record.sample[i].engine, "native") == 0)
            record.sample[i].outcome = OUTCOME_UNSUPPORTED;
    }
    struct summary summary = compute();
    const struct summary_row *row = summary_find(&summary, "work", "native");
    ck_assert_uint_eq(row->n, 0);
    ck_assert_uint_eq(row->bad, 0);
    ck_assert(!row->valid);
    ck_assert(!row->speedup.known);
    ck_assert_str_eq(row->note, "12 of 12 unsupported");
    summary_free(&summary);
}
END_TEST

START_TEST(test_outliers_are_named_and_counted)
{
    record_free(&record);
    static const uint64_t steady[] = {1000, 1020, 980, 1010}, odd[] = {990, 1000, 2500, 1030};
    add(1, "native", steady, 4);
    add(2, "native", odd, 4);
    struct summary summary = compute();
    ck_assert_uint_eq(summary.row[0].n, 8);
    ck_assert_str_eq(summary.row[0].note, "outliers: 2.3 (2.49)");
    ck_assert(summary.row[0].valid);
    summary_free(&summary);
}
END_TEST

START_TEST(test_slower_is_said)
{
    record_free(&record);
    static const uint64_t slow[] = {300, 310, 290}, reference[] = {100, 100, 100};
    for (unsigned round = 1; round <= 3; round++) {
        add(round, "kvm", slow, 3);
        add(round, "tcg-1insn", reference, 3);
    }
    struct summary summary = compute();
    const struct summary_row *row = summary_find(&summary, "work", "kvm");
    NEAR(row->speedup.value, 1.0 / 3);
    ck_assert_ptr_nonnull(strstr(row->note, "slower than the reference"));
    summary_free(&summary);
}
END_TEST

static bool advised(const struct advice *advice, const char *words)
{
    for (size_t i = 0; i < advice->count; i++) {
        if (strstr(advice->text[i], words))
            return true;
    }
    return false;
}

START_TEST(test_warnings_come_with_remedies)
{
    struct facts facts = {0};
    struct summary summary = compute();
    struct advice advice;
    facts_set(&facts, "governor", "powersave");
    facts_set(&facts, "load_1min", "3.20");
    facts_set(&facts, "simulated", "yes");
    facts_set(&facts, "stolen_percent", "7.50");
    facts_set(&facts, "tsc_off_ppm", "20000.0");
    facts_set(&facts, "tsc_drift_ppm", "700.0");
    facts_set(&facts, "smt", "on");
    facts_set(&facts, "clocksource", "hpet");
    record.boot[0].outcome = OUTCOME_TIMEOUT;
    advice_gather(&advice, &facts, &record, &summary);
    ck_assert(advised(&advice, "\"powersave\""));
    ck_assert(advised(&advice, "load 3.20"));
    ck_assert(advised(&advice, "simulated by QEMU"));
    ck_assert(advised(&advice, "took 7.50 %"));
    ck_assert(advised(&advice, "KVM knows it as"));
    ck_assert(advised(&advice, "moved by 700.0 ppm"));
    ck_assert(advised(&advice, "With 3 rounds an interval can hold the true median with 75 %"));
    ck_assert(advised(&advice, "0 of 24 samples and 1 of 6 boots are not valid"));
    ck_assert(advised(&advice, "wider than 10 %"));
    ck_assert(advised(&advice, "share each core"));
    ck_assert(advised(&advice, "clock source is hpet"));
    /* Three rounds: (5.27 + 0.84) / (2 × 5.27) × 2 / 10, where 5.27 is √(3/2) × 4.303. */
    ck_assert(advised(&advice, "Differences below 12 %"));
    summary_free(&summary);
    facts_free(&facts);
}
END_TEST

START_TEST(test_a_drift_is_named)
{
    struct facts facts = {0};
    struct summary summary = compute();
    struct advice advice;
    for (size_t i = 0; i < summary.count; i++) {
        summary.row[i].speedup.drift_known = true;
        summary.row[i].speedup.drift = (struct correlation){.rho = 0.1, .p = 0.7};
    }
    advice_gather(&advice, &facts, &record, &summary);
    ck_assert(!advised(&advice, "drift"));
    for (size_t i = 0; i < summary.count; i++) {
        if (strcmp(summary.row[i].engine, "native") == 0)
            summary.row[i].speedup.drift = (struct correlation){.rho = -0.96, .p = 0.0002};
    }
    advice_gather(&advice, &facts, &record, &summary);
    ck_assert(
        advised(&advice, "more than chance explains: work on native (rank correlation -0.96)"));
    summary_free(&summary);
}
END_TEST

/* A kernel that runs by kvm-clock may hold the counter for good or not; its list tells. */
START_TEST(test_an_unstable_counter_is_said)
{
    static const struct {
        const char *source, *sources;
        bool said;
    } cases[] = {
        {"kvm-clock", "kvm-clock ", true},
        {"kvm-clock", "kvm-clock tsc acpi_pm ", false},
        {"tsc", "tsc hpet acpi_pm ", false},
        {"kvm-clock", "kvm-clock tsc-early ", true},
        {"hpet", "hpet acpi_pm ", false}, /* that is said in other words */
        {"tsc", "", false},               /* not known */
    };
    struct summary summary = compute();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct facts facts = {0};
        struct advice advice;
        facts_set(&facts, "clocksource", "%s", cases[i].source);
        facts_set(&facts, "clocksources", "%s", cases[i].sources);
        advice_gather(&advice, &facts, &record, &summary);
        ck_assert_int_eq(advised(&advice, "does not offer the time-stamp counter"), cases[i].said);
        facts_free(&facts);
    }
    summary_free(&summary);
}
END_TEST

START_TEST(test_a_quiet_machine_gets_no_warning_about_it)
{
    struct facts facts = {0};
    struct summary summary = compute();
    struct advice advice;
    facts_set(&facts, "governor", "performance");
    facts_set(&facts, "load_1min", "0.10");
    facts_set(&facts, "simulated", "no");
    facts_set(&facts, "tsc_flags", "constant_tsc nonstop_tsc");
    facts_set(&facts, "stolen_percent", "0.10");
    facts_set(&facts, "tsc_off_ppm", "3.1");
    facts_set(&facts, "tsc_drift_ppm", "0.2");
    facts_set(&facts, "smt", "off");
    facts_set(&facts, "clocksource", "tsc");
    advice_gather(&advice, &facts, &record, &summary);
    ck_assert(!advised(&advice, "governor"));
    ck_assert(!advised(&advice, "load"));
    ck_assert(!advised(&advice, "simulated"));
    ck_assert(!advised(&advice, "time-stamp counter"));
    ck_assert(!advised(&advice, "hypervisor below"));
    ck_assert(!advised(&advice, "share each core"));
    ck_assert(!advised(&advice, "clock source"));
    ck_assert(!advised(&advice, "not valid"));
    summary_free(&summary);
    facts_free(&facts);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_medians_leave_out_warm_ups,
        test_ratios_are_paired_by_round,
        test_engines_stand_in_the_table_s_order,
        test_rounds_without_a_partner_do_not_count,
        test_bad_samples_are_named_and_do_not_count,
        test_a_bad_warm_up_speaks_against_the_row,
        test_unsupported_is_not_bad_but_has_no_figures,
        test_outliers_are_named_and_counted,
        test_slower_is_said,
        test_warnings_come_with_remedies,
        test_a_drift_is_named,
        test_an_unstable_counter_is_said,
        test_a_quiet_machine_gets_no_warning_about_it,
    };
    TCase *tcase = tcase_create("summary");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    Suite *suite = suite_create("summary");
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
