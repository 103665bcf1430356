/* How long others have waited for a processor, by the scheduler's books: it never falls. */
#include "base/clock.h"
#include "process/waits.h"
#include "unit/run_tests.h"

#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WAITED_NS = 10000000 };

/** Keeps this process, and what it starts, to one processor: one of two has to wait. */
static void share_a_processor(void)
{
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    ck_assert_int_eq(sched_setaffinity(0, sizeof one, &one), 0);
}

/** A program of one thread, which a double of this one would not be under the thread sanitizer. */
static pid_t start_worker(void)
{
    char program[] = "sh", option[] = "-c", loop[] = "while :; do :; done";
    char *argv[] = {program, option, loop, NULL};
    pid_t pid = 0;
    ck_assert_int_eq(posix_spawnp(&pid, program, NULL, NULL, argv, environ), 0);
    return pid;
}

/* Its books are gone with it; a difference of two readings may not come out below zero. */
START_TEST(what_has_ended_keeps_its_waits)
{
    struct waits waits;
    uint64_t waited_ns = 0, own_ns = 0;
    share_a_processor();
    pid_t worker = start_worker();
    waits_open(&waits, worker);
    ck_assert_uint_eq(waits.count, 2);
    /* Until the worker's part is one that shows. */
    for (int i = 0; i < 10000 && waited_ns < own_ns + WAITED_NS; i++) {
        for (uint64_t end_ns = clock_ns() + WAITED_NS; clock_ns() < end_ns;)
            ;
        waited_ns = waits_ns(&waits);
        own_ns = waits_own_ns(&waits);
    }
    ck_assert_uint_ge(waited_ns, own_ns + WAITED_NS);
    kill(worker, SIGKILL);
    ck_assert_int_eq(waitpid(worker, NULL, 0), worker);
    ck_assert_uint_ge(waits_ns(&waits), waited_ns);
    waits_close(&waits);
}
END_TEST

START_TEST(who_is_not_there_has_not_waited)
{
    struct waits waits;
    waits_open(&waits, 0);
    ck_assert_uint_eq(waits.count, 1); /* this thread's own */
    uint64_t all_ns = waits_ns(&waits);
    ck_assert_uint_le(all_ns, waits_own_ns(&waits)); /* which may have grown since */
    waits_close(&waits);
    ck_assert_uint_eq(waits_ns(&waits), 0);
    ck_assert_uint_eq(waits_own_ns(&waits), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {what_has_ended_keeps_its_waits, who_is_not_there_has_not_waited};
    return RUN_TESTS("waits", tests);
}
