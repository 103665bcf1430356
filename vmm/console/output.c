#include "console/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* A second open file on the same pipe or terminal has flags of its own. */
static int open_again(int fd)
{
    char path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

void output_open(struct output *output, int fd)
{
    *output = (struct output){.fd = fd};
    struct stat status;
    if (fstat(fd, &status) < 0 || (fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDONLY)
        return; /* a bad fd tells when it is written to; opened again, it might not */
    if (S_ISREG(status.st_mode))
        return; /* a file's writes wait for nobody */
    if (S_ISSOCK(status.st_mode)) {
        output->socket = true;
        return;
    }
    int again = open_again(fd);
    output->guarded = again < 0; /* no /proc, or the terminal belongs to another user (su) */
    output->owned = again >= 0;
    if (output->owned)
        output->fd = again;
}

void output_close(struct output *output)
{
    if (output->owned)
        close(output->fd);
    output->owned = false;
}

static ssize_t write_once(const struct output *output, const char *bytes, size_t size)
{
    if (output->socket)
        return send(output->fd, bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (!output->guarded)
        return write(output->fd, bytes, size);
    if (!output_wait(output, 0)) {
        errno = EAGAIN;
        return -1;
    }
    /* A writable pipe takes PIPE_BUF bytes without waiting (pipe(7)). A terminal promises less:
       there a stopped reader may hold us up, in this last resort. */
    return write(output->fd, bytes, size < PIPE_BUF ? size : PIPE_BUF);
}

ssize_t output_write(const struct output *output, const char *bytes, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t n = write_once(output, bytes + done, size - done);
        if (n >= 0)
            done += (size_t)n;
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            break;
        else if (errno != EINTR)
            return -1;
    }
    return (ssize_t)done;
}

int output_write_whole(const struct output *output, const char *bytes, size_t size, int timeout_ms)
{
    ssize_t n;
    while ((n = output_write(output, bytes, size)) >= 0) {
        bytes += n;
        size -= (size_t)n;
        if (size == 0)
            return 0;
        if (!output_wait(output, timeout_ms)) {
            errno = ETIMEDOUT;
            return -1;
        }
    }
    return -1;
}

bool output_wait(const struct output *output, int timeout_ms)
{
    struct pollfd writable = {.fd = output->fd, .events = POLLOUT};
    return poll(&writable, 1, timeout_ms) != 0;
}
