/* What is right where no reference tells a checksum, over rounds in which engines come and go. */
#include "engines/engines.h"
#include "run/agreement.h"
#include "unit/run_tests.h"

#include <string.h>

enum { SIZE = 10, RIGHT = 7, WRONG = 8 };

static struct task task = {.workload = "outside", .size = SIZE};
static struct run run;

static void set_up(void)
{
    task.checksum_known = false;
    run = (struct run){.contenders = 3,
                       .contender = {{.engine = &engine_kvm},
                                     {.engine = &engine_tcg_1insn},
                                     {.engine = &engine_tcg}},
                       .tasks = 1,
                       .task = &task};
}

static void tear_down(void)
{
    record_free(&run.record);
}

/** Adds a boot of one sample, which came to `checksum`; 0: to none, for it timed out. */
static void add(unsigned round, const struct engine *engine, uint64_t checksum, bool clocks_apart)
{
    struct error err = {0};
    struct boot boot = {.round = round};
    struct sample sample = {.round = round,
                            .workload = "outside",
                            .size = SIZE,
                            .checksum = checksum,
                            .clocks_apart = clocks_apart,
                            .outcome = checksum == 0  ? OUTCOME_TIMEOUT
                                       : clocks_apart ? OUTCOME_CLOCK
                                                      : OUTCOME_OK};
    strcpy(sample.engine, engine->name);
    ck_assert_int_eq(record_add(&run.record, &boot, &sample, 1, &err), 0);
}

/** Adds a round of all three engines, and judges. */
static void take_round(unsigned round, uint64_t kvm, uint64_t tcg_1insn, uint64_t tcg)
{
    add(round, &engine_kvm, kvm, false);
    add(round, &engine_tcg_1insn, tcg_1insn, false);
    add(round, &engine_tcg, tcg, false);
    agreement_judge(&run);
}

/** Holds the outcomes of all samples, in their order, to letters: o(k), c(hecksum), t(imeout). */
static void must_be(const char *outcomes)
{
    ck_assert_uint_eq(run.record.samples, strlen(outcomes));
    for (size_t i = 0; i < run.record.samples; i++)
        ck_assert_msg(*outcome_name(run.record.sample[i].outcome) == outcomes[i],
                      "sample %zu is %s, not of \"%s\"", i,
                      outcome_name(run.record.sample[i].outcome), outcomes);
}

START_TEST(most_engines_are_right)
{
    take_round(1, RIGHT, WRONG, RIGHT);
    must_be("oco");
    take_round(2, RIGHT, WRONG, RIGHT);
    must_be("ocooco");
}
END_TEST

START_TEST(nothing_is_right_where_as_many_disagree)
{
    take_round(1, RIGHT, WRONG, 0);
    must_be("cct");
}
END_TEST

/* What a later round tells holds for the rounds before it, too. */
START_TEST(a_later_round_tells_what_was_right_before)
{
    take_round(1, RIGHT, WRONG, 0);
    must_be("cct");
    take_round(2, RIGHT, WRONG, RIGHT);
    must_be("octoco");
}
END_TEST

/* And what seemed agreed on is taken back when as many turn out to disagree. */
START_TEST(a_later_round_takes_back_what_was_agreed_on)
{
    take_round(1, RIGHT, 0, 0);
    must_be("ott");
    take_round(2, RIGHT, WRONG, 0);
    must_be("cttcct");
}
END_TEST

START_TEST(an_engine_s_word_is_what_it_mostly_comes_to)
{
    run.contenders = 1;
    take_round(1, WRONG, 0, 0);
    take_round(2, RIGHT, 0, 0);
    must_be("cttctt"); /* it has none yet */
    take_round(3, RIGHT, 0, 0);
    must_be("cttottott");
}
END_TEST

START_TEST(clocks_that_disagree_stay_so)
{
    run.contenders = 2;
    add(1, &engine_kvm, RIGHT, true);
    add(1, &engine_tcg_1insn, WRONG, false);
    agreement_judge(&run);
    ck_assert_int_eq(run.record.sample[0].outcome, OUTCOME_CHECKSUM);
    run.contenders = 1;
    agreement_judge(&run);
    ck_assert_int_eq(run.record.sample[0].outcome, OUTCOME_CLOCK);
}
END_TEST

START_TEST(what_the_reference_told_is_left_alone)
{
    task.checksum_known = true;
    task.checksum = WRONG;
    take_round(1, RIGHT, RIGHT, RIGHT);
    must_be("ooo"); /* the boots themselves are held to it */
}
END_TEST

START_TEST(other_work_has_no_say)
{
    take_round(1, RIGHT, RIGHT, WRONG);
    for (size_t i = 0; i < 2; i++)
        run.record.sample[i].size++;
    agreement_judge(&run);
    must_be("ooo");
}
END_TEST

START_TEST(later_boots_are_held_to_what_was_agreed_on)
{
    take_round(1, RIGHT, WRONG, 0);
    agreement_settle(&run);
    ck_assert(!task.checksum_known);
    take_round(2, RIGHT, WRONG, RIGHT);
    agreement_settle(&run);
    ck_assert(task.checksum_known);
    ck_assert_uint_eq(task.checksum, RIGHT);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        most_engines_are_right,
        nothing_is_right_where_as_many_disagree,
        a_later_round_tells_what_was_right_before,
        a_later_round_takes_back_what_was_agreed_on,
        an_engine_s_word_is_what_it_mostly_comes_to,
        clocks_that_disagree_stay_so,
        what_the_reference_told_is_left_alone,
        other_work_has_no_say,
        later_boots_are_held_to_what_was_agreed_on,
    };
    return RUN_TESTS_BETWEEN("agreement", tests, set_up, tear_down);
}
