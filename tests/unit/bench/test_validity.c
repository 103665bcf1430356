/* Which disagreements of the clocks a run may have, and which speak against it. */
#include "record/validity.h"
#include "unit/run_tests.h"

#include <string.h>

/*
 * The tails of the binomial law for a chance of a tenth: P(2 or 3 of 3) = 0.028, P(3 of 3) = 0.001,
 * P(3 or 4 of 4) = 0.0037, P(at least 4 of 12) = 0.0256, 5 of 12 0.0043, P(at least 18 of 100) =
 * 0.01001, 19 of 100 0.0046, P(at least 75 of 500) = 0.0003.
 */
START_TEST(test_what_is_tolerated)
{
    static const struct {
        struct clock_tally tally;
        bool tolerated;
    } cases[] = {
        {{.timed = 0, .disagree = 0}, true},     {{.timed = 1, .disagree = 1}, true},
        {{.timed = 4, .disagree = 3}, false},    {{.timed = 3, .disagree = 2}, true},
        {{.timed = 3, .disagree = 3}, false},    {{.timed = 12, .disagree = 4}, true},
        {{.timed = 12, .disagree = 5}, false},   {{.timed = 100, .disagree = 18}, true},
        {{.timed = 100, .disagree = 19}, false}, {{.timed = 500, .disagree = 50}, true},
        {{.timed = 500, .disagree = 75}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(validity_tolerates(cases[i].tally) == cases[i].tolerated, "case %zu", i);
}
END_TEST

enum { SAMPLES = 24 };

static struct sample samples[SAMPLES];
static struct boot boots[2];
static struct record record;

/** Two engines with a warm-up and eleven samples each. */
static void set_up(void)
{
    static const char *const names[] = {"kvm", "native"};
    record = (struct record){.samples = SAMPLES, .sample = samples, .boots = 2, .boot = boots};
    for (int i = 0; i < SAMPLES; i++) {
        samples[i] = (struct sample){.warmup = i % 12 == 0};
        strcpy(samples[i].engine, names[i / 12]);
    }
    boots[0] = boots[1] = (struct boot){.round = 1};
}

START_TEST(test_each_engine_is_judged_by_its_own_samples)
{
    set_up();
    ck_assert_uint_eq(validity_objections(&record), 0);
    samples[1].outcome = samples[13].outcome = OUTCOME_CLOCK; /* one each */
    ck_assert_uint_eq(validity_objections(&record), 0);
    ck_assert_uint_eq(validity_disturbed(&record), 2);
    for (int i = 2; i < 6; i++)
        samples[i].outcome = OUTCOME_CLOCK;
    ck_assert_uint_eq(validity_objections(&record), 5);
    ck_assert_uint_eq(validity_disturbed(&record), 1);
}
END_TEST

START_TEST(test_warm_ups_do_not_tip_the_scale)
{
    set_up();
    samples[0].outcome = samples[1].outcome = OUTCOME_CLOCK;
    ck_assert_uint_eq(validity_clocks(&record, "kvm").timed, 11);
    ck_assert_uint_eq(validity_clocks(&record, "kvm").disagree, 1);
    ck_assert_uint_eq(validity_objections(&record), 0);
}
END_TEST

START_TEST(test_everything_else_always_objects)
{
    for (int i = 0; i < OUTCOME_COUNT; i++) {
        bool harmless = i == OUTCOME_OK || i == OUTCOME_UNSUPPORTED || i == OUTCOME_CLOCK;
        set_up();
        samples[5].outcome = (enum outcome)i;
        ck_assert_uint_eq(validity_objections(&record), harmless ? 0 : 1);
    }
    set_up();
    boots[1].outcome = OUTCOME_CLOCK; /* over a boot, noise is no excuse */
    ck_assert_uint_eq(validity_objections(&record), 1);
    boots[0].outcome = OUTCOME_CRASHED;
    ck_assert_uint_eq(validity_objections(&record), 2);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_what_is_tolerated,
        test_each_engine_is_judged_by_its_own_samples,
        test_warm_ups_do_not_tip_the_scale,
        test_everything_else_always_objects,
    };
    return RUN_TESTS("validity", tests);
}
