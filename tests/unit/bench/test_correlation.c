/* Rank correlation, against values computed by other means. */
#include "statistics/correlation.h"
#include "unit/run_tests.h"

#define NEAR(value, expected, within) ck_assert_double_eq_tol(value, expected, within)

START_TEST(test_ranks_share_their_mean)
{
    const double values[] = {3.1, 2.9, 3.3, 3.3, 3.6, 3.5};
    const double expected[] = {2, 1, 3.5, 3.5, 6, 5};
    double ranks[6];
    correlation_ranks(values, ranks, 6);
    for (int i = 0; i < 6; i++)
        NEAR(ranks[i], expected[i], 1e-12);
}
END_TEST

/*
 * The p of the short ones were counted over all permutations; the tolerance is three standard
 * errors of 9,999 draws. The long one is the usual textbook example, hours of television by
 * rising IQ: rho is -29/165.
 */
START_TEST(test_known_values)
{
    static const struct {
        double values[10];
        size_t count;
        double rho, p;
    } cases[] = {
        {{1, 2, 3, 4, 5}, 5, 1, 2 / 120.0},
        {{5, 4, 3, 2, 1}, 5, -1, 2 / 120.0},
        {{2, 1, 4, 3, 5}, 5, 0.8, 16 / 120.0},
        {{3.1, 2.9, 3.3, 3.3, 3.6, 3.5}, 6, 0.8696565534786727, 24 / 720.0},
        {{2, 2, 3, 1, 5, 5, 5}, 7, 0.7297691588509917, 408 / 5040.0},
        {{1, 1, 2, 2, 3, 3, 4}, 7, 0.9728456051340169, 16 / 5040.0},
        {{4, 1, 3, 3, 2, 2, 1, 0}, 8, -0.6910233190806425, 2752 / 40320.0},
        {{7, 7, 7, 7}, 4, 0, 1},
        {{0, 20, 28, 27, 50, 29, 7, 17, 6, 12}, 10, -29 / 165.0, 0.627},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct correlation correlation;
        ck_assert_int_eq(correlation_with_order(&correlation, cases[i].values, cases[i].count,
                                                random_begin(i, "test")),
                         0);
        NEAR(correlation.rho, cases[i].rho, 1e-9);
        NEAR(correlation.p, cases[i].p, 0.015);
    }
}
END_TEST

/* One of 12! orders: no shuffle comes near it, and it is one of those possible itself. */
START_TEST(test_no_chance_is_less_than_one_order)
{
    const double values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    struct correlation correlation;
    ck_assert_int_eq(correlation_with_order(&correlation, values, 12, random_begin(1, "test")), 0);
    NEAR(correlation.rho, 1, 1e-12);
    NEAR(correlation.p, 1.0 / (CORRELATION_SHUFFLES + 1), 1e-12);
}
END_TEST

START_TEST(test_the_same_seed_gives_the_same)
{
    const double values[] = {4, 2, 7, 5, 9, 1, 8};
    struct correlation first, again;
    correlation_with_order(&first, values, 7, random_begin(5, "test"));
    correlation_with_order(&again, values, 7, random_begin(5, "test"));
    ck_assert_double_eq(first.p, again.p);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_ranks_share_their_mean,
        test_known_values,
        test_no_chance_is_less_than_one_order,
        test_the_same_seed_gives_the_same,
    };
    return RUN_TESTS("correlation", tests);
}
