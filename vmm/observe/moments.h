/*
 * When each VM came how far: what `--phases` writes, as RFC 4180 CSV.
 *
 *     vm,phase,monotonic_ns
 *
 * | phase | was reached when                                            |
 * |-------|-------------------------------------------------------------|
 * | main  | main() began; the same for all VMs                          |
 * | vm    | the VM was built: memory, image, devices, vCPU              |
 * | guest | its vCPU's thread was about to enter the guest at first     |
 * | end   | that thread was done                                        |
 *
 * Times are CLOCK_MONOTONIC's own, so that whoever started the monitor can set them beside his. A
 * phase that was not reached has no row.
 */
#ifndef VMM_OBSERVE_MOMENTS_H
#define VMM_OBSERVE_MOMENTS_H

#include "error.h"

#include <stdint.h>

enum moment { MOMENT_MAIN, MOMENT_VM, MOMENT_GUEST, MOMENT_END, MOMENT_COUNT };

struct moments;

/**
 * Creates the file, replacing an old one.
 * @param vms      how many there are
 * @param main_ns  when main() began
 * @return it, or NULL with err filled in
 */
struct moments *moments_open(const char *path, unsigned vms, uint64_t main_ns, struct error *err);

/**
 * Notes that a VM came so far now. A VM's moments are noted by one thread at a time, and read after
 * that was joined: no lock. NULL is allowed: nothing is noted.
 */
void moments_note(struct moments *moments, unsigned vm, enum moment moment);

/**
 * Writes the file and closes it. NULL is allowed.
 * @return 0; -1 when it could not be written, with err filled in
 */
int moments_close(struct moments *moments, struct error *err);

#endif
