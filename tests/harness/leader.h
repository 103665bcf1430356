/*
 * The small shell between a test and the program it runs: it leads a session of its own, on a
 * terminal or on none, and has the program as its foreground job. Without it the program's process
 * group would be an orphaned one, in which the kernel discards SIGTSTP (POSIX.1-2017, "Signal
 * Actions").
 */
#ifndef HARNESS_LEADER_H
#define HARNESS_LEADER_H

#include <sys/resource.h>
#include <sys/types.h>

/** What the leader tells about the job, each time something happens to it. */
struct job_event {
    enum { JOB_STARTED, JOB_STOPPED, JOB_CONTINUED, JOB_ENDED } what;
    pid_t pid;
    int status;          /* as from waitpid(2); JOB_ENDED only */
    struct rusage usage; /* JOB_ENDED only */
};

struct job {
    const char *const *argv;
    const char *const *env;        /* NAME=VALUE adds, NAME removes; ends with NULL; may be NULL */
    int descriptor[3];             /* what the job gets as 0, 1 and 2; -1: closed */
    int terminal;                  /* the session's controlling terminal, or -1 */
    void (*prepare)(void *opaque); /* called in the job just before exec; may be NULL */
    void *opaque;
    int events; /* where the leader writes its job_events */
};

/** Descriptors from here up are passed on to the program that is run; those below are not. */
enum { LEADER_FIRST_PASSED_ON = 100 };

/** Runs the job to its end and returns; called in a process forked for it. */
void leader_run(const struct job *job);

#endif
