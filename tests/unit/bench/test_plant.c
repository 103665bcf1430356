/* A planted slowdown: by how much the work of an engine's second name is larger. */
#include "engines/engines.h"
#include "run/plant.h"
#include "unit/run_tests.h"

#include <string.h>

static struct bench_options options = {.plant = "work"};
static struct error err;

/** Plants a slowdown in work of a size. The sizes that come of it are in the run. */
static struct run planted(uint32_t size)
{
    struct run run = {.options = &options,
                      .contenders = 2,
                      .contender = {{.engine = &engine_kvm}, {.engine = &engine_kvm_again}},
                      .tasks = 2};
    run.task = calloc(2, sizeof *run.task);
    strcpy(run.task[0].workload, "other");
    strcpy(run.task[1].workload, "work");
    run.task[0].size = run.task[1].size = size;
    ck_assert_int_eq(plant_run(&run, &err), 0);
    return run;
}

static void release(struct run *run)
{
    free(run->task);
    free(run->planted);
    facts_free(&run->facts);
}

static const struct plant_case {
    uint32_t size, usual, planted;
} cases[] = {
    {1000, 1000, 1050},
    {1, 20, 21},
    {150, 160, 168}, /* of 150 a twentieth is no whole number */
    {4200000000, PLANT_SIZE_MAX, PLANT_SIZE_MAX / 20 * 21}, /* 5 % more are no size any more */
};

START_TEST(a_twentieth_is_planted)
{
    const struct plant_case *one = &cases[_i];
    struct run run = planted(one->size);
    ck_assert_uint_eq(run.task[1].size, one->usual);
    ck_assert_uint_eq(run.planted[1].size, one->planted);
    ck_assert_uint_eq(run.planted[0].size, one->size);
    ck_assert_ptr_null(run.contender[0].task);
    ck_assert_ptr_eq(run.contender[1].task, run.planted);
    release(&run);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("plant");
    TCase *tcase = tcase_create("plant");
    tcase_add_loop_test(tcase, a_twentieth_is_planted, 0, sizeof cases / sizeof *cases);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
