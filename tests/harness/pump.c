/*
 * Moving bytes between a test and a program it runs, until something that was waited for happens.
 */
#include "leader.h"
#include "process.h"
#include "report.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
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

/* One round: waits at most `wait_ms` for bytes to move or for news of the program. */
static bool pump(struct process *process, int wait_ms)
{
    struct pollfd ends[] = {
        {.fd = process->out, .events = POLLIN},
        {.fd = process->err, .events = POLLIN},
        {.fd = process->pending_size > 0 ? process->in : -1, .events = POLLOUT},
        {.fd = process->ended ? -1 : process->events, .events = POLLIN},
    };
    signal(SIGPIPE, SIG_IGN);
    if (poll(ends, 4, wait_ms) <= 0)
        return false;
    if (ends[2].revents != 0)
        write_some(process);
    if (ends[0].revents != 0)
        read_some(&process->out, &process->output);
    if (ends[1].revents != 0)
        read_some(&process->err, &process->errors);
    if (ends[3].revents != 0)
        take_event(process);
    if (process->in >= 0 && process->slave < 0 && process->pending_size == 0 &&
        !process->keep_input)
        close_end(&process->in);
    return true;
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

void process_wait(struct process *process)
{
    double deadline = process->start_s + process->limit_s;
    while (!process->ended) {
        if (now_s() > deadline && !process->timed_out) {
            process->timed_out = true;
            kill(-process->pid, SIGKILL);
        }
        pump(process, process->timed_out ? 1000 : milliseconds_until(deadline));
    }
    drain(process);
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
    const char *text = text_string(&process->output);
    size_t from = process->output.size > 600 ? process->output.size - 600 : 0;
    ck_abort_msg("\"%s\" did not appear%s; status %d; the last of the output:\n%s\n%s", wanted,
                 process->ended ? " before the program ended" : " in time", process->status,
                 text + from, text_string(&process->errors));
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
