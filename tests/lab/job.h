/*
 * The command that the machine was started for.
 */
#ifndef LAB_JOB_H
#define LAB_JOB_H

#include "channel.h"
#include "command.h"

#include <sys/types.h>

struct job {
    pid_t pid;
    int in, out, err; /* our ends, non-blocking; err is -1 on a terminal; in is -1 once closed */
    bool terminal;
};

/**
 * Starts the command.
 * @return 0, or -1 after a message
 */
int job_start(struct job *job, const struct command *command);

/** Tells the job's terminal its new size, and thereby its programs. */
void job_resize(const struct job *job, const struct frame *window);

/** Ends its standard input. On a terminal that does nothing: a terminal has no end. */
void job_end_input(struct job *job);

#endif
