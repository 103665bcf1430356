/*
 * Starting another program, in the machine and on the host.
 */
#ifndef LAB_CHILD_H
#define LAB_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

struct child {
    const char *const *argv; /* ends with NULL; looked for on the PATH */
    int fd[3];               /* what it gets as descriptors 0, 1 and 2; none of them below 3 but
                                in its own place */
    int death_signal;        /* what it gets when this process dies; 0: nothing */
    bool terminal;           /* whether fd[0] becomes the controlling terminal of a new session */
};

/**
 * Starts a program with all signals unblocked and with their default actions. No descriptor but
 * the three may be without FD_CLOEXEC.
 * @return its process, or -1 after a message
 */
pid_t child_start(const struct child *child);

/**
 * Starts a program with a pipe to or from it.
 * @param argv   ends with NULL
 * @param place  the program's end: STDIN_FILENO or STDOUT_FILENO; the others are as ours
 * @param pid    its process
 * @return our end, or -1 after a message
 */
int child_start_piped(const char *const argv[], int place, pid_t *pid);

/** Waits for its end; @return its exit status, or 128 + the number of the signal that ended it */
int child_wait(pid_t pid);

/** An exit status as shells count them, from what wait(2) gives. */
int child_exit_status(int wait_status);

#endif
