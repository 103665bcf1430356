/* The random numbers: those of the paper, each as likely as the other, in sequences of their own.
 */
#include "base/random.h"
#include "unit/run_tests.h"

#include <stdbool.h>

enum { DRAWS = 12000 };

/** Whether a count is what a share of the draws leaves to be expected, within five deviations. */
static bool is_share(unsigned count, double share)
{
    double off = count - DRAWS * share;
    return off * off < 25 * DRAWS * share * (1 - share);
}

/* As published for this seed with the generator: a run of another release draws the same. */
START_TEST(test_numbers_of_a_seed)
{
    static const uint64_t expected[] = {6457827717110365317u, 3203168211198807973u,
                                        9817491932198370423u, 4593380528125082431u,
                                        16408922859458223821u};
    struct random random = {1234567};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        ck_assert_uint_eq(random_next(&random), expected[i]);
}
END_TEST

/* Of three quarters of all numbers, where a remainder alone would draw the first third twice. */
START_TEST(test_no_number_is_favoured)
{
    struct random random = random_begin(1, "test");
    uint64_t third = (uint64_t)1 << 62;
    unsigned counts[3] = {0}, dice[6] = {0};
    for (unsigned i = 0; i < DRAWS; i++) {
        uint64_t number = random_below(&random, 3 * third);
        ck_assert_uint_lt(number, 3 * third);
        counts[number / third]++;
        dice[random_below(&random, 6)]++;
    }
    for (unsigned i = 0; i < 3; i++)
        ck_assert_msg(is_share(counts[i], 1.0 / 3), "%u of %d in third %u", counts[i], DRAWS, i);
    for (unsigned i = 0; i < 6; i++)
        ck_assert_msg(is_share(dice[i], 1.0 / 6), "%u of %d are %u", dice[i], DRAWS, i);
    ck_assert_uint_eq(random_below(&random, 1), 0);
}
END_TEST

START_TEST(test_every_order_is_as_likely)
{
    struct random random = random_begin(2, "test");
    unsigned counts[27] = {0}, order[3], orders = 0;
    for (unsigned i = 0; i < DRAWS; i++) {
        random_order(&random, order, 3);
        ck_assert_uint_eq(1u << order[0] | 1u << order[1] | 1u << order[2], 7);
        counts[order[0] * 9 + order[1] * 3 + order[2]]++;
    }
    for (unsigned i = 0; i < 27; i++)
        if (counts[i] > 0) {
            ck_assert_msg(is_share(counts[i], 1.0 / 6), "%u of %d", counts[i], DRAWS);
            orders++;
        }
    ck_assert_uint_eq(orders, 6);
}
END_TEST

START_TEST(test_purposes_and_seeds_are_apart)
{
    struct random one = random_begin(3, "order"), same = random_begin(3, "order"),
                  other = random_begin(3, "bootstrap"), next = random_begin(4, "order");
    uint64_t number = random_next(&one);
    ck_assert_uint_eq(number, random_next(&same));
    ck_assert_uint_ne(number, random_next(&other));
    ck_assert_uint_ne(number, random_next(&next));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_numbers_of_a_seed,
        test_no_number_is_favoured,
        test_every_order_is_as_likely,
        test_purposes_and_seeds_are_apart,
    };
    return RUN_TESTS("random", tests);
}
