/* The order of boots: shuffled fairly, and the same again for the same seed. */
#include "base/random.h"
#include "unit/run_tests.h"

#include <stdbool.h>
#include <string.h>

/* The outputs for seed 1234567 that the algorithm's users compare against. */
START_TEST(test_generator_is_splitmix64)
{
    static const uint64_t expected[] = {6457827717110365317u, 3203168211198807973u,
                                        9817491932198370423u, 4593380528125082431u,
                                        16408922859458223821u};
    struct random random = {1234567};
    for (int i = 0; i < 5; i++)
        ck_assert_uint_eq(random_next(&random), expected[i]);
}
END_TEST

START_TEST(test_numbers_stay_below_their_limit)
{
    struct random random = random_begin(7, "test");
    unsigned count[10] = {0};
    for (int i = 0; i < 10000; i++) {
        uint64_t number = random_below(&random, 10);
        ck_assert_uint_lt(number, 10);
        count[number]++;
    }
    /* Binomial with mean 1000 and deviation 30: ±5 deviations. */
    for (int i = 0; i < 10; i++)
        ck_assert_msg(count[i] > 850 && count[i] < 1150, "%d came %u times", i, count[i]);
    ck_assert_uint_eq(random_below(&random, 1), 0);
    for (int i = 0; i < 1000; i++)
        ck_assert_uint_lt(random_below(&random, UINT64_MAX / 2 + 2), UINT64_MAX / 2 + 2);
}
END_TEST

START_TEST(test_every_order_holds_each_engine_once)
{
    struct random random = random_begin(1, "test");
    for (int round = 0; round < 1000; round++) {
        unsigned order[5], seen = 0;
        random_order(&random, order, 5);
        for (int i = 0; i < 5; i++)
            seen |= 1u << order[i];
        ck_assert_uint_eq(seen, 31);
    }
}
END_TEST

/* All 24 orders of four engines come about as often as one another. */
START_TEST(test_every_order_is_as_likely)
{
    struct random random = random_begin(2, "test");
    unsigned count[256] = {0}, different = 0;
    for (int round = 0; round < 24000; round++) {
        unsigned order[4];
        random_order(&random, order, 4);
        count[order[0] | order[1] << 2 | order[2] << 4 | order[3] << 6]++;
    }
    for (int i = 0; i < 256; i++) {
        different += count[i] > 0;
        /* Binomial with mean 1000 and deviation 31: ±5 deviations. */
        ck_assert(count[i] == 0 || (count[i] > 845 && count[i] < 1155));
    }
    ck_assert_uint_eq(different, 24);
}
END_TEST

START_TEST(test_a_seed_gives_its_orders_again)
{
    struct random first = random_begin(42, "order of boots");
    struct random again = random_begin(42, "order of boots");
    struct random other = random_begin(43, "order of boots");
    struct random purpose = random_begin(42, "something else");
    bool other_differs = false, purpose_differs = false;
    for (int round = 0; round < 50; round++) {
        unsigned a[4], b[4], c[4], d[4];
        random_order(&first, a, 4);
        random_order(&again, b, 4);
        random_order(&other, c, 4);
        random_order(&purpose, d, 4);
        ck_assert_mem_eq(a, b, sizeof a);
        other_differs |= memcmp(a, c, sizeof a) != 0;
        purpose_differs |= memcmp(a, d, sizeof a) != 0;
    }
    ck_assert(other_differs);
    ck_assert(purpose_differs);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_generator_is_splitmix64,
        test_numbers_stay_below_their_limit,
        test_every_order_holds_each_engine_once,
        test_every_order_is_as_likely,
        test_a_seed_gives_its_orders_again,
    };
    return RUN_TESTS("schedule", tests);
}
