#include "trial.h"

#include "base/clock.h"
#include "process/process.h"

#include <poll.h>
#include <unistd.h>

enum { MOST = 4, LIMIT_S = 120 };

struct running {
    struct trial *trial;
    struct process process;
    uint64_t first_at_ns, last_at_ns; /* when bytes came; 0: none did */
};

/** Takes what has come. @return how much, as read(2) says it */
static ssize_t take_output(struct running *running)
{
    char chunk[65536];
    ssize_t got = read(running->process.text_fd, chunk, sizeof chunk);
    uint64_t now_ns = clock_ns();
    if (got <= 0)
        return got;
    if (!running->first_at_ns)
        running->first_at_ns = now_ns;
    else
        running->trial->bytes += (uint64_t)got;
    running->last_at_ns = now_ns;
    tail_add(&running->trial->text, chunk, (size_t)got);
    return got;
}

/** Notes the end; all that the program printed is in the pipe by then. */
static void take_end(struct running *running)
{
    struct trial *trial = running->trial;
    trial->wall_ns = clock_ns() - running->process.started_ns;
    while (take_output(running) > 0)
        ;
    if (!running->first_at_ns)
        return;
    trial->first_ns = running->first_at_ns - running->process.started_ns;
    trial->span_ns = running->last_at_ns - running->first_at_ns;
}

/* What poll() waits for, of each program. */
enum { TEXT, END, SOURCES };

/** Takes what a program says, and its end. @return whether it has ended */
static bool attend(struct running *running, struct pollfd wait[SOURCES])
{
    if (wait[TEXT].revents && take_output(running) == 0)
        wait[TEXT].fd = -1; /* it is closed, and poll() would tell it for ever */
    if (!wait[END].revents)
        return false;
    take_end(running);
    wait[TEXT].fd = wait[END].fd = -1;
    return true;
}

/** Listens to all until they have ended. @return whether they did in time */
static bool listen_to_all(struct running *running, unsigned count)
{
    uint64_t deadline_ns = clock_ns() + LIMIT_S * 1000000000ull;
    struct pollfd wait[MOST][SOURCES];
    unsigned left = count;
    for (unsigned i = 0; i < count; i++) {
        wait[i][TEXT] = (struct pollfd){.fd = running[i].process.text_fd, .events = POLLIN};
        wait[i][END] = (struct pollfd){.fd = running[i].process.pidfd, .events = POLLIN};
    }
    while (left > 0) {
        uint64_t now_ns = clock_ns();
        if (now_ns >= deadline_ns)
            return false;
        if (poll(wait[0], count * SOURCES, clock_wait_ms(now_ns, deadline_ns)) <= 0)
            continue;
        for (unsigned i = 0; i < count; i++)
            left -= attend(&running[i], wait[i]);
    }
    return true;
}

static int finish(struct running *running, const struct command *command, bool in_time,
                  struct error *err)
{
    struct process_end end = process_stop(&running->process);
    process_close(&running->process);
    int status = process_exit_status(end.wait_status);
    if (err->status)
        return -1;
    if (!in_time)
        return fail(err, STATUS_TIMEOUT, "%s did not end within %d s", command->argv[0], LIMIT_S);
    if (status)
        return fail(err, STATUS_OS_ERROR, "%s ended with status %d: %s", command->argv[0], status,
                    tail_last_line(&running->trial->text));
    return 0;
}

int trial_run_together(struct trial *trials, const struct command *commands, unsigned count,
                       struct error *err)
{
    struct running running[MOST] = {0};
    unsigned started = 0;
    while (started < count && started < MOST) {
        struct running *next = &running[started];
        trials[started] = (struct trial){0};
        next->trial = &trials[started];
        if (process_start(&next->process, &commands[started], MARKS_ON_FD, err) != 0)
            break;
        started++;
    }
    bool in_time = started == count && listen_to_all(running, count);
    int result = started == count ? 0 : -1;
    for (unsigned i = 0; i < started; i++)
        if (finish(&running[i], &commands[i], in_time, err) < 0)
            result = -1;
    return result;
}

int trial_run(struct trial *trial, const struct command *command, struct error *err)
{
    return trial_run_together(trial, command, 1, err);
}
