/*
 * What holds kvm-vmm in while guests run: a list of system calls for each kind of thread, nothing
 * that could be gained by a call on it (no_new_privs), no new descriptor, no core dump. A guest
 * that takes over a thread has what is on that thread's list, and the descriptors that are open.
 *
 * The lists are in policy.c; docs/security.md explains them.
 */
#ifndef VMM_SANDBOX_SANDBOX_H
#define VMM_SANDBOX_SANDBOX_H

#include "error.h"

enum sandbox_list { SANDBOX_IO, SANDBOX_VCPU };

/**
 * Sets what holds for the whole process, and how a violation is reported: one line on stderr that
 * names the call, the terminal as it was, STATUS_SANDBOX. When every descriptor is open that the
 * run needs, and before it has threads.
 * @return 0, or -1 with err filled in
 */
int sandbox_prepare(struct error *err);

/**
 * From here on the calling thread can make the system calls of its list and no other. A thread
 * that it starts would inherit that: the threads have to be there already.
 * @return 0, or -1 with errno set
 */
int sandbox_enter(enum sandbox_list list);

/** sandbox_enter() for the I/O thread. @return 0, or -1 with err filled in */
int sandbox_enter_io(struct error *err);

#endif
