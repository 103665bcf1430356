/*
 * One run of kvm-vmm: the VMs, and what they share: KVM, the console, the input, the files of
 * --stats, --trace and --phases. session.c builds it and takes it apart; loop.c keeps it going.
 */
#ifndef VMM_RUN_SESSION_H
#define VMM_RUN_SESSION_H

#include "console/console.h"
#include "console/input.h"
#include "console/terminal.h"
#include "kvm/kvm.h"
#include "observe/moments.h"
#include "observe/stats.h"
#include "observe/trace.h"
#include "observe/whole_file.h"
#include "options.h"
#include "vm/vm.h"

#include <stdbool.h>

struct session {
    const struct options *options;
    struct kvm kvm;
    struct console *console;
    struct input *input;
    struct terminal terminal;
    struct stats *stats[MAX_VMS];
    struct whole_file stats_file;
    struct trace *trace;
    struct moments *moments;
    struct vm vm[MAX_VMS];
    unsigned vm_count; /* built; they are destroyed in reverse */
    int ended_fd;      /* an eventfd: a VM's thread is done */
    int signal;        /* the signal that ended the run; 0: none */
    bool timed_out;    /* --timeout ended it */
};

/**
 * Runs all VMs to their ends.
 * @return the exit status of the program; `err` is filled in when it is not a guest's
 */
int session_run(struct session *session, const struct options *options, struct error *err);

#endif
