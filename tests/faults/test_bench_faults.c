/*
 * What may befall the bench driver from outside: a disk that fills up while results are written,
 * engines killed in every phase, its own death by SIGKILL. What it wrote is whole, what it could
 * not do is said, and no engine is left behind.
 */
#include "harness/host.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <dirent.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef BENCH /* the makefile names that of the variant under test */
#define BENCH "bench/kvm-bench"
#endif

#define RUN                                                                                        \
    BENCH, "run", "--arch", "x86_64", "--engines", "tcg,native", "--workloads", "fib",             \
        "--iterations", "1", "--budget", "6", "--rounds"

enum {
    CANNOT_WRITE = 74,
    CANNOT_PREPARE = 99,
    PAGE = 4096,
    PAGES_MOST = 6, /* a run of one round writes seven small files */
    LIMIT_S = 90,
};

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

/* ---- a disk that fills up ----------------------------------------------------------------- */

struct disk {
    const char *folder;
    unsigned pages;
};

/* A small file system in the folder, which only the driver and its children see; what is on it
   comes to the test by the driver's /proc/PID/root, so it is looked at before the end is. */
static void mount_disk(void *argument)
{
    const struct disk *disk = argument;
    char options[40];
    snprintf(options, sizeof(options), "size=%u,mode=755", disk->pages * PAGE);
    if (unshare(CLONE_NEWNS) < 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
        mount("none", disk->folder, "tmpfs", 0, options) < 0)
        _exit(CANNOT_PREPARE);
}

/* The driver under a shell that afterwards lists what is left on the disk, file by file, with the
   last byte of each: what is cut off does not end with a line. */
#define THEN_LIST                                                                                  \
    BENCH " run --arch x86_64 --engines tcg,native --workloads fib --iterations 1 --budget 6 "     \
          "--rounds 1 "                                                                            \
          "--out \"$0\"; "                                                                         \
          "status=$?; cd \"$0\"; for file in .[!.]* *; do [ ! -e \"$file\" ] || "                  \
          "printf 'left %s %s\\n' \"$file\" \"$(tail -c 1 \"$file\" | od -An -c)\"; done; exit "   \
          "$status"

START_TEST(a_full_disk_is_said_and_what_is_there_is_whole)
{
    struct disk disk = {.pages = (unsigned)_i};
    struct process process;
    char folder[128], name[24];
    require_root("mount a small disk");
    require_program("qemu-system-x86_64");
    snprintf(name, sizeof(name), "small-%d", (int)getpid()); /* each test is a process of its own */
    scratch_name(folder, name);
    ck_assert_int_eq(mkdir(folder, 0755), 0);
    disk.folder = folder;
    process_run(&process, &(struct command){
                              .argv = (const char *const[]){"sh", "-c", THEN_LIST, folder, NULL},
                              .prepare = mount_disk,
                              .opaque = &disk,
                              .limit_s = LIMIT_S});
    if (process.status == CANNOT_PREPARE)
        skip("this system does not let a test mount a disk");
    must_end_with(&process, CANNOT_WRITE);
    ck_assert_msg(text_find(&process.errors, "No space left on device", 0) >= 0, "it said:\n%s",
                  text_tail(&process.errors));
    unsigned left = text_count(&process.output, "left "); /* some take more than a page */
    ck_assert_uint_ge(left, 1);
    ck_assert_uint_le(left, disk.pages);
    ck_assert_uint_eq(text_count(&process.output, "\\n\n"), left);
    ck_assert_uint_eq(text_count(&process.output, "left ."), 0);
    process_free(&process);
}
END_TEST

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
    tcase_add_loop_test(tests, a_full_disk_is_said_and_what_is_there_is_whole, 1, PAGES_MOST + 1);
    tcase_add_loop_test(tests, a_killed_engine_is_reported_and_costs_the_run_nothing_else, 0,
                        sizeof(phases) / sizeof(phases[0]));
    tcase_add_loop_test(tests, a_killed_driver_leaves_whole_files_and_no_engine, 0, 5);
    return report_run(argv[0], suite);
}
