/*
 * What may befall the bench driver from outside: engines killed in every phase, its own death by
 * SIGKILL. What it wrote is whole, what it could not do is said, and no engine is left behind. A
 * disk that fills up is in test_bench_disk.c.
 */
#include "harness/host.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef BENCH /* the makefile names that of the variant under test */
#define BENCH "bench/kvm-bench"
#endif

#define RUN                                                                                        \
    BENCH, "run", "--arch", "x86_64", "--engines", "tcg,native", "--workloads", "fib",             \
        "--iterations", "1", "--budget", "6", "--rounds"

enum { LIMIT_S = 90 };

/* ---- the results ------------------------------------------------------------------------- */

/* A text that ends in the middle of a line was cut off. */
static void must_be_whole(const char *path)
{
    struct text text = {0};
    file_read(path, &text);
    ck_assert_msg(text.size > 0 && text.data[text.size - 1] == '\n', "%s is cut off:\n%s", path,
                  text_tail(&text));
    text_free(&text);
}

/* Every file of a folder is whole, but hidden ones, which a killed driver may have begun. @return
   how many files there are; 0 when there is no such folder */
static unsigned count_whole_files(const char *folder, bool hidden_allowed)
{
    unsigned count = 0;
    char path[400];
    DIR *list = opendir(folder);
    for (const struct dirent *entry; list != NULL && (entry = readdir(list)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        ck_assert_msg(hidden_allowed || entry->d_name[0] != '.', "%s was left", entry->d_name);
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        must_be_whole(path);
        count++;
    }
    if (list != NULL)
        closedir(list);
    return count;
}

/* ---- engines killed ----------------------------------------------------------------------- */

/* The number of a child of the driver whose command has this word in it; 0 when there is none. */
static pid_t find_engine(const struct process *driver, const char *word)
{
    char path[64], name[64] = "";
    int child, found = 0;
    snprintf(path, sizeof(path), "/proc/%d/task/%d/children", driver->pid, driver->pid);
    FILE *list = fopen(path, "re");
    while (list != NULL && found == 0 && fscanf(list, "%d", &child) == 1) {
        snprintf(path, sizeof(path), "/proc/%d/comm", child);
        FILE *comm = fopen(path, "re");
        if (comm == NULL)
            continue;
        if (fgets(name, sizeof(name), comm) != NULL && strstr(name, word) != NULL)
            found = child;
        fclose(comm);
    }
    if (list != NULL)
        fclose(list);
    return found;
}

static void start_run(struct process *driver, char results[128], const char *rounds)
{
    char name[24];
    snprintf(name, sizeof(name), "run-%d", (int)getpid()); /* each test is a process of its own */
    scratch_name(results, name);
    process_start(driver, &(struct command){
                              .argv = (const char *const[]){RUN, rounds, "--out", results, NULL},
                              .limit_s = LIMIT_S});
}

/* Kills each QEMU so long after it is first seen, from the first to the `most`-th. */
static unsigned kill_engines(struct process *driver, double after_s, unsigned from, unsigned most)
{
    unsigned seen = 0, killed = 0;
    pid_t last = 0;
    while (!driver->ended) {
        pid_t engine = find_engine(driver, "qemu");
        process_read_for(driver, 0.005);
        if (engine == 0 || engine == last)
            continue;
        last = engine;
        if (++seen < from || killed == most)
            continue;
        process_read_for(driver, after_s);
        if (find_engine(driver, "qemu") == engine && kill(engine, SIGKILL) == 0)
            killed++;
    }
    return killed;
}

/** When each QEMU is killed, and which ones: those that are asked what they can do (the first two),
 *  those that calibrate, those of the rounds. */
static const struct phase {
    double after_s;
    unsigned from, most;
} phases[] = {
    {0, 1, 100}, {0.1, 1, 100}, {0.4, 1, 100}, {0, 2, 1}, {0.3, 3, 1}, {0.3, 4, 1}, {1, 3, 100},
};

static bool is_told(const struct text *errors)
{
    static const char *const words[] = {"crashed", "left out", "not counted", "killed"};
    bool told = false;
    for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        told |= text_find(errors, words[i], 0) >= 0;
    return told;
}

/* Whatever is killed when: the driver ends by itself, says what happened if it mattered, and what
   it keeps says so too. */
START_TEST(a_killed_engine_is_reported_and_costs_the_run_nothing_else)
{
    const struct phase *phase = &phases[_i];
    struct process driver;
    char results[128];
    require_program("qemu-system-x86_64");
    start_run(&driver, results, "2");
    unsigned killed = kill_engines(&driver, phase->after_s, phase->from, phase->most);
    process_wait(&driver);
    report_note("killed %u: status %d", killed, driver.status);
    ck_assert(!driver.timed_out && !driver.killed);
    ck_assert_msg(killed == 0 || is_told(&driver.errors), "status %d, it said:\n%s", driver.status,
                  text_tail(&driver.errors));
    count_whole_files(results, false);
    process_free(&driver);
}
END_TEST

/* ---- the driver killed -------------------------------------------------------------------- */

/* What the killed driver leaves comes to this process, its subreaper: it must end by itself. */
static void no_orphan_may_live(void)
{
    double end = now_s() + 5 * report_patience();
    while (waitpid(-1, NULL, WNOHANG) >= 0) {
        ck_assert_msg(now_s() < end, "an engine outlives its driver");
        usleep(10000);
    }
    ck_assert_int_eq(errno, ECHILD);
}

START_TEST(a_killed_driver_leaves_whole_files_and_no_engine)
{
    static const double after_s[] = {0.2, 1, 2.5, 4, 6};
    struct process driver;
    char results[128];
    require_program("qemu-system-x86_64");
    start_run(&driver, results, "50");
    process_read_for(&driver, after_s[_i]);
    ck_assert_msg(!driver.ended, "it ended by itself: %s", text_tail(&driver.errors));
    bool engine = find_engine(&driver, "qemu") != 0;
    kill(driver.pid, SIGKILL);
    process_wait(&driver);
    no_orphan_may_live();
    report_note("killed after %.1f s, %s; %u whole files", after_s[_i],
                engine ? "with a QEMU" : "between two engines", count_whole_files(results, true));
    process_free(&driver);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("bench_faults");
    TCase *tests = report_case(suite, "bench_faults", LIMIT_S + 10);
    tcase_add_loop_test(tests, a_killed_engine_is_reported_and_costs_the_run_nothing_else, 0,
                        sizeof(phases) / sizeof(phases[0]));
    tcase_add_loop_test(tests, a_killed_driver_leaves_whole_files_and_no_engine, 0, 5);
    return report_run(argv[0], suite);
}
