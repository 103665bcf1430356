#include "job.h"
#include "child.h"
#include "command.h"

#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { WORDS = 64 };

/* Finds the words; @return whether the frame is as it should be */
static bool parse(const struct frame *frame, struct command_header *header, const char *words[])
{
    const char *at = (const char *)frame->bytes + sizeof(*header);
    const char *end = (const char *)frame->bytes + frame->size;
    size_t count = 0;
    if (frame->size <= sizeof(*header) || end[-1] != '\0')
        return false;
    memcpy(header, frame->bytes, sizeof(*header));
    for (; at < end && count < WORDS; at += strlen(at) + 1)
        words[count++] = at;
    words[count] = NULL;
    return at == end;
}

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

int job_start(struct job *job, const struct frame *command)
{
    const char *words[WORDS + 1];
    struct command_header header;
    int theirs[3];
    if (!parse(command, &header, words)) {
        fprintf(stderr, "lab: the command has more than %d words\n", WORDS);
        return -1;
    }
    if ((header.terminal ? open_terminal(job, theirs, &header.window) : open_pipes(job, theirs)) <
        0) {
        perror("lab: no pipe or terminal for the command");
        return -1;
    }
    set_nonblocking(job);
    const struct child child = {
        .argv = words,
        .fd = {theirs[0], theirs[1], theirs[2]},
        .terminal = header.terminal,
    };
    job->pid = child_start(&child);
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
