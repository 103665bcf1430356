/*
 * Up to four VMs at once on one console: complete output, whole lines, each in its VM's colour;
 * and nothing that one of them can do to another.
 */
#include "error.h"
#include "harness/expected.h"
#include "harness/host.h"
#include "harness/lines.h"
#include "harness/report.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEMO        demo_images[0], demo_images[1], demo_images[2], demo_images[3]
#define GUEST(name) "build/tests/guests/real_" name ".bin"

enum { RED = 31, GREEN, YELLOW, BLUE };

static const char *const demo_images[] = {"guest/multiplication.bin", "guest/counter.bin",
                                          "guest/hello.bin", "guest/hctest.bin"};
static const char *const demo_names[] = {"multiplication", "counter", "hello", "hctest"};
static const unsigned demo_colors[] = {RED, GREEN, YELLOW, BLUE};

static void must_hold_the_demo(const struct text *output, const unsigned *colors)
{
    struct text each[4] = {{0}};
    lines_sort(output, demo_names, 4, colors, each);
    for (unsigned vm = 0; vm < 4; vm++) {
        struct text expected = {0};
        expected_flat(&expected, demo_names[vm]);
        text_must_equal(demo_names[vm], &each[vm], text_string(&expected));
        text_free(&expected);
        text_free(&each[vm]);
    }
}

static void run_demo(const struct command *command, const char *color, const unsigned *colors)
{
    struct process process;
    require_kvm();
    vmm_run(&process, command, color != NULL ? ARGUMENTS("--color", color, DEMO) : ARGUMENTS(DEMO));
    must_end_with(&process, STATUS_OK);
    text_must_equal("stderr", &process.errors, "");
    must_hold_the_demo(&process.output, colors);
    process_free(&process);
}

START_TEST(demo_through_a_pipe_has_no_colours)
{
    run_demo(&(struct command){0}, NULL, NULL);
    run_demo(&(struct command){0}, "never", NULL);
}
END_TEST

START_TEST(demo_in_colour)
{
    run_demo(&(struct command){0}, "always", demo_colors);
    run_demo(&(struct command){.env = (const char *const[]){"NO_COLOR=1", NULL}}, "always",
             demo_colors);
}
END_TEST

/* Counts the colours that a run of the demonstration shows on a terminal. */
static unsigned colours_on_a_terminal(const char *no_color, const char *color)
{
    struct process process;
    unsigned count = 0;
    const char *const env[] = {no_color, NULL};
    require_kvm();
    vmm_run(&process, &(struct command){.terminal = true, .env = env},
            ARGUMENTS("--color", color, DEMO));
    must_end_with(&process, STATUS_OK);
    for (unsigned vm = 0; vm < 4; vm++) {
        char escape[16];
        snprintf(escape, sizeof(escape), "\033[%um", demo_colors[vm]);
        count += text_count(&process.output, escape) > 0;
    }
    process_terminal_must_be_restored(&process);
    process_free(&process);
    return count;
}

START_TEST(terminal_is_coloured_unless_no_color)
{
    ck_assert_uint_eq(colours_on_a_terminal("NO_COLOR", "auto"), 4);
    ck_assert_uint_eq(colours_on_a_terminal("NO_COLOR=", "auto"), 4);
    ck_assert_uint_eq(colours_on_a_terminal("NO_COLOR=1", "auto"), 0);
    ck_assert_uint_eq(colours_on_a_terminal("NO_COLOR=1", "always"), 4);
    ck_assert_uint_eq(colours_on_a_terminal("NO_COLOR", "never"), 0);
}
END_TEST

START_TEST(same_image_twice_is_told_apart)
{
    static const char *const names[] = {"counter#0", "counter#1"};
    struct text each[2] = {{0}}, expected = {0};
    struct process process;
    require_kvm();
    expected_flat(&expected, "counter");
    vmm_run(&process, &(struct command){0}, ARGUMENTS("guest/counter.bin", "guest/counter.bin"));
    must_end_with(&process, STATUS_OK);
    lines_sort(&process.output, names, 2, NULL, each);
    text_must_equal("VM 0", &each[0], text_string(&expected));
    text_must_equal("VM 1", &each[1], text_string(&expected));
    process_free(&process);
}
END_TEST

START_TEST(vms_run_in_parallel)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){.limit_s = 30},
            ARGUMENTS("guest/clock.bin", "guest/clock.bin", "guest/clock.bin", "guest/clock.bin"));
    must_end_with(&process, STATUS_OK);
    ck_assert_uint_eq(text_lines(&process.output), 20);
    ck_assert_msg(process_seconds(&process) < 8, "four clocks of 5 s took %.1f s",
                  process_seconds(&process));
    process_free(&process);
}
END_TEST

START_TEST(memory_is_isolated)
{
    static const char *const names[] = {"real_memory#0", "real_memory#1", "real_memory#2",
                                        "real_memory#3"};
    struct text each[4] = {{0}};
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){.limit_s = 30},
            ARGUMENTS(GUEST("memory"), GUEST("memory"), GUEST("memory"), GUEST("memory")));
    must_end_with(&process, STATUS_OK);
    lines_sort(&process.output, names, 4, NULL, each);
    for (unsigned vm = 0; vm < 4; vm++) {
        text_must_equal(names[vm], &each[vm], "filled\nintact\n");
        text_free(&each[vm]);
    }
    process_free(&process);
}
END_TEST

/* How many of the process's descriptors lead to something called `what`. */
static unsigned count_descriptors(const struct process *process, const char *what)
{
    char folder[32], target[64];
    unsigned count = 0;
    snprintf(folder, sizeof(folder), "/proc/%d/fd", process->pid);
    DIR *list = opendir(folder);
    ck_assert_ptr_nonnull(list);
    for (struct dirent *entry; (entry = readdir(list)) != NULL;) {
        ssize_t size = readlinkat(dirfd(list), entry->d_name, target, sizeof(target) - 1);
        target[size > 0 ? size : 0] = '\0';
        count += strstr(target, what) != NULL;
    }
    closedir(list);
    return count;
}

START_TEST(every_vm_is_a_machine_of_its_own)
{
    struct process process;
    require_kvm();
    vmm_start(
        &process, &(struct command){0},
        /* in the sandbox only root may look at its descriptors */
        ARGUMENTS("--no-sandbox", GUEST("spin"), GUEST("spin"), GUEST("spin"), GUEST("spin")));
    for (unsigned vm = 0; vm < 4; vm++)
        process_expect(&process, "spinning\n", 10);
    ck_assert_uint_eq(count_descriptors(&process, "kvm-vm"), 4);
    ck_assert_uint_eq(count_descriptors(&process, "kvm-vcpu"), 4);
    process_signal(&process, SIGTERM);
    process_wait(&process);
    must_end_with(&process, 128 + SIGTERM);
    process_free(&process);
}
END_TEST

START_TEST(a_flood_does_not_starve_the_others)
{
    static const char *const names[] = {"real_flood", "counter"};
    struct text each[2] = {{0}}, expected = {0};
    struct process process;
    require_kvm();
    expected_flat(&expected, "counter");
    vmm_start(&process, &(struct command){0}, ARGUMENTS(GUEST("flood"), "guest/counter.bin"));
    process_expect(&process, "count 9\n", 10);
    process_signal(&process, SIGTERM);
    process_wait(&process);
    must_end_with(&process, 128 + SIGTERM);
    lines_sort(&process.output, names, 2, NULL, each);
    text_must_equal("counter", &each[1], text_string(&expected));
    process_free(&process);
}
END_TEST

START_TEST(a_flood_that_nobody_reads_does_not_grow_memory)
{
    struct process process;
    require_kvm();
    if (*host_variant())
        skip("an instrumented program has memory of its own");
    vmm_start(&process, &(struct command){0}, ARGUMENTS(GUEST("flood"), GUEST("flood")));
    sleep(3);
    process_signal(&process, SIGTERM);
    process_wait(&process);
    must_end_with(&process, 128 + SIGTERM);
    ck_assert_msg(process.usage.ru_maxrss < 16 * 1024, "it used %ld KiB", process.usage.ru_maxrss);
    process_free(&process);
}
END_TEST

START_TEST(first_status_that_is_not_zero_counts)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0}, ARGUMENTS("guest/hello.bin", GUEST("ports")));
    must_end_with(&process, 42);
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("four_vms");
    TCase *tests = report_case(suite, "four_vms", 90);
    tcase_add_test(tests, demo_through_a_pipe_has_no_colours);
    tcase_add_test(tests, demo_in_colour);
    tcase_add_test(tests, terminal_is_coloured_unless_no_color);
    tcase_add_test(tests, same_image_twice_is_told_apart);
    tcase_add_test(tests, vms_run_in_parallel);
    tcase_add_test(tests, memory_is_isolated);
    tcase_add_test(tests, every_vm_is_a_machine_of_its_own);
    tcase_add_test(tests, a_flood_does_not_starve_the_others);
    tcase_add_test(tests, a_flood_that_nobody_reads_does_not_grow_memory);
    tcase_add_test(tests, first_status_that_is_not_zero_counts);
    return report_run(argv[0], suite);
}
