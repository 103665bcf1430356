/*
 * A directory with fake engines in it (fake_engine.h), and the driver run there in a child, as
 * main() would: for tests of whole runs.
 */
#ifndef FAKE_SITE_H
#define FAKE_SITE_H

#include "commands/commands.h"
#include "fake_engine.h"
#include "options/bench_options.h"

#include <check.h>
#include <dirent.h>
#include <limits.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#undef fail /* an old name of Check's; ours fills in an error (error.h) */

enum { WORDS_MAX = 24 };

static char directory[] = "/tmp/kvm-bench-test-XXXXXX";

/** Makes a directory to run in, with the fake engines in it, and goes there. */
static inline void set_up(void)
{
    static const char *const names[] = {"fake-vmm", "fake-qemu", "fake-bochs", "fake-native"};
    static const int ending[] = {SIGHUP, SIGINT, SIGTERM};
    char self[PATH_MAX] = "";
    /* What the tests themselves were started to ignore (nohup(1)), the driver is not. */
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        signal(ending[i], SIG_DFL);
    ck_assert_int_eq(prctl(PR_SET_CHILD_SUBREAPER, 1), 0); /* as the driver does */
    ck_assert_int_gt(readlink("/proc/self/exe", self, sizeof self - 1), 0);
    strcpy(directory + strlen(directory) - 6, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(directory));
    ck_assert_int_eq(chdir(directory), 0);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(symlink(self, names[i]), 0);
    fclose(fopen("image.elf", "w"));
    setenv("KVM_VMM", "./fake-vmm", 1);
    setenv("QEMU_SYSTEM_I386", "./fake-qemu", 1);
    setenv("QEMU_SYSTEM_X86_64", "./fake-qemu", 1);
    setenv("BOCHS", "./fake-bochs", 1);
    setenv("NATIVE_I386", "./fake-native", 1);
    setenv("NATIVE_X86_64", "./fake-native", 1);
    setenv("IMAGE_I386", "image.elf", 1);
    setenv("IMAGE_X86_64", "image.elf", 1);
}

static inline void tear_down(void)
{
    char command[PATH_MAX + 20];
    ck_assert_int_eq(chdir("/"), 0);
    snprintf(command, sizeof command, "rm -rf '%s'", directory);
    ck_assert_int_eq(system(command), 0);
}

/** By how much limits are stretched, as Check stretches its own. */
static inline double patience(void)
{
    const char *factor = getenv("CK_TIMEOUT_MULTIPLIER");
    double value = factor ? strtod(factor, NULL) : 1;
    return value > 1 ? value : 1;
}

/** In a child: runs the driver as main() does, to its end, where sanitizers look for leaks. */
static inline void drive(const char *line)
{
    char copy[400], name[] = "kvm-bench", *argv[WORDS_MAX + 1] = {name};
    struct bench_options options;
    struct error err = {0};
    int argc = 1;
    snprintf(copy, sizeof copy, "%s", line);
    for (char *word = strtok(copy, " "); word && argc < WORDS_MAX; word = strtok(NULL, " "))
        argv[argc++] = word;
    if (!freopen("stdout.txt", "w", stdout) || !freopen("stderr.txt", "w", stderr))
        _exit(99);
    int result = bench_options_parse(&options, argc, argv, &err);
    /* An instrumented program takes long to start, and longer still on a busy machine. */
    options.boot_limit_s = (unsigned)(options.boot_limit_s * patience());
    options.budget_s = (unsigned)(options.budget_s * patience());
    if (result == 0)
        result = bench_act(&options, &err);
    if (result != 0)
        fprintf(stderr, "kvm-bench: %s\n", err.text);
    exit(result == 0 ? 0 : err.status);
}

static inline pid_t start(const char *line)
{
    pid_t driver = fork();
    ck_assert_int_ge(driver, 0);
    if (driver == 0)
        drive(line);
    return driver;
}

/** Waits for the driver. @return its exit status */
static inline int finish(pid_t driver)
{
    int status;
    ck_assert_int_eq(waitpid(driver, &status, 0), driver);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static inline int run(const char *line)
{
    return finish(start(line));
}

static inline bool said(const char *file, const char *words)
{
    char text[20000] = "";
    FILE *in = fopen(file, "r");
    ck_assert_ptr_nonnull(in);
    size_t length = fread(text, 1, sizeof text - 1, in);
    text[length] = '\0';
    fclose(in);
    return strstr(text, words) != NULL;
}

/* How long something is waited for that is sure to come: as long as a test may take. */
enum { POLL_US = 20000, POLLS = 100 * 1000000 / POLL_US };

/** Waits until a file is there. */
static inline void await_file(const char *path)
{
    for (int i = 0; i < POLLS && access(path, F_OK) != 0; i++)
        usleep(POLL_US);
    ck_assert_int_eq(access(path, F_OK), 0);
}

/** Whether a process is left that runs one of this test's fake engines. */
static inline bool engine_left(void)
{
    DIR *processes = opendir("/proc");
    bool found = false;
    for (const struct dirent *entry; (entry = readdir(processes));) {
        char path[300], cwd[PATH_MAX] = "";
        snprintf(path, sizeof path, "/proc/%s/cwd", entry->d_name);
        if (atoi(entry->d_name) != 0 && atoi(entry->d_name) != getpid() &&
            readlink(path, cwd, sizeof cwd - 1) > 0)
            found |= strcmp(cwd, directory) == 0;
    }
    closedir(processes);
    return found;
}

#endif
