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
    for (unsigned i = 0; i < MACHINES_MAX; i++)
        close_fd(&channels->marks[i][side]);
    close_fd(&channels->text[side]);
    close_fd(&channels->qmp[side]);
}

/** A pipe whose reading end, ours, does not block. */
static bool open_pipe(int ends[2])
{
    return pipe2(ends, O_CLOEXEC) == 0 && fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0;
}

int channels_open(struct channels *channels, unsigned machines, struct error *err)
{
    *channels = (struct channels){.machines = machines, .text = {-1, -1}, .qmp = {-1, -1}};
    memset(channels->marks, -1, sizeof channels->marks);
    bool open = open_pipe(channels->text) &&
                socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channels->qmp) == 0;
    for (unsigned i = 0; open && i < machines; i++)
        open = open_pipe(channels->marks[i]);
    if (open)
        return 0;
    fail(err, STATUS_OS_ERROR, "cannot open a pipe: %s", strerror(errno));
    channels_close(channels, 0);
    channels_close(channels, 1);
    return -1;
}

int channels_marks_fd(unsigned machine)
{
    return machine == 0 ? CHILD_MARKS_FD : CHILD_MORE_MARKS_FD + (int)machine - 1;
}

/** Moves a descriptor out of the way of the numbers the child expects its channels at. */
static int lift(int fd)
{
    return fcntl(fd, F_DUPFD_CLOEXEC, CHILD_FDS);
}

bool channels_place(const struct channels *channels, enum channels_marks where)
{
    int null = lift(open("/dev/null", O_RDONLY | O_CLOEXEC));
    int text = lift(channels->text[1]), qmp = lift(channels->qmp[1]);
    int marks[MACHINES_MAX];
    for (unsigned i = 0; i < channels->machines; i++)
        marks[i] = lift(channels->marks[i][1]);
    bool placed = null >= 0 && marks[0] >= 0 && text >= 0 && qmp >= 0 && dup2(null, 0) == 0 &&
                  dup2(where == MARKS_ON_STDOUT ? marks[0] : text, 1) == 1 && dup2(text, 2) == 2;
    if (where == MARKS_ON_STDOUT) {
        close(CHILD_MARKS_FD);
        close(CHILD_QMP_FD);
        return placed;
    }
    for (unsigned i = 0; placed && i < channels->machines; i++)
        placed = dup2(marks[i], channels_marks_fd(i)) >= 0;
    return placed && dup2(qmp, CHILD_QMP_FD) == CHILD_QMP_FD;
}
