/* A program that the driver starts: a stream of marks for each of its machines, and its memory. */
#include "process/process.h"
#include "unit/run_tests.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static struct error err;

/** Starts a line of shell as a program that runs so many machines. */
static struct process start(const char *line, unsigned machines)
{
    struct command command = {.machines = machines};
    struct process process;
    command_add(&command, "sh");
    command_add(&command, "-c");
    command_add(&command, "%s", line);
    ck_assert_msg(process_start(&process, &command, MARKS_ON_FD, &err) == 0, "%s", err.text);
    command_free(&command);
    return process;
}

/** Waits for its end. @return its exit status */
static int finish(struct process *process)
{
    struct pollfd end = {.fd = process->pidfd, .events = POLLIN};
    ck_assert_int_eq(poll(&end, 1, 20000), 1);
    return process_exit_status(process_stop(process).wait_status);
}

/** What came from one machine. */
static const char *marks(const struct process *process, unsigned machine)
{
    static char text[100];
    ssize_t length = read(process->marks_fd[machine], text, sizeof text - 1);
    ck_assert_int_ge(length, 0);
    text[length] = '\0';
    return text;
}

START_TEST(each_machine_has_a_stream_of_its_own)
{
    char line[200], expected[20];
    snprintf(line, sizeof line, "for fd in %d %d %d %d; do echo \"from $fd\" >&$fd; done",
             channels_marks_fd(0), channels_marks_fd(1), channels_marks_fd(2),
             channels_marks_fd(3));
    struct process process = start(line, 4);
    ck_assert_int_eq(finish(&process), 0);
    for (unsigned i = 0; i < 4; i++) {
        snprintf(expected, sizeof expected, "from %d\n", channels_marks_fd(i));
        ck_assert_str_eq(marks(&process, i), expected);
    }
    process_close(&process);
}
END_TEST

START_TEST(one_machine_has_one_stream)
{
    struct process process = start("echo one >&3; if (: >&5) 2>/dev/null; then exit 7; fi", 0);
    ck_assert_int_eq(finish(&process), 0);
    ck_assert_str_eq(marks(&process, 0), "one\n");
    for (unsigned i = 1; i < MACHINES_MAX; i++)
        ck_assert_int_eq(process.marks_fd[i], -1);
    process_close(&process);
}
END_TEST

/* The driver's own pages, which a child holds before it becomes the program, are not in it. */
START_TEST(peak_is_the_program_s_own)
{
    enum { OWN = 64 << 20 };
    void *own =
        mmap(NULL, OWN, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    ck_assert_ptr_ne(own, MAP_FAILED);
    struct process process = start("echo here >&3; sleep 60; :", 0);
    struct pollfd word = {.fd = process.marks_fd[0], .events = POLLIN};
    ck_assert_int_eq(poll(&word, 1, 20000), 1); /* before, it may have no pages of its own yet */
    long peak_kib = process_peak_kib(&process);
    ck_assert_msg(peak_kib > 100 && peak_kib < OWN / 1024, "%ld KiB", peak_kib);
    struct process_end end = process_stop(&process);
    ck_assert(WIFSIGNALED(end.wait_status));
    ck_assert_int_eq(end.max_rss_kib, -1); /* it cannot be told from the driver's */
    ck_assert_int_eq(process_peak_kib(&process), -1);
    process_close(&process);
    munmap(own, OWN);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        each_machine_has_a_stream_of_its_own,
        one_machine_has_one_stream,
        peak_is_the_program_s_own,
    };
    return RUN_TESTS("bench process", tests);
}
