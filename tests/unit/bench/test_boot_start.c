/* An engine that was there when it was checked, and cannot be started when it is booted. */
#include "boots/fleet.h"
#include "unit/run_tests.h"

#include <string.h>

static void vanished(const struct site *site, const char *spec, struct command *command)
{
    (void)site;
    command_add(command, "/no/such/engine");
    command_add(command, "%s", spec);
}

/* Of several machines the second has no program any more. */
static void second_vanished(const struct site *site, const char *spec, struct command *command)
{
    static unsigned starts;
    if (starts++ % 2 == 0)
        command_add_words(command, (const char *const[]){"sleep", "1000", NULL});
    else
        vanished(site, spec, command);
}

static struct engine engine = {.name = "some", .command = vanished};
static const struct site site = {.arch = ARCH_I386};
static const struct task tasks[] = {{.workload = "fib", .size = 30},
                                    {.workload = "hypercall", .size = 9, .needs_hypervisor = true}};
enum { TASKS = 2, ITERATIONS = 2 };

START_TEST(a_boot_that_cannot_begin_has_its_rows)
{
    struct boot_plan plan = {.engine = &engine,
                             .site = &site,
                             .tasks = tasks,
                             .task_count = TASKS,
                             .iterations = ITERATIONS,
                             .tsc_hz = 1000000000,
                             .limit_ns = 1000000000};
    struct boot boot = {.round = 3, .order = 2};
    struct sample samples[TASKS * ITERATIONS];
    char trouble[BOOT_TROUBLE_MAX];
    struct error err = {0};
    engine.command = vanished;
    ck_assert_int_eq(boot_run(&plan, &boot, samples, trouble, &err), 0);
    ck_assert_int_eq(boot.outcome, OUTCOME_CRASHED);
    ck_assert_str_eq(trouble,
                     "some, round 3: cannot run /no/such/engine: No such file or directory");
    ck_assert_uint_eq(boot.wall_ns, 0);
    ck_assert_int_eq(boot.exit_status, -1);
    ck_assert_str_eq(boot.engine, "some");
    for (unsigned i = 0; i < TASKS * ITERATIONS; i++) {
        ck_assert_str_eq(samples[i].workload, tasks[i / ITERATIONS].workload);
        ck_assert_int_eq(samples[i].outcome,
                         i < ITERATIONS ? OUTCOME_CRASHED : OUTCOME_UNSUPPORTED);
    }
}
END_TEST

/** Starts two machines. @return what was said */
static const char *run_two(struct fleet_machine *machine)
{
    static char trouble[BOOT_TROUBLE_MAX];
    static struct sample samples[2][ITERATIONS];
    struct fleet_plan plan = {.engine = &engine,
                              .site = &site,
                              .tasks = tasks,
                              .task_count = 1,
                              .iterations = ITERATIONS,
                              .machines = 2,
                              .tsc_hz = 1000000000,
                              .limit_ns = 1000000000000};
    struct boot label = {.round = 1, .order = 1, .engine = "some", .arch = "i386"};
    struct error err = {0};
    for (int i = 0; i < 2; i++)
        machine[i].samples = samples[i];
    ck_assert_int_eq(fleet_run(&plan, &label, machine, trouble, &err), 0);
    return trouble;
}

START_TEST(machines_that_cannot_be_started)
{
    struct fleet_machine machine[2];
    engine.command = vanished;
    ck_assert_str_eq(run_two(machine),
                     "some: cannot run /no/such/engine: No such file or directory");
    ck_assert_int_eq(machine[0].outcome, OUTCOME_CRASHED);
    ck_assert_int_eq(machine[1].outcome, OUTCOME_CRASHED);
}
END_TEST

/* The one that was started is ended at once, for nothing is to be learnt of it. */
START_TEST(machines_of_which_one_cannot_be_started)
{
    struct fleet_machine machine[2];
    engine.command = second_vanished;
    ck_assert_ptr_nonnull(strstr(run_two(machine), "/no/such/engine"));
    ck_assert_int_eq(machine[0].outcome, OUTCOME_MISSING);
    ck_assert_int_eq(machine[1].outcome, OUTCOME_CRASHED);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_boot_that_cannot_begin_has_its_rows,
        machines_that_cannot_be_started,
        machines_of_which_one_cannot_be_started,
    };
    return RUN_TESTS("boot start", tests);
}
