/*
 * A process that keeps a temporary file until it is finished. In the sandbox (sandbox/) kvm-vmm
 * can name no file any more; the keeper, made before, renames the one it knows or removes it, and
 * can be told nothing else. It removes it as well when kvm-vmm ends without a word, killed or
 * crashed, so that nothing half-written is ever left behind.
 */
#ifndef VMM_OBSERVE_KEEPER_H
#define VMM_OBSERVE_KEEPER_H

#include <sys/types.h>

/** Zero-initialised there is none. */
struct keeper {
    pid_t pid;
    int fd; /* a socket to it */
};

/**
 * Makes the keeper. Before any thread is started.
 * @param temporary  the file it keeps
 * @param path       the name it is given in the end
 * @return 0, or -1 with errno set
 */
int keeper_start(struct keeper *keeper, const char *temporary, const char *path);

/** Has the file put in its place, and ends the keeper. @return 0, or -1 with errno set */
int keeper_finish(struct keeper *keeper);

/** Has the file removed, and ends the keeper. When there is none, does nothing. */
void keeper_drop(struct keeper *keeper);

#endif
