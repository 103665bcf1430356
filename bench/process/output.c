#include "output.h"

#include "base/clock.h"

#include <poll.h>
#include <unistd.h>

/** Takes what is in the pipe; beyond `size` it is thrown away. @return whether more may come */
static bool drain(int fd, char *text, size_t size, size_t *length)
{
    char chunk[4096];
    ssize_t got;
    while ((got = read(fd, chunk, sizeof chunk)) > 0) {
        for (ssize_t i = 0; i < got && *length + 1 < size; i++)
            text[(*length)++] = chunk[i];
    }
    return got != 0;
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
        poll(wait, SOURCES, (int)((deadline_ns - now_ns) / 1000000) + 1);
        ended = wait[END].revents != 0;
        if (!drain(process->text_fd, text, size, &length))
            wait[TEXT].fd = -1;
    }
    text[length] = '\0';
    return ended;
}

int output_of(const struct command *command, char *text, size_t size, uint64_t limit_ns,
              struct signals *signals, struct error *err)
{
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
        return fail(err, STATUS_TIMEOUT, "%s did not end within %llu s", command->argv[0],
                    (unsigned long long)(limit_ns / 1000000000));
    return process_exit_status(end.wait_status);
}
