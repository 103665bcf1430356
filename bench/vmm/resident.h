/*
 * The monitor's own memory: what is resident of its process, less the guests' own memory in it.
 */
#ifndef VMM_RESIDENT_H
#define VMM_RESIDENT_H

#include "error.h"

/**
 * Runs a monitor with guests that sleep, and looks at /proc/PID/smaps.
 * @param kib  what is resident besides the mappings that are guests' memory
 * @return 0, or -1 with err filled in
 */
int resident_besides_guests(const char *monitor, const char *guests, unsigned vms, double *kib,
                            struct error *err);

#endif
