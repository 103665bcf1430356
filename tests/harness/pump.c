/*
 * Moving bytes between a test and a program it runs, until something that was waited for happens.
 */
#include "leader.h"
#include "process.h"
#include "report.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void close_end(int *end)
{
    close(*end);
    *end = -1;
}

/* Reads what there is; a terminal whose other end is gone gives EIO, a pipe gives nothing. */
static void read_some(int *end, struct text *text)
{
    char bytes[65536];
    ssize_t size = read(*end, bytes, sizeof(bytes));
    if (size > 0)
        text_append(text, bytes, (size_t)size);
    else if (size == 0 || (errno != EAGAIN && errno != EINTR))
        close_end(end);
}

static void read_output(struct process *process)
{
    size_t before = process->output.size;
    read_some(&process->out, &process->output);
    if (process->output.size == before)
        return;
    size_t room = (process->stamp_count + 1) * sizeof(struct stamp);
    struct stamp *grown = realloc(process->stamps, room);
    ck_assert_ptr_nonnull(grown);
    process->stamps = grown;
    grown[process->stamp_count++] = (struct stamp){process->output.size, now_s()};
}

static void write_some(struct process *process)
{
    ssize_t size = write(process->in, process->pending, process->pending_size);
    if (size > 0) {
        process->pending += size;
        process->pending_size -= (size_t)size;
    } else if (errno != EAGAIN) {
        process->pending_size = 0; /* the program has closed its input */
    }
}

static void take_event(struct process *process)
{
    struct job_event event;
    ssize_t size = read(process->events, &event, sizeof(event));
    if (size < 0)
        return;
    ck_assert_msg(size == sizeof(event), "the session leader ended before its job");
    process->stopped = event.what == JOB_STOPPED;
    if (event.what != JOB_ENDED)
        return;
    process->ended = true;
    process->end_s = now_s();
    process->usage = event.usage;
    process->status =
        WIFSIGNALED(event.status) ? 128 + WTERMSIG(event.status) : WEXITSTATUS(event.status);
    waitpid(process->leader, NULL, 0);
}

enum { ENDS = 4, MAX_PROCESSES = 16 };

static void describe_ends(const struct process *process, struct pollfd ends[ENDS])
{
    ends[0] = (struct pollfd){.fd = process->out, .events = POLLIN};
    ends[1] = (struct pollfd){.fd = process->err, .events = POLLIN};
    ends[2] =
        (struct pollfd){.fd = process->pending_size > 0 ? process->in : -1, .events = POLLOUT};
    ends[3] = (struct pollfd){.fd = process->ended ? -1 : process->events, .events = POLLIN};
}

static void move_bytes(struct process *process, const struct pollfd ends[ENDS])
{
    if (ends[2].revents != 0)
        write_some(process);
    if (ends[0].revents != 0)
        read_output(process);
    if (ends[1].revents != 0)
        read_some(&process->err, &process->errors);
    if (ends[3].revents != 0)
        take_event(process);
    if (process->in >= 0 && process->slave < 0 && process->pending_size == 0 &&
        !process->keep_input)
        close_end(&process->in);
}

/* One round: waits at most `wait_ms` for bytes to move or for news of a program. */
static bool pump_all(struct process processes[], unsigned count, int wait_ms)
{
    struct pollfd ends[MAX_PROCESSES * ENDS];
    ck_assert_uint_le(count, MAX_PROCESSES);
    signal(SIGPIPE, SIG_IGN);
    for (unsigned i = 0; i < count; i++)
        describe_ends(&processes[i], &ends[i * ENDS]);
    if (poll(ends, count * ENDS, wait_ms) <= 0)
        return false;
    for (unsigned i = 0; i < count; i++)
        move_bytes(&processes[i], &ends[i * ENDS]);
    return true;
}

static bool pump(struct process *process, int wait_ms)
{
    return pump_all(process, 1, wait_ms);
}

/* What the program printed just before it ended may still be on its way through the kernel. */
static void drain(struct process *process)
{
    while ((process->out >= 0 || process->err >= 0) && pump(process, 20))
        ;
}

static int milliseconds_until(double deadline)
{
    double left = deadline - now_s();
    return left <= 0 ? 0 : (int)(left * 1000) + 1;
}

/* Kills the programs whose time is over; returns when the next one's will be, 0 for none. */
static double enforce_limits(struct process processes[], unsigned count)
{
    double next = 0;
    for (unsigned i = 0; i < count; i++) {
        struct process *process = &processes[i];
        double deadline = process->start_s + process->limit_s;
        if (process->ended)
            continue;
        if (now_s() > deadline && !process->timed_out) {
            process->timed_out = true;
            kill(-process->pid, SIGKILL);
        }
        deadline += process->timed_out ? 10 : 0; /* a killed one needs a moment, too */
        next = next == 0 || deadline < next ? deadline : next;
    }
    return next;
}

void process_wait_all(struct process processes[], unsigned count)
{
    double next;
    while ((next = enforce_limits(processes, count)) > 0)
        pump_all(processes, count, milliseconds_until(next));
    for (unsigned i = 0; i < count; i++)
        drain(&processes[i]);
}

void process_wait(struct process *process)
{
    process_wait_all(process, 1);
}

double process_time_of(const struct process *process, const char *text)
{
    long at = text_find(&process->output, text, 0);
    ck_assert_msg(at >= 0, "\"%s\" was not printed; output:\n%s\n%s", text,
                  text_tail(&process->output), text_tail(&process->errors));
    size_t end = (size_t)at + strlen(text), i = 0;
    while (process->stamps[i].size < end)
        i++;
    return process->stamps[i].time_s;
}

void process_read_for(struct process *process, double seconds)
{
    double deadline = now_s() + seconds;
    while (!process->ended && now_s() < deadline)
        pump(process, milliseconds_until(deadline));
    if (process->ended)
        drain(process);
}

static void fail_with_output(const struct process *process, const char *wanted)
{
    ck_abort_msg("\"%s\" did not appear%s; status %d; the last of the output:\n%s\n%s", wanted,
                 process->ended ? " before the program ended" : " in time", process->status,
                 text_tail(&process->output), text_tail(&process->errors));
}

void process_expect(struct process *process, const char *text, double seconds)
{
    double deadline = now_s() + seconds * report_patience();
    long at;
    while ((at = text_find(&process->output, text, process->seen)) < 0) {
        bool over = process->ended || now_s() > deadline;
        if (process->ended)
            drain(process);
        else if (!over)
            pump(process, milliseconds_until(deadline));
        if (over && text_find(&process->output, text, process->seen) < 0)
            fail_with_output(process, text);
    }
    process->seen = (size_t)at + strlen(text);
}

void process_send(struct process *process, const char *keys)
{
    process->pending = keys;
    process->pending_size = strlen(keys);
    double deadline = now_s() + 10;
    while (process->pending_size > 0 && now_s() < deadline)
        pump(process, 100);
    ck_assert_msg(process->pending_size == 0, "the program takes no input");
}

void process_end_input(struct process *process)
{
    process->keep_input = false;
    close_end(&process->in);
}

void process_expect_stopped(struct process *process, bool stopped, double seconds)
{
    double deadline = now_s() + seconds * report_patience();
    while (process->stopped != stopped && !process->ended && now_s() < deadline)
        pump(process, milliseconds_until(deadline));
    ck_assert_msg(process->stopped == stopped && !process->ended, "the program %s",
                  process->ended ? "ended"
                  : stopped      ? "did not stop"
                                 : "did not go on");
}
