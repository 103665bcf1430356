/* That a run is in the sandbox, as the kernel sees it, and that --no-sandbox leaves it out. */
#include "harness/host.h"
#include "harness/report.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SPIN "build/tests/guests/real_spin.bin"

enum { THREADS = 3, OFF = 0, FILTERED = 2 /* proc(5): Seccomp */ };

/* A file of /proc/PID/task/TID. */
static FILE *open_file(const struct process *process, const char *thread, const char *file)
{
    char path[320];
    snprintf(path, sizeof(path), "/proc/%d/task/%s/%s", process->pid, thread, file);
    FILE *stream = fopen(path, "re");
    ck_assert_ptr_nonnull(stream);
    return stream;
}

/* Since Linux 6.13 KVM has a thread of its own for each VM, which never leaves the kernel, among
   those of the process that made the VM. */
static bool is_kvms_own(const struct process *process, const char *thread)
{
    static const char own[] = "kvm-nx-lpage";
    char name[32] = "";
    FILE *stream = open_file(process, thread, "comm");
    bool named = fgets(name, sizeof(name), stream) != NULL;
    fclose(stream);
    return named && strncmp(name, own, sizeof(own) - 1) == 0;
}

/* The number that follows `key` in a file of /proc/PID/task/TID; -1 when there is none. */
static long number_in(const struct process *process, const char *thread, const char *file,
                      const char *key)
{
    char line[256];
    long number = -1;
    FILE *stream = open_file(process, thread, file);
    while (number < 0 && fgets(line, sizeof(line), stream) != NULL)
        if (strncmp(line, key, strlen(key)) == 0)
            number = strtol(line + strlen(key), NULL, 10);
    fclose(stream);
    return number;
}

/* How many threads there are, all of which must be in this mode. */
static unsigned threads_in(const struct process *process, long mode)
{
    char folder[32];
    unsigned count = 0;
    snprintf(folder, sizeof(folder), "/proc/%d/task", process->pid);
    DIR *list = opendir(folder);
    ck_assert_ptr_nonnull(list);
    for (struct dirent *entry; (entry = readdir(list)) != NULL;) {
        if (entry->d_name[0] == '.' || is_kvms_own(process, entry->d_name))
            continue;
        ck_assert_int_eq(number_in(process, entry->d_name, "status", "Seccomp:"), mode);
        ck_assert_int_eq(number_in(process, entry->d_name, "status", "NoNewPrivs:"), mode != OFF);
        count++;
    }
    closedir(list);
    return count;
}

static void start_two(struct process *process, const char *option)
{
    vmm_start(process, &(struct command){0}, ARGUMENTS(option, SPIN, SPIN));
    for (unsigned vm = 0; vm < 2; vm++)
        process_expect(process, "spinning\n", 10);
}

static void stop(struct process *process)
{
    process_signal(process, SIGTERM);
    process_wait(process);
    must_end_with(process, 128 + SIGTERM);
    process_free(process);
}

START_TEST(every_thread_is_in_it)
{
    struct process process;
    char own[16];
    require_kvm();
    if (*host_variant())
        skip("instrumented programs are not held to the sandbox");
    start_two(&process, "--color=never");
    snprintf(own, sizeof(own), "%d", process.pid);
    ck_assert_uint_eq(threads_in(&process, FILTERED), THREADS);
    ck_assert_int_eq(number_in(&process, own, "limits", "Max open files"), 1);
    ck_assert_int_eq(number_in(&process, own, "limits", "Max core file size"), 0);
    stop(&process);
}
END_TEST

START_TEST(it_can_be_left_out)
{
    struct process process;
    require_kvm();
    start_two(&process, "--no-sandbox");
    ck_assert_uint_eq(threads_in(&process, OFF), THREADS + host_variant_threads());
    stop(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("sandbox");
    TCase *tests = report_case(suite, "sandbox", 30);
    tcase_add_test(tests, every_thread_is_in_it);
    tcase_add_test(tests, it_can_be_left_out);
    return report_run(argv[0], suite);
}
