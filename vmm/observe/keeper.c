#include "observe/keeper.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/** Lets go of all descriptors but `fd`, so that no other reader waits for our end. */
static void close_others(int fd)
{
    if (fd > 0)
        close_range(0, (unsigned)fd - 1, 0);
    close_range((unsigned)fd + 1, ~0U, 0);
}

/** The keeper itself: a byte means that the file is complete, the end of the stream that it never
 *  will be. It answers with errno, or 0. Signals are for kvm-vmm, whose end it waits for. */
static void keep(int fd, const char *temporary, const char *path)
{
    char byte;
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    close_others(fd);
    if (read(fd, &byte, 1) == 1) {
        int why = rename(temporary, path) == 0 ? 0 : errno;
        if (why)
            unlink(temporary);
        if (write(fd, &why, sizeof why) == sizeof why)
            _exit(0);
    }
    unlink(temporary);
    _exit(0);
}

int keeper_start(struct keeper *keeper, const char *temporary, const char *path)
{
    int ends[2];
    *keeper = (struct keeper){0};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
        return -1;
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        keep(ends[1], temporary, path);
    }
    int why = errno;
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        errno = why;
        return -1;
    }
    *keeper = (struct keeper){.pid = pid, .fd = ends[0]};
    return 0;
}

/** Ends the keeper, by the end of its stream, and reaps it. */
static void end(struct keeper *keeper)
{
    close(keeper->fd);
    while (waitpid(keeper->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    *keeper = (struct keeper){0};
}

int keeper_finish(struct keeper *keeper)
{
    int why = EPIPE; /* SIGPIPE is ignored by then */
    if (write(keeper->fd, "", 1) == 1)
        while (read(keeper->fd, &why, sizeof why) < 0 && errno == EINTR)
            ;
    end(keeper);
    errno = why;
    return why ? -1 : 0;
}

void keeper_drop(struct keeper *keeper)
{
    if (keeper->pid)
        end(keeper);
}
