/*
 * A program started by the driver: in a process group of its own, with its output caught in pipes,
 * and never left behind.
 */
#ifndef PROCESS_H
#define PROCESS_H

#include "channels.h"
#include "command.h"

#include <stdint.h>
#include <sys/types.h>

struct process {
    pid_t pid;
    int pidfd;                  /* readable when the child has ended */
    int marks_fd[MACHINES_MAX]; /* our ends, non-blocking; -1 for machines it does not run */
    int text_fd;                /* what the child says: standard output and error, or error alone */
    int qmp_fd;                 /* a socket to CHILD_QMP_FD */
    uint64_t started_ns;
};

/** How a process ended. */
struct process_end {
    int wait_status;  /* as wait(2) gives it */
    long max_rss_kib; /* its peak memory, or -1 when not known */
};

/**
 * Starts a program. It dies with the driver, whatever ends that.
 * @param marks  where the program writes its marks
 * @return 0, or -1 when it could not be started (its absence included)
 */
int process_start(struct process *process, const struct command *command, enum channels_marks marks,
                  struct error *err);

/**
 * Ends the process and all of its group, if they have not ended yet, and reaps them. The
 * descriptors stay open for what is still in the pipes.
 */
struct process_end process_stop(struct process *process);

/**
 * The peak of the process's memory so far, from /proc (proc_pid_status(5), VmHWM): since it became
 * the program, where wait(2) counts the driver's own pages, too.
 * @return it in KiB, or -1 when it is not to be had, as of a process that has ended
 */
long process_peak_kib(const struct process *process);

/** Closes the descriptors. */
void process_close(struct process *process);

/** An exit status as shells count them, from what wait(2) gives. */
int process_exit_status(int wait_status);

#endif
