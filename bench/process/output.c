#include "output.h"

#include "base/clock.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

enum { PORTION = 4096, PIPE_SIZE = 65536 };

/** Takes a portion of what is in the pipe, for a program may say more than anybody can read; beyond
 * `size` it is thrown away. @return whether more may come */
static bool take(int fd, char *text, size_t size, size_t *length)
{
    char chunk[PORTION];
    ssize_t got = read(fd, chunk, sizeof chunk);
    for (ssize_t i = 0; i < got && *length + 1 < size; i++)
        text[(*length)++] = chunk[i];
    return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

/** Takes what is left in the pipe, as much as one holds (pipe(7)). */
static void take_rest(int fd, char *text, size_t size, size_t *length)
{
    for (int left = PIPE_SIZE / PORTION; left > 0 && take(fd, text, size, length); left--)
        ;
}

/**
 * Listens until the program ends, `deadline_ns` passes, or a signal comes. @return whether it ended
 * in time
 */
static bool listen_to(const struct process *process, char *text, size_t size, uint64_t deadline_ns,
                      const struct signals *signals)
{
    enum { TEXT, END, SIGNAL, SOURCES };
    size_t length = 0;
    struct pollfd wait[SOURCES] = {[TEXT] = {.fd = process->text_fd, .events = POLLIN},
                                   [END] = {.fd = process->pidfd, .events = POLLIN},
                                   [SIGNAL] = {.fd = signals_fd(signals), .events = POLLIN}};
    bool ended = false;
    while (!ended && !wait[SIGNAL].revents) {
        uint64_t now_ns = clock_ns();
        if (now_ns >= deadline_ns)
            break;
        poll(wait, SOURCES, clock_wait_ms(now_ns, deadline_ns));
        ended = wait[END].revents != 0;
        if (wait[TEXT].revents && !take(process->text_fd, text, size, &length))
            wait[TEXT].fd = -1;
    }
    take_rest(process->text_fd, text, size, &length);
    text[length] = '\0';
    return ended;
}

int output_of(const struct command *command, char *text, size_t size, struct signals *signals,
              struct error *err)
{
    const uint64_t limit_ns = ANSWER_LIMIT_S * 1000000000ull;
    struct process process;
    text[0] = '\0';
    if (signals_obey(signals, err) != 0 || process_start(&process, command, MARKS_ON_FD, err) != 0)
        return -1;
    bool ended = listen_to(&process, text, size, process.started_ns + limit_ns, signals);
    struct process_end end = process_stop(&process);
    process_close(&process);
    if (signals_obey(signals, err) != 0)
        return -1;
    if (!ended)
        return fail(err, STATUS_TIMEOUT, "%s did not end within %d s", command->argv[0],
                    ANSWER_LIMIT_S);
    return process_exit_status(end.wait_status);
}
