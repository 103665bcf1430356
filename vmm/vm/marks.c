#include "vm/marks.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int parse_fd(const char *number)
{
    char *end;
    errno = 0;
    long fd = strtol(number, &end, 10);
    if (end == number || *end || errno || fd < 0 || fd > 1 << 20)
        return -1;
    return (int)fd;
}

int marks_open(struct marks *marks, const char *target, struct error *err)
{
    *marks = (struct marks){.fd = -1, .own_fd = -1};
    if (!target)
        return 0;
    if (strncmp(target, "fd:", 3) == 0) {
        marks->fd = parse_fd(target + 3);
        if (marks->fd < 0 || fcntl(marks->fd, F_GETFD) < 0)
            return fail(err, STATUS_USAGE, "--marks %s: no such open descriptor", target);
        return 0;
    }
    marks->own_fd = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (marks->own_fd < 0)
        return fail(err, errno == ENOENT ? STATUS_NO_FILE : STATUS_OS_ERROR,
                    "--marks %s: %s; name a file in a directory that can be written to", target,
                    strerror(errno));
    marks->fd = marks->own_fd;
    return 0;
}

void marks_close(struct marks *marks)
{
    if (marks->own_fd >= 0)
        close(marks->own_fd);
    marks->fd = marks->own_fd = -1;
}

void marks_put(void *owner, uint8_t byte)
{
    struct marks *marks = owner;
    if (marks->fd < 0 || marks->used == MARKS_BUFFER)
        return;
    marks->buffer[marks->used++] = byte;
    marks->due |= !marks->line_open || byte == '\n' || marks->used == MARKS_BUFFER / 2;
    marks->line_open = byte != '\n';
}

/** Waits as a write would by itself without O_NONBLOCK, which belongs to all who hold the file. */
static int wait_for_room(int fd)
{
    struct pollfd room = {.fd = fd, .events = POLLOUT};
    return poll(&room, 1, -1);
}

int marks_flush(struct marks *marks)
{
    unsigned done = 0;
    int result = 0;
    while (done < marks->used && result == 0) {
        ssize_t written = write(marks->fd, marks->buffer + done, marks->used - done);
        if (written >= 0)
            done += (unsigned)written;
        else if (errno != EAGAIN || wait_for_room(marks->fd) < 0)
            result = -1;
    }
    int why = errno;
    memmove(marks->buffer, marks->buffer + done, marks->used - done);
    marks->used -= done;
    marks->due = marks->used > 0;
    errno = why;
    return result;
}
