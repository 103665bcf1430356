#include "trial.h"

#include "base/clock.h"
#include "process/process.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { MOST = 4, LIMIT_S = 120 };

struct running {
    struct trial *trial;
    struct process process;
    uint64_t first_at_ns, last_at_ns;
    uint64_t total;
    size_t length;
    bool ended;
};

/** Keeps the end of what was printed: room is made by forgetting the older half. */
static void keep(struct running *running, const char *bytes, size_t size)
{
    char *text = running->trial->text;
    for (size_t i = 0; i < size; i++) {
        if (running->length == TRIAL_TEXT - 1) {
            running->length = TRIAL_TEXT / 2;
            memmove(text, text + TRIAL_TEXT - 1 - running->length, running->length);
        }
        text[running->length++] = bytes[i];
    }
    text[running->length] = '\0';
}

static void take_output(struct running *running)
{
    char chunk[65536];
    ssize_t got = read(running->process.text_fd, chunk, sizeof chunk);
    uint64_t now_ns = clock_ns();
    if (got <= 0)
        return;
    if (!running->first_at_ns)
        running->first_at_ns = now_ns;
    else
        running->trial->bytes += (uint64_t)got;
    running->last_at_ns = now_ns;
    keep(running, chunk, (size_t)got);
}

/** Notes the end; all that the program printed is in the pipe by then. */
static void take_end(struct running *running)
{
    struct trial *trial = running->trial;
    trial->wall_ns = clock_ns() - running->process.started_ns;
    for (uint64_t before = UINT64_MAX; before != trial->bytes;) {
        before = trial->bytes;
        take_output(running);
    }
    trial->first_ns = running->first_at_ns - running->process.started_ns;
    trial->span_ns = running->last_at_ns - running->first_at_ns;
    running->ended = true;
}

/** Listens to all until they have ended. @return whether they did in time */
static bool listen_to_all(struct running *running, unsigned count)
{
    uint64_t deadline_ns = clock_ns() + LIMIT_S * 1000000000ull;
    struct pollfd wait[2 * MOST];
    for (unsigned left = count; left > 0;) {
        if (clock_ns() > deadline_ns)
            return false;
        for (unsigned i = 0; i < count; i++) {
            const struct process *process = &running[i].process;
            bool ended = running[i].ended;
            wait[2 * i] = (struct pollfd){ended ? -1 : process->text_fd, POLLIN, 0};
            wait[2 * i + 1] = (struct pollfd){ended ? -1 : process->pidfd, POLLIN, 0};
        }
        poll(wait, 2 * count, 1000);
        for (unsigned i = 0; i < count; i++) {
            if (wait[2 * i].revents & POLLIN)
                take_output(&running[i]);
            if (!running[i].ended && (wait[2 * i + 1].revents & POLLIN)) {
                take_end(&running[i]);
                left--;
            }
        }
    }
    return true;
}

static const char *last_line(char *text)
{
    size_t length = strlen(text);
    while (length && text[length - 1] == '\n')
        text[--length] = '\0';
    char *newline = strrchr(text, '\n');
    return newline ? newline + 1 : text;
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
                    last_line(running->trial->text));
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
