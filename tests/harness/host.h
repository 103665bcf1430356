/*
 * What this host can do, and the reason for a skip where it cannot.
 */
#ifndef HARNESS_HOST_H
#define HARNESS_HOST_H

#include "process.h"

/** The monitor under test: KVM_VMM of the environment, or ./kvm-vmm. */
const char *host_vmm(void);

/** Which build of it that is (tests/variant.mk), "thread" say; "" for what users get. */
const char *host_variant(void);

/** How many threads that build has besides the monitor's: the thread sanitizer brings one. */
unsigned host_variant_threads(void);

/** Path of the 1K OS image for i386 or x86_64. */
const char *host_os1k(const char *arch);

/** Path of the workloads as a host process, for i386 or x86_64. */
const char *host_native(const char *arch);

/** What `kvm-vmm --probe` answers: 0, 1 or 69 (docs/contract.md). */
int host_probe(void);

/** Skips the running test unless /dev/kvm can be used. */
void require_kvm(void);

/** Skips the running test unless this KVM can run 1K OS for `arch`. */
void require_os1k(const char *arch);

/** The 1K OS that this KVM runs, i386 before x86_64; skips the running test if neither. */
const char *require_any_os1k(void);

/** Skips the running test unless this host's kernel runs the native program for `arch`. */
void require_native(const char *arch);

/** Skips the running test unless a program is on the PATH. */
void require_program(const char *name);

/** Skips the running test unless it runs as root, which `why` needs. */
void require_root(const char *why);

/** Whether this is the lab's machine (tests/lab): its KVM can do everything, slowly. */
bool host_is_simulated(void);

/** Skips the running test in a simulated machine, where `what` would take minutes. */
void require_speed(const char *what);

/**
 * Starts `kvm-vmm` with these arguments, the last of them NULL.
 * @param command  how; its argv is filled in here
 */
void vmm_start(struct process *process, const struct command *command,
               const char *const arguments[]);

/** Runs `kvm-vmm` to its end. */
void vmm_run(struct process *process, const struct command *command, const char *const arguments[]);

/** A list of arguments for vmm_start() and vmm_run(). */
#define ARGUMENTS(...) ((const char *const[]){__VA_ARGS__, NULL})

/** Fails the running test unless the program ended by itself with `status`. */
void must_end_with(const struct process *process, int status);

#endif
