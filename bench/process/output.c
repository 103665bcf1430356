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

/** Listens until the program ends or `deadline_ns` passes. @return whether it ended in time */
static bool listen_to(const struct process *process, char *text, size_t size, uint64_t deadline_ns)
{
    size_t length = 0;
    struct pollfd wait[] = {{.fd = process->text_fd, .events = POLLIN},
                            {.fd = process->pidfd, .events = POLLIN}};
    bool ended = false;
    while (!ended) {
        uint64_t now_ns = clock_ns();
        if (now_ns >= deadline_ns)
            break;
        poll(wait, 2, (int)((deadline_ns - now_ns) / 1000000) + 1);
        ended = wait[1].revents != 0;
        if (!drain(process->text_fd, text, size, &length))
            wait[0].fd = -1;
    }
    text[length] = '\0';
    return ended;
}

int output_of(const struct command *command, char *text, size_t size, uint64_t limit_ns,
              struct error *err)
{
    struct process process;
    text[0] = '\0';
    if (process_start(&process, command, MARKS_ON_FD, err) != 0)
        return -1;
    bool ended = listen_to(&process, text, size, process.started_ns + limit_ns);
    struct process_end end = process_stop(&process);
    process_close(&process);
    if (!ended)
        return fail(err, STATUS_TIMEOUT, "%s did not end within %llu s", command->argv[0],
                    (unsigned long long)(limit_ns / 1000000000));
    return process_exit_status(end.wait_status);
}
