/* --probe: what this host's KVM can do, and which of the three kinds it is. */
#ifndef VMM_KVM_PROBE_H
#define VMM_KVM_PROBE_H

#include "error.h"

#include <stdio.h>

/** What runs here; the exit status of --probe. */
enum probe_result {
    PROBE_I386 = 0,   /* 32-bit paging works: 1K OS of both architectures runs */
    PROBE_X86_64 = 1, /* only long mode pages */
    PROBE_NONE = 69,  /* no KVM, or none that can run 1K OS */
};

/**
 * Prints `key value` lines.
 * @return an exit status, as above; `err` is filled in when it is PROBE_NONE for want of a KVM
 */
int probe(FILE *out, struct error *err);

#endif
