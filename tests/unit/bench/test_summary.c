/* From samples to the summary: medians, paired ratios, notes. */
#include "summary_fixture.h"

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

/* Eight of 27 are six times as long as the others. */
START_TEST(test_of_many_outliers_six_are_named)
{
    static const uint64_t steady[] = {1000, 1020, 980}, odd[] = {6000, 1010, 6000};
    record_free(&record);
    for (unsigned round = 1; round <= 9; round++)
        add(round, "native", round <= 4 ? odd : steady, 3);
    struct summary summary = compute();
    ck_assert_str_eq(summary.row[0].note, "outliers: 1.1 (5.94) 1.3 (5.94) 2.1 (5.94) 2.3 (5.94) "
                                          "3.1 (5.94) 3.3 (5.94) and 2 more");
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

/* The speed-up grows from round to round; of three rounds nothing is said (set_up()). */
START_TEST(test_a_drift_takes_four_rounds)
{
    struct summary summary = compute();
    ck_assert(!summary_find(&summary, "work", "native")->speedup.drift_known);
    summary_free(&summary);
    record_free(&record);
    for (unsigned round = 1; round <= CORRELATION_LEAST; round++) {
        const uint64_t same[] = {1000}, faster[] = {100 - round};
        add(round, "native", faster, 1);
        add(round, "tcg-1insn", same, 1);
    }
    summary = compute();
    const struct summary_row *row = summary_find(&summary, "work", "native");
    ck_assert(row->speedup.drift_known);
    NEAR(row->speedup.drift.rho, 1);
    ck_assert_double_eq_tol(row->speedup.drift.p, 2 / 24.0, 0.015); /* of 4! orders two */
    summary_free(&summary);
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
        test_of_many_outliers_six_are_named,
        test_slower_is_said,
        test_a_drift_takes_four_rounds,
    };
    return RUN_TESTS_BETWEEN("summary", tests, set_up, tear_down);
}
