#include "job.h"
#include "child.h"

#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int open_terminal(struct job *job, int theirs[3], const struct winsize *window)
{
    int master, slave;
    if (openpty(&master, &slave, NULL, NULL, window) < 0)
        return -1;
    fcntl(master, F_SETFD, FD_CLOEXEC);
    fcntl(slave, F_SETFD, FD_CLOEXEC);
    *job = (struct job){.in = master, .out = master, .err = -1, .terminal = true};
    theirs[0] = theirs[1] = theirs[2] = slave;
    return 0;
}

static int open_pipes(struct job *job, int theirs[3])
{
    int pipes[3][2];
    for (int i = 0; i < 3; i++)
        if (pipe2(pipes[i], O_CLOEXEC) < 0)
            return -1; /* the machine ends, and with it what is open */
    *job = (struct job){.in = pipes[0][1], .out = pipes[1][0], .err = pipes[2][0]};
    theirs[0] = pipes[0][0];
    theirs[1] = pipes[1][1];
    theirs[2] = pipes[2][1];
    return 0;
}

static void set_nonblocking(const struct job *job)
{
    const int ours[] = {job->in, job->out, job->err};
    for (int i = 0; i < 3; i++)
        if (ours[i] >= 0)
            fcntl(ours[i], F_SETFL, fcntl(ours[i], F_GETFL) | O_NONBLOCK);
}

static void close_theirs(const int theirs[3])
{
    for (int i = 0; i < 3; i++)
        if (i == 0 || theirs[i] != theirs[0])
            close(theirs[i]);
}

int job_start(struct job *job, const struct command *command)
{
    int theirs[3];
    int opened =
        command->terminal ? open_terminal(job, theirs, &command->window) : open_pipes(job, theirs);
    if (opened < 0) {
        perror("lab: no pipe or terminal for the command");
        return -1;
    }
    set_nonblocking(job);
    job->pid = child_start(&(struct child){
        .argv = command->words,
        .fd = {theirs[0], theirs[1], theirs[2]},
        .terminal = command->terminal,
    });
    close_theirs(theirs);
    return job->pid < 0 ? -1 : 0;
}

void job_resize(const struct job *job, const struct frame *window)
{
    struct winsize size; /* several may have come at once: the last counts */
    if (job->terminal && window->size >= sizeof(size)) {
        memcpy(&size, window->bytes + window->size - sizeof(size), sizeof(size));
        ioctl(job->out, TIOCSWINSZ, &size);
    }
}

void job_end_input(struct job *job)
{
    if (!job->terminal && job->in >= 0) {
        close(job->in);
        job->in = -1;
    }
}
