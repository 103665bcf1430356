/*
 * What a VM's exits and interrupts cost.
 *
 * One struct a VM, written by its vCPU thread alone and read after that thread was joined: no
 * lock. The time of an exit is its *handling* time, from KVM_RUN's return to the next KVM_RUN's
 * entry; of a HLT it therefore holds the sleep. The time spent inside KVM_RUN, which is the
 * guest's own plus the kernel's work on entry and exit, is summed up apart (stats_guest).
 */
#ifndef VMM_OBSERVE_STATS_H
#define VMM_OBSERVE_STATS_H

#include "error.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct stats;
struct whole_file;

/**
 * Makes the statistics of one VM.
 * @param vm    its number, as reported
 * @param name  its name, as reported; copied
 * @return it, or NULL with err filled in
 */
struct stats *stats_create(unsigned vm, const char *name, struct error *err);

/** Frees them. NULL is allowed. */
void stats_destroy(struct stats *stats);

/**
 * Counts one exit.
 * @param reason  KVM_EXIT_…
 * @param port    of KVM_EXIT_IO; 0 for others
 * @param out     KVM_EXIT_IO and KVM_EXIT_MMIO: the guest wrote
 * @param ns      handling time
 */
void stats_exit(struct stats *stats, unsigned reason, uint16_t port, bool out, uint64_t ns);

/** Counts one injected interrupt, latency_ns after its line was raised. */
void stats_interrupt(struct stats *stats, uint8_t vector, uint64_t latency_ns);

/** Counts one that no line's rise was noted for: a spurious one, or one of a line that stays high.
 */
void stats_untimed_interrupt(struct stats *stats, uint8_t vector);

/** Counts one interrupt window that had to be asked for. */
void stats_window(struct stats *stats);

/** Tells how many bytes the guest wrote to a port without an exit. */
void stats_coalesced(struct stats *stats, uint16_t port, uint64_t bytes);

/** Adds time spent inside KVM_RUN. */
void stats_guest(struct stats *stats, uint64_t ns);

/** The number of exits so far. */
uint64_t stats_exits(const struct stats *stats);

/** Prints a table of `count` VMs' statistics; entries that are NULL are skipped. */
void stats_report(FILE *out, struct stats *const *stats, unsigned count);

/**
 * Writes the statistics as RFC 4180 CSV, and ends the file.
 *
 *     vm,kind,key,direction,count,total_ns,p50_ns,p99_ns
 *
 * | kind      | key                      | direction | the times are                      |
 * |-----------|--------------------------|-----------|------------------------------------|
 * | exit      | the reason: `hlt`; for   | in or out | handling times                     |
 * |           | I/O `io 0x03f8`; `other` | for io    |                                    |
 * |           | when there were too many | and mmio  |                                    |
 * | interrupt | the vector: `0x20`       |           | from raised to injected; empty in  |
 * |           |                          |           | the row of those without a rise    |
 * | window    | `irq`                    |           | empty                              |
 * | coalesced | the port: `io 0x00e9`;   | out       | empty: these were no exits         |
 * |           | no row when there is none |          |                                    |
 * | guest     | `run`                    |           | total in KVM_RUN; quantiles empty  |
 *
 * The counts of kind `exit` add up to all exits. A field that is not measured is empty.
 *
 * @param file  begun, and over afterwards
 * @return 0, or -1 with err filled in
 */
int stats_write_csv(struct whole_file *file, struct stats *const *stats, unsigned count,
                    struct error *err);

#endif
