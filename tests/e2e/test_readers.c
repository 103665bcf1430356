/*
 * Who reads kvm-vmm's output may stop reading: then nothing else stops, nothing is lost in silence,
 * and the end comes.
 */
#include "error.h"
#include "harness/host.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define GUEST(name) "build/tests/guests/real_" name ".bin"

enum { TRACE = 9 }; /* a descriptor that nothing else has */
#define TRACE_PATH "/proc/self/fd/9"

/* A pipe that is full; its reader is the test, which sleeps. */
struct full_pipe {
    int reader, writer;
    int becomes; /* the descriptor that the program has it as */
};

static void full_pipe_make(struct full_pipe *pipe, int becomes)
{
    int ends[2];
    char bytes[4096];
    memset(bytes, '.', sizeof(bytes));
    ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
    *pipe = (struct full_pipe){ends[0], pass_on(ends[1]), becomes};
    fcntl(pipe->writer, F_SETFL, O_NONBLOCK);
    while (write(pipe->writer, bytes, sizeof(bytes)) > 0)
        continue;
    fcntl(pipe->writer, F_SETFL, 0);
}

static void take_full_pipe(void *opaque)
{
    const struct full_pipe *pipe = opaque;
    dup2(pipe->writer, pipe->becomes);
}

/* Wakes the reader, until there is nothing more to read; the program must have ended. */
static void full_pipe_read(struct full_pipe *pipe, struct text *text)
{
    char bytes[4096];
    ssize_t n;
    close(pipe->writer);
    while ((n = read(pipe->reader, bytes, sizeof(bytes))) > 0)
        text_append(text, bytes, (size_t)n);
    close(pipe->reader);
}

START_TEST(timeout_is_one_whoever_reads_the_output)
{
    struct full_pipe output;
    struct process process;
    require_kvm();
    full_pipe_make(&output, STDOUT_FILENO);
    vmm_run(&process, &(struct command){.prepare = take_full_pipe, .opaque = &output},
            ARGUMENTS("--timeout", "0.5", GUEST("flood")));
    must_end_with(&process, STATUS_TIMEOUT);
    ck_assert_int_ge(text_find(&process.errors, "VM 0 (real_flood)", 0), 0);
    ck_assert_int_ge(text_find(&process.errors, "its reader has stopped", 0), 0);
    process_free(&process);
    close(output.reader);
    close(output.writer);
}
END_TEST

/* The guest has ended before its time was up; what it printed nobody reads. */
START_TEST(timeout_ends_the_wait_for_a_reader)
{
    struct full_pipe output;
    struct process process;
    require_kvm();
    full_pipe_make(&output, STDOUT_FILENO);
    vmm_run(&process, &(struct command){.prepare = take_full_pipe, .opaque = &output},
            ARGUMENTS("--timeout", "1", GUEST("halt")));
    must_end_with(&process, STATUS_TIMEOUT);
    ck_assert_int_ge(text_find(&process.errors, "its reader has stopped", 0), 0);
    process_free(&process);
    close(output.reader);
    close(output.writer);
}
END_TEST

/* VM 0 halts for good, of which there is a note, while VM 1 has yet to print most of its lines. */
static void start_with_full_stderr(struct process *process, struct full_pipe *errors,
                                   const char *option)
{
    require_kvm();
    full_pipe_make(errors, STDERR_FILENO);
    vmm_start(process, &(struct command){.prepare = take_full_pipe, .opaque = errors},
              ARGUMENTS(option, GUEST("halt"), "guest/multiplication.bin"));
    process_expect(process, "| halting\n", 10);
    process_expect(process, "9x9=81\n", 10);
}

START_TEST(stderr_that_nobody_reads_holds_up_no_vm_and_no_end)
{
    struct full_pipe errors;
    struct process process;
    start_with_full_stderr(&process, &errors, "--stats");
    process_wait(&process);
    must_end_with(&process, STATUS_OS_ERROR); /* the status is all that can tell */
    process_free(&process);
    close(errors.reader);
    close(errors.writer);
}
END_TEST

START_TEST(stderr_that_is_read_late_has_all)
{
    struct full_pipe errors;
    struct process process;
    struct text text = {0};
    start_with_full_stderr(&process, &errors, "--stats");
    char bytes[65536];
    ck_assert_int_eq(read(errors.reader, bytes, sizeof(bytes)), sizeof(bytes));
    process_wait(&process);
    must_end_with(&process, 0);
    process_free(&process);
    full_pipe_read(&errors, &text);
    ck_assert_int_ge(text_find(&text, "VM 0 (real_halt) halted for good", 0), 0);
    ck_assert_int_ge(text_find(&text, "VM 1, multiplication", 0), 0);
    text_free(&text);
}
END_TEST

/* The first one ends the run; the second what is still to be written, which would wait for ever. */
START_TEST(a_second_signal_ends_the_wait_for_a_trace)
{
    struct full_pipe trace;
    struct process process;
    require_kvm();
    full_pipe_make(&trace, TRACE);
    vmm_start(&process, &(struct command){.prepare = take_full_pipe, .opaque = &trace},
              ARGUMENTS("--trace", TRACE_PATH, GUEST("sleep")));
    process_expect(&process, "sleeping\n", 10);
    process_signal(&process, SIGTERM);
    process_read_for(&process, 1);
    ck_assert(!process.ended);
    process_signal(&process, SIGTERM);
    process_wait(&process);
    must_end_with(&process, 128 + SIGTERM);
    ck_assert_int_ge(text_find(&process.errors, "the trace is incomplete", 0), 0);
    process_free(&process);
    close(trace.reader);
    close(trace.writer);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("readers");
    TCase *tests = report_case(suite, "readers", 60);
    tcase_add_test(tests, timeout_is_one_whoever_reads_the_output);
    tcase_add_test(tests, timeout_ends_the_wait_for_a_reader);
    tcase_add_test(tests, stderr_that_nobody_reads_holds_up_no_vm_and_no_end);
    tcase_add_test(tests, stderr_that_is_read_late_has_all);
    tcase_add_test(tests, a_second_signal_ends_the_wait_for_a_trace);
    return report_run(argv[0], suite);
}
