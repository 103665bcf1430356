/* `make bench-vmm`: what pairs of runs come to, and what a verdict needs. */
#include "unit/run_tests.h"
#include "vmm/measure.h"

#include <string.h>

/* Plays a monitor and a bare loop whose figures are known. */
static struct {
    double monitor, bare;
    unsigned runs, bare_first, last_was_bare;
    int answer; /* of the last run of all */
    unsigned answer_at;
} played;

static int play(const struct bench *bench, const struct metric *metric, enum side side,
                double *figure, struct error *err)
{
    (void)bench, (void)metric;
    played.runs++;
    if (played.runs % 2 == 1)
        played.bare_first += side == BARE;
    if (played.answer_at == played.runs) {
        fail(err, STATUS_OS_ERROR, "as the test wants it");
        return played.answer;
    }
    /* The first run is far off: it warms up. Then some noise, up to 2 % either way. */
    double lot = (double)(played.runs * 2654435769u >> 24) / 255;
    double noise = played.runs == 1 ? 100 : 0.98 + 0.04 * lot;
    *figure = (side == MONITOR ? played.monitor : played.bare) * noise;
    return 0;
}

static const struct bench bench = {.tsc_hz = 1};
static const struct metric at_least = {
    .name = "a", .more_is_better = true, .target = 0.97, .run = play};
static const struct metric at_most = {.name = "b", .target = 1.5, .run = play};
static const struct metric single = {.name = "c", .single = true, .target = 3072, .run = play};
static const struct metric free_one = {.name = "d", .run = play};

static struct result measured(const struct metric *metric, double monitor, double bare, bool judge)
{
    struct result result;
    struct error err = {0};
    unsigned answer_at = played.answer_at;
    int answer = played.answer;
    played.runs = played.bare_first = 0;
    played.monitor = monitor;
    played.bare = bare;
    played.answer_at = answer_at;
    played.answer = answer;
    ck_assert_int_eq(measure(&result, &bench, metric, 20, 7, judge, &err), 0);
    return result;
}

static void must_be_near(double value, double wanted)
{
    ck_assert_double_ge(value, 0.97 * wanted);
    ck_assert_double_le(value, 1.03 * wanted);
}

START_TEST(ratio_is_monitors_figure_over_the_bare_one)
{
    struct result result = measured(&at_least, 99, 100, true);
    ck_assert_uint_eq(result.pairs, 20);
    ck_assert_uint_eq(played.runs, 2 * 21); /* the first pair is not counted */
    must_be_near(result.value, 0.99);
    must_be_near(result.median[MONITOR], 99);
    must_be_near(result.median[BARE], 100);
    ck_assert_double_le(result.interval.low, result.value);
    ck_assert_double_ge(result.interval.high, result.value);
}
END_TEST

START_TEST(order_within_pairs_is_drawn)
{
    measured(&free_one, 1, 1, true);
    ck_assert_uint_gt(played.bare_first, 3);
    ck_assert_uint_lt(played.bare_first, 18);
}
END_TEST

START_TEST(targets_are_bounds_on_their_side)
{
    ck_assert_int_eq(measured(&at_least, 105, 100, true).verdict, VERDICT_MET);
    ck_assert_int_eq(measured(&at_least, 80, 100, true).verdict, VERDICT_MISSED);
    ck_assert_int_eq(measured(&at_most, 120, 100, true).verdict, VERDICT_MET);
    ck_assert_int_eq(measured(&at_most, 200, 100, true).verdict, VERDICT_MISSED);
    ck_assert_int_eq(measured(&at_least, 97.2, 100, true).verdict, VERDICT_OPEN);
    ck_assert_int_eq(measured(&free_one, 1, 1, true).verdict, VERDICT_NONE);
}
END_TEST

START_TEST(single_figure_is_held_to_its_own_target)
{
    struct result result = measured(&single, 1900, 0, true);
    ck_assert_uint_eq(played.runs, 21);
    must_be_near(result.value, 1900);
    ck_assert_int_eq(result.verdict, VERDICT_MET);
    ck_assert_int_eq(measured(&single, 4000, 0, true).verdict, VERDICT_MISSED);
}
END_TEST

START_TEST(simulated_machine_gets_no_verdict)
{
    struct result result = measured(&at_least, 80, 100, false);
    must_be_near(result.value, 0.8);
    ck_assert_int_eq(result.verdict, VERDICT_NONE);
}
END_TEST

START_TEST(what_cannot_be_measured_says_why)
{
    played.answer_at = 5;
    played.answer = -1;
    struct result result = measured(&at_least, 99, 100, true);
    ck_assert_uint_eq(result.pairs, 0);
    ck_assert(result.failed);
    ck_assert_str_eq(result.trouble.text, "as the test wants it");
    played.answer = 1; /* makes no sense on this host */
    result = measured(&at_least, 99, 100, true);
    ck_assert_uint_eq(result.pairs, 0);
    ck_assert(!result.failed);
    played.answer_at = 0;
}
END_TEST

START_TEST(figure_of_nothing_is_a_failure)
{
    ck_assert(measured(&at_least, 99, 0, true).failed);
}
END_TEST

START_TEST(metrics_have_names_of_their_own)
{
    for (unsigned i = 0; i < metric_count; i++)
        for (unsigned j = 0; j < i; j++)
            ck_assert_str_ne(metrics[i].name, metrics[j].name);
}
END_TEST

static const struct report {
    const char *text;
    unsigned guests;
    double sum;
    const char *cause; /* of a refusal */
} reports[] = {
    {"100 200\n", 1, 50, NULL},
    {"one   | 100 200\ntwo   | 30 10\n", 2, 350, NULL},
    {"one   | 100 200\n", 2, 0, "1 of 2 guests reported"},
    {"100 200\n30 10\n", 1, 0, "2 of 1 guests reported"},
    {"", 1, 0, "0 of 1 guests reported"},
    {"100 0\n", 1, 0, "no rate: 100 0"},
    {"100 4294967295\n", 1, 0, "no rate: 100 4294967295"}, /* it was measured too long */
    {"0 200\n", 1, 0, "no rate: 0 200"},
    {"100 200\nthe guest crashed\n", 1, 0, "no rate: the guest crashed"},
};

/* One that is silent would make the others look slow. */
START_TEST(every_guest_has_to_report_its_rate)
{
    const struct report *one = &reports[_i];
    char text[80];
    double sum = 0;
    struct error err = {0};
    strcpy(text, one->text);
    int result = metrics_add_rates(text, one->guests, 100, &sum, &err);
    ck_assert_int_eq(result, one->cause ? -1 : 0);
    if (one->cause)
        ck_assert_msg(strstr(err.text, one->cause) != NULL, "%s", err.text);
    else
        ck_assert_double_eq(sum, one->sum);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        ratio_is_monitors_figure_over_the_bare_one,
        order_within_pairs_is_drawn,
        targets_are_bounds_on_their_side,
        single_figure_is_held_to_its_own_target,
        simulated_machine_gets_no_verdict,
        what_cannot_be_measured_says_why,
        figure_of_nothing_is_a_failure,
        metrics_have_names_of_their_own,
    };
    Suite *suite = suite_create("vmm_bench");
    TCase *tcase = tcase_create("vmm_bench");
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    tcase_add_loop_test(tcase, every_guest_has_to_report_its_rate, 0,
                        sizeof reports / sizeof *reports);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
