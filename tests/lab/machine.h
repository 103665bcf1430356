/*
 * The simulated machine as a process: QEMU with an emulated AMD-V, and our end of the channel.
 */
#ifndef LAB_MACHINE_H
#define LAB_MACHINE_H

#include <sys/types.h>

struct machine {
    pid_t pid;
    int channel; /* non-blocking */
    int log;     /* what QEMU and the machine's kernel had to complain of */
};

/** How time goes by in the machine. */
enum machine_clock {
    CLOCK_REAL,    /* as here: for people */
    CLOCK_VIRTUAL, /* as instructions are executed, and while none is it leaps: for tests */
};

/**
 * Starts the machine. It dies with this process, whatever ends that.
 * @param folder  holds vmlinuz and initrd.cpio
 * @return 0, or -1 after a message
 */
int machine_start(struct machine *machine, const char *folder, enum machine_clock clock);

/** Ends the machine. */
void machine_stop(struct machine *machine);

/**
 * Of a machine that has gone without our doing: says so, what signal ended QEMU if one did (a crash
 * of QEMU's own), and prints its complaints.
 */
void machine_say_end(struct machine *machine);

/** Prints its complaints to standard error. */
void machine_print_log(const struct machine *machine);

#endif
