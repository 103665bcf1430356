#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void reset_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void set_descriptors(const int fd[3])
{
    for (int i = 0; i < 3; i++) {
        if (fd[i] == i)
            fcntl(i, F_SETFD, 0);
        else
            dup2(fd[i], i);
    }
}

static void become(const struct child *child, pid_t parent)
{
    reset_signals();
    if (child->death_signal != 0) {
        prctl(PR_SET_PDEATHSIG, child->death_signal);
        if (getppid() != parent) /* it died before the line above */
            _exit(1);
    }
    set_descriptors(child->fd);
    if (child->terminal) {
        setsid();
        ioctl(0, TIOCSCTTY, 0);
    }
    execvp(child->argv[0], (char *const *)(uintptr_t)child->argv);
    fprintf(stderr, "lab: cannot run %s: %m\n", child->argv[0]);
    _exit(errno == ENOENT ? 127 : 126);
}

pid_t child_start(const struct child *child)
{
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0)
        become(child, parent);
    if (pid < 0)
        fprintf(stderr, "lab: cannot start %s: %m\n", child->argv[0]);
    return pid;
}

int child_start_piped(const char *const argv[], int place, pid_t *pid)
{
    struct child child = {.argv = argv, .fd = {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}};
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) {
        perror("lab: pipe");
        return -1;
    }
    int theirs = place == STDIN_FILENO ? 0 : 1; /* pipe(2): read from the first end */
    child.fd[place] = ends[theirs];
    *pid = child_start(&child);
    close(ends[theirs]);
    if (*pid < 0)
        close(ends[!theirs]);
    return *pid < 0 ? -1 : ends[!theirs];
}

int child_exit_status(int wait_status)
{
    return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

int child_wait(pid_t pid)
{
    int status;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return 1;
    return child_exit_status(status);
}
