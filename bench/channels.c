#include "channels.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void channels_close(struct channels *channels, int side)
{
    close_fd(&channels->marks[side]);
    close_fd(&channels->text[side]);
    close_fd(&channels->qmp[side]);
}

int channels_open(struct channels *channels, struct error *err)
{
    *channels = (struct channels){{-1, -1}, {-1, -1}, {-1, -1}};
    if (pipe2(channels->marks, O_CLOEXEC) == 0 && pipe2(channels->text, O_CLOEXEC) == 0 &&
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channels->qmp) == 0 &&
        fcntl(channels->marks[0], F_SETFL, O_NONBLOCK) == 0 &&
        fcntl(channels->text[0], F_SETFL, O_NONBLOCK) == 0)
        return 0;
    fail(err, STATUS_OS_ERROR, "cannot open a pipe: %s", strerror(errno));
    channels_close(channels, 0);
    channels_close(channels, 1);
    return -1;
}

/** Moves a descriptor out of the way of the numbers the child expects its channels at. */
static int lift(int fd)
{
    return fcntl(fd, F_DUPFD_CLOEXEC, CHILD_QMP_FD + 1);
}

bool channels_place(const struct channels *channels, enum process_marks where)
{
    int null = lift(open("/dev/null", O_RDONLY | O_CLOEXEC));
    int marks = lift(channels->marks[1]), text = lift(channels->text[1]);
    int qmp = lift(channels->qmp[1]);
    bool placed = null >= 0 && marks >= 0 && text >= 0 && qmp >= 0 && dup2(null, 0) == 0 &&
                  dup2(where == MARKS_ON_STDOUT ? marks : text, 1) == 1 && dup2(text, 2) == 2;
    if (where == MARKS_ON_STDOUT) {
        close(CHILD_MARKS_FD);
        close(CHILD_QMP_FD);
        return placed;
    }
    return placed && dup2(marks, CHILD_MARKS_FD) == CHILD_MARKS_FD &&
           dup2(qmp, CHILD_QMP_FD) == CHILD_QMP_FD;
}
