/*
 * Every call on the way into a run and out of it, failing once: the first open, the second, and so
 * on, until none is left. Each time kvm-vmm either copes, and runs its guests as always, or says so
 * in one line and ends with a status of its own; and nothing is left open, mapped or running.
 */
#include "error.h"
#include "harness/expected.h"
#include "harness/host.h"
#include "harness/lines.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SHIM       "build/tests/faults/shim.so"
#define MULTIBOOT  "build/tests/hostile/guests/pm_strings.elf"
#define LIMIT_S    20
#define CALLS_MOST 2000 /* a function that never comes to an end */

/** What is made to fail, and how many of its calls; 0: all there are. */
static const struct fault {
    const char *function;
    unsigned most;
} faults[] = {
    {"open", 0},       {"ioctl", 0},         {"run", 3},       {"mmap", 0},
    {"malloc", 0},     {"calloc", 0},        {"eventfd", 0},   {"timerfd_create", 0},
    {"signalfd", 0},   {"epoll_create1", 0}, {"epoll_ctl", 0}, {"pthread_create", 0},
    {"read", 8},       {"write", 12},        {"prctl", 0},     {"setrlimit", 0},
    {"socketpair", 0}, {"fork", 0},
};

/** On a terminal: those around raw mode. The second tcsetattr() is the one that restores. */
static const struct fault terminal_faults[] = {
    {"tcsetattr", 1}, {"pthread_create", 0}, {"epoll_ctl", 0}, {"write", 12}, {"run", 3},
};

enum {
    FAULTS = sizeof(faults) / sizeof(faults[0]),
    TERMINAL_FAULTS = sizeof(terminal_faults) / sizeof(terminal_faults[0]),
};

/** One run with one fault, and what the shim has to say of it. */
struct trial {
    const struct fault *fault;
    unsigned number;
    bool terminal;
    const char *irqchip;
    struct process process;
    struct scratch report;
    char told[80];
};

/* A sanitizer calls what it intercepts in its turn: the shim comes below it. */
static void set_preload(char *variable, size_t size)
{
    const char *runtime = getenv("TEST_RUNTIME");
    snprintf(variable, size, "LD_PRELOAD=%s " SHIM, runtime != NULL ? runtime : "");
}

static void run_trial(struct trial *trial)
{
    char preload[96], function[48], number[32], report[32], stats[160] = "--stats=";
    struct text told = {0};
    scratch_make(&trial->report, "", 0);
    scratch_name(stats + strlen(stats), "faults.csv");
    set_preload(preload, sizeof(preload));
    snprintf(function, sizeof(function), "FAULT_FUNCTION=%s", trial->fault->function);
    snprintf(number, sizeof(number), "FAULT_NUMBER=%u", trial->number);
    snprintf(report, sizeof(report), "FAULT_REPORT=%d", trial->report.descriptor);
    const char *const env[] = {preload, function, number, report, NULL};
    vmm_run(&trial->process,
            &(struct command){.env = env, .terminal = trial->terminal, .limit_s = LIMIT_S},
            ARGUMENTS("--color", "never", "--irqchip", trial->irqchip, "--timeout", "15", stats,
                      "--trace", "/dev/null", "--marks", "/dev/null", "guest/counter.bin",
                      MULTIBOOT));
    scratch_read(&trial->report, &told);
    snprintf(trial->told, sizeof(trial->told), "%s", text_string(&told));
    text_free(&told);
    close(trial->report.descriptor);
}

#define must(trial, condition, why)                                                                \
    ck_assert_msg(condition, "%s number %u, --irqchip %s: %s; status %d, \"%s\", it said:\n%s%s",  \
                  (trial)->fault->function, (trial)->number, (trial)->irqchip, why,                \
                  (trial)->process.status, (trial)->told, text_tail(&(trial)->process.output),     \
                  text_tail(&(trial)->process.errors))

/* Nothing but the guests' output, all of it. */
static void must_have_coped(const struct trial *trial)
{
    static const char *const names[] = {"counter", "pm_strings"};
    struct text each[2] = {{0}}, expected = {0};
    must(trial, trial->process.errors.size == 0, "it complained, with status 0");
    if (trial->terminal)
        return;
    expected_flat(&expected, names[0]);
    lines_sort(&trial->process.output, names, 2, NULL, each);
    text_must_equal(names[0], &each[0], text_string(&expected));
    text_must_equal(names[1], &each[1], "strings\n");
    for (unsigned i = 0; i < 2; i++)
        text_free(&each[i]);
    text_free(&expected);
}

/* One line that says who complains, for each thing that failed: a VM's end, or the whole run's. */
static void must_have_refused(const struct trial *trial)
{
    const struct text *errors = &trial->process.errors;
    must(trial,
         trial->process.status == STATUS_NO_KVM || trial->process.status == STATUS_OS_ERROR ||
             trial->process.status == STATUS_NO_FILE,
         "not a status for what the host refuses");
    if (trial->terminal)
        return;
    must(trial, text_lines(errors) == 1 && text_find(errors, "kvm-vmm: ", 0) == 0,
         "it did not say so in one line");
}

/* The thread sanitizer starts its thread with the program's first, if that comes so far. */
static bool nothing_is_left(const struct trial *trial)
{
    unsigned fds, threads, maps;
    const char *left = strstr(trial->told, "fds=");
    return left && sscanf(left, "fds=%u threads=%u maps=%u\n", &fds, &threads, &maps) == 3 &&
           fds == 0 && threads >= 1 && threads <= 1 + host_variant_threads() && maps == 0;
}

static void judge(const struct trial *trial)
{
    must(trial, !trial->process.timed_out && !trial->process.killed, "it did not end by itself");
    if (trial->process.status == STATUS_OK)
        must_have_coped(trial);
    else
        must_have_refused(trial);
    must(trial, nothing_is_left(trial), "something was left behind");
    if (trial->terminal)
        process_terminal_must_be_restored(&trial->process);
}

/*
 * Sanitizers bring an allocator of their own, the counters of --coverage take no refusal, and no
 * instrumented program enters the sandbox.
 */
static void require_own(const char *what)
{
    static const char *const of_sandbox[] = {"sandbox", "prctl", "setrlimit"};
    if (!*host_variant())
        return;
    if (strcmp(what, "malloc") == 0 ||
        (strcmp(what, "calloc") == 0 && strcmp(host_variant(), "coverage") != 0))
        skip("an instrumented program has an allocator that does not fail");
    for (unsigned i = 0; i < 3; i++)
        if (strcmp(what, of_sandbox[i]) == 0)
            skip("an instrumented program does not enter the sandbox");
}

static void fail_each_call(const struct fault *fault, const char *irqchip, bool terminal)
{
    unsigned number = 0, refused = 0;
    bool fired = true;
    require_kvm();
    require_own(fault->function);
    while (fired && (fault->most == 0 || number < fault->most)) {
        struct trial trial = {fault, ++number, terminal, irqchip, {0}, {0}, ""};
        ck_assert_uint_lt(number, CALLS_MOST);
        run_trial(&trial);
        judge(&trial);
        fired = strstr(trial.told, "fired=1") != NULL;
        refused += trial.process.status != STATUS_OK;
        process_free(&trial.process);
    }
    ck_assert_msg(number > !fired, "it never calls %s", fault->function);
    report_note("%s, --irqchip %s%s: %u calls failed, %u ended the run", fault->function, irqchip,
                terminal ? ", on a terminal" : "", number - !fired, refused);
}

START_TEST(one_call_fails)
{
    fail_each_call(&faults[_i], "user", false);
}
END_TEST

START_TEST(one_call_fails_with_kvms_controllers)
{
    fail_each_call(&(struct fault){"ioctl", 0}, "kernel", false);
}
END_TEST

START_TEST(one_call_fails_on_a_terminal)
{
    fail_each_call(&terminal_faults[_i], "user", true);
}
END_TEST

/* Where a call that is on no list is made: in a vCPU's thread, and in the I/O thread. */
static const struct {
    const char *function;
    unsigned number;
    const char *told;
} violations[] = {
    {"run", 3, "a vCPU's thread made the system call openat (257)"},
    {"tcsetattr", 2, "the I/O thread made the system call openat (257)"}, /* it restores */
};

static void violate(unsigned which, bool terminal, struct process *process)
{
    char function[48], number[32];
    snprintf(function, sizeof(function), "FAULT_FUNCTION=%s", violations[which].function);
    snprintf(number, sizeof(number), "FAULT_NUMBER=%u", violations[which].number);
    const char *const env[] = {"LD_PRELOAD=" SHIM, "FAULT_VIOLATION=1", function, number, NULL};
    vmm_run(process, &(struct command){.env = env, .terminal = terminal, .limit_s = LIMIT_S},
            ARGUMENTS("--color", "never", "guest/counter.bin", "guest/hello.bin"));
    must_end_with(process, STATUS_SANDBOX);
    ck_assert_msg(
        text_find(terminal ? &process->output : &process->errors, violations[which].told, 0) >= 0,
        "it said:\n%s%s", text_tail(&process->output), text_tail(&process->errors));
}

START_TEST(a_violation_ends_the_program_and_is_named)
{
    struct process process;
    require_kvm();
    require_own("sandbox");
    violate(0, false, &process);
    ck_assert_uint_eq(text_lines(&process.errors), 1);
    process_free(&process);
    for (unsigned which = 0; which < 2; which++) {
        violate(which, true, &process);
        process_terminal_must_be_restored(&process);
        process_free(&process);
    }
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("faults");
    TCase *tests = report_case(suite, "faults", 120);
    tcase_add_loop_test(tests, one_call_fails, 0, FAULTS);
    tcase_add_test(tests, one_call_fails_with_kvms_controllers);
    tcase_add_loop_test(tests, one_call_fails_on_a_terminal, 0, TERMINAL_FAULTS);
    tcase_add_test(tests, a_violation_ends_the_program_and_is_named);
    return report_run(argv[0], suite);
}
