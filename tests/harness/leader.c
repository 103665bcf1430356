#include "leader.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void tell(const struct job *job, const struct job_event *event)
{
    if (write(job->events, event, sizeof(*event)) != sizeof(*event))
        _exit(1);
}

static void set_environment(const char *const *env)
{
    for (; env != NULL && *env != NULL; env++) {
        if (strchr(*env, '=') == NULL)
            unsetenv(*env);
        else
            putenv((char *)(uintptr_t)*env);
    }
}

/* Puts the descriptors in their places; they may be in each other's, so via copies out of the way.
 */
static void set_descriptors(const int wanted[3])
{
    int copy[3];
    for (int i = 0; i < 3; i++)
        copy[i] = wanted[i] >= 0 ? fcntl(wanted[i], F_DUPFD, 10) : -1;
    for (int i = 0; i < 3; i++) {
        close(i);
        if (copy[i] >= 0)
            dup2(copy[i], i);
    }
    close_range(3, LEADER_FIRST_PASSED_ON - 1, CLOSE_RANGE_CLOEXEC);
}

/* What the tests themselves were started to ignore (nohup(1)), a job is not. */
static const int ending[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

static void become_job(const struct job *job)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (job->terminal >= 0)
        tcsetpgrp(job->terminal, getpid()); /* SIGTTOU is ignored still */
    signal(SIGTTOU, SIG_DFL);
    for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++)
        signal(ending[i], SIG_DFL);
    set_environment(job->env);
    set_descriptors(job->descriptor);
    if (job->prepare != NULL)
        job->prepare(job->opaque);
    execvp(job->argv[0], (char *const *)(uintptr_t)job->argv);
    perror(job->argv[0]);
    _exit(127);
}

static void watch(const struct job *job, pid_t pid)
{
    struct job_event event = {.what = JOB_STARTED, .pid = pid};
    tell(job, &event);
    while (event.what != JOB_ENDED) {
        if (wait4(pid, &event.status, WUNTRACED | WCONTINUED, &event.usage) != pid)
            _exit(1);
        event.what = WIFSTOPPED(event.status)     ? JOB_STOPPED
                     : WIFCONTINUED(event.status) ? JOB_CONTINUED
                                                  : JOB_ENDED;
        tell(job, &event);
    }
}

void leader_run(const struct job *job)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setsid();
    signal(SIGTTOU, SIG_IGN);
    if (job->terminal >= 0 && ioctl(job->terminal, TIOCSCTTY, 0) < 0)
        _exit(1);
    pid_t pid = fork();
    if (pid == 0)
        become_job(job);
    if (pid < 0)
        _exit(1);
    /* The job's ends must close when the job closes them, so the leader holds none of its own. */
    for (int i = 0; i < 3; i++)
        if (job->descriptor[i] >= 0 && job->descriptor[i] != job->terminal)
            close(job->descriptor[i]);
    watch(job, pid);
}
