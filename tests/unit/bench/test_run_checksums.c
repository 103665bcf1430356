/* What the native program tells of checksums, and what becomes of them when it does not. */
#include "jumping_clock.h"
#include "run/checksums.h"
#include "study_run_fixture.h"

static const char *const native[] = {"native"};

/** A task of the run's architecture, of any size. */
static struct task task_of(const char *workload, uint32_t size)
{
    struct task task = {.size = size, .checksum_known = true};
    strcpy(task.workload, workload);
    return task;
}

START_TEST(test_native_tells_the_checksums)
{
    struct run run = begin(native, 1, 1, 1e4);
    struct task tasks[] = {task_of("alpha", 7), task_of("beta", 9), task_of("outside", 1)};
    tasks[2].needs_hypervisor = true;
    ck_assert_int_eq(checksums_learn(&run, tasks, 3, &err), 0);
    ck_assert(tasks[0].checksum_known && tasks[1].checksum_known && !tasks[2].checksum_known);
    ck_assert_uint_eq(tasks[0].checksum, 7 * 2654435761ull);
    ck_assert_uint_eq(tasks[1].checksum, 9 * 2654435761ull);
    end(&run);
}
END_TEST

START_TEST(test_a_reference_that_hangs_tells_nothing)
{
    setenv("FAKE_FAULT", "native:hang", 1);
    struct run run = begin(native, 1, 1, 1e4);
    struct task task = task_of("alpha", 7);
    ck_assert_int_eq(checksums_learn(&run, &task, 1, &err), 0);
    ck_assert(!task.checksum_known);
    end(&run);
}
END_TEST

int main(int argc, char *argv[])
{
    const TTest *const tests[] = {
        test_native_tells_the_checksums,
        test_a_reference_that_hangs_tells_nothing,
    };
    return run_whole_runs(argc, argv, "run checksums", tests, sizeof tests / sizeof *tests, NULL,
                          0);
}
