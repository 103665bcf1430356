/* When a run is precise enough, what it could have missed, and which drifts are no chance. */
#include "report/precision.h"
#include "unit/run_tests.h"

#include <string.h>

#define NEAR(value, expected) ck_assert_double_eq_tol(value, expected, 1e-9)

enum { ROWS = 4 };

static struct summary_row rows[ROWS];
static const struct summary summary = {.count = ROWS, .row = rows};

/** The reference, and three engines known within 1 % over eight rounds. */
static void set_up(void)
{
    static const char *const names[ROWS] = {"tcg-1insn", "kvm", "tcg", "native"};
    for (int i = 0; i < ROWS; i++) {
        rows[i] = (struct summary_row){
            .speedup = {.known = true,
                        .rounds = 8,
                        .value = 50,
                        .interval = {.low = 49.5, .high = 50.5},
                        .drift_known = true,
                        .drift = {.rho = 0.1, .p = 0.8}},
        };
        strcpy(rows[i].engine, names[i]);
    }
}

START_TEST(test_a_precise_run_ends)
{
    set_up();
    ck_assert(precision_reached(&summary));
    rows[0].speedup.interval.high = 90; /* the reference is 1 by definition */
    ck_assert(precision_reached(&summary));
    rows[2].speedup.interval.low = 48.9;
    ck_assert(!precision_reached(&summary));
    set_up();
    rows[2].speedup.rounds = 5;
    ck_assert(!precision_reached(&summary));
    set_up();
    for (int i = 1; i < ROWS; i++)
        rows[i].speedup.known = false; /* nothing is known, so nothing is precise */
    ck_assert(!precision_reached(&summary));
}
END_TEST

/* Over nine rounds a standard error of 1 % makes an interval of ± 2.4459 % (Student's t). */
START_TEST(test_reach_and_least_detectable_difference)
{
    const struct ratio ratio = {
        .value = 2, .rounds = 9, .interval = {.low = 1.951082, .high = 2.048918}};
    NEAR(precision_reach(&ratio), 0.024459);
    ck_assert_double_eq_tol(precision_detectable(&ratio), 0.032859, 1e-6);
    const struct ratio skewed = {.value = 10, .interval = {.low = 9.9, .high = 10.5}};
    NEAR(precision_reach(&skewed), 0.05);
}
END_TEST

/* Three tests: the least p has to stay below 0.05 / 3, the next below 0.05 / 2, the last 0.05. */
START_TEST(test_drifts_by_holm_s_rule)
{
    bool drifting[ROWS];
    set_up();
    ck_assert_uint_eq(precision_drifting(&summary, drifting), 0);
    rows[1].speedup.drift.p = 0.02;
    ck_assert_uint_eq(precision_drifting(&summary, drifting), 0);
    rows[2].speedup.drift.p = 0.01;
    ck_assert_uint_eq(precision_drifting(&summary, drifting), 2);
    ck_assert(drifting[1] && drifting[2] && !drifting[3]);
    rows[0].speedup.drift.p = 0; /* not a test at all */
    ck_assert_uint_eq(precision_drifting(&summary, drifting), 2);
    rows[2].speedup.drift_known = false;
    ck_assert_uint_eq(precision_drifting(&summary, drifting), 1);
}
END_TEST

/*
 * Holm's adjusted p-values of R's p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") are, by its
 * definition max over j ≤ i of (m − j + 1)·p(j): 0.005 × 4 = 0.02, 0.01 × 3 = 0.03, 0.03 × 2 = 0.06
 * and max(0.06, 0.04 × 1) = 0.06; so that at 0.05 the first and the last are found. Testing on
 * after the first that fails would also find 0.04.
 */
START_TEST(test_holm_against_adjusted_values)
{
    static const double p[] = {0.01, 0.04, 0.03, 0.005};
    struct summary_row five[5];
    const struct summary many = {.count = 5, .row = five};
    bool drifting[5];
    set_up();
    for (int i = 0; i < 5; i++) {
        five[i] = rows[i > 0];
        if (i > 0)
            five[i].speedup.drift.p = p[i - 1];
    }
    ck_assert_uint_eq(precision_drifting(&many, drifting), 2);
    ck_assert(!drifting[0] && drifting[1] && !drifting[2] && !drifting[3] && drifting[4]);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_a_precise_run_ends,
        test_reach_and_least_detectable_difference,
        test_drifts_by_holm_s_rule,
        test_holm_against_adjusted_values,
    };
    return RUN_TESTS("precision", tests);
}
