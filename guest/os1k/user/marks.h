/*
 * The mark stream (docs/contract.md): lines of text that carry a sequence number and a check sum,
 * so that its reader notices whatever is lost or garbled on the way.
 */
#ifndef USER_MARKS_H
#define USER_MARKS_H

#include <stdint.h>

enum {
    MARK_LINE_MAX = 160, /* with its newline */
    MARK_NAME_MAX = 31,  /* of a workload: then the longest line of all fits MARK_LINE_MAX */
};

/** A mark stream; starts zeroed. */
struct marks {
    uint32_t sent; /* lines so far: the next line's sequence number */
};

/** One timed run, as far as it is known. */
struct sample {
    const char *workload; /* at most MARK_NAME_MAX bytes are used */
    uint32_t size;
    uint32_t iteration; /* from 0 */
    uint64_t tsc_begin;
    uint64_t tsc_end;
    uint64_t checksum;
};

/* Each of these sends one line by one call of os_mark(). */

/** The first line: the architecture this code was compiled for, and the TSC at the start. */
void marks_boot(struct marks *marks, uint64_t tsc);

/** Just before the timed region; `tsc` is read before the line is made. */
void marks_begin(struct marks *marks, const struct sample *sample, uint64_t tsc);

/** Just after the timed region. */
void marks_end(struct marks *marks, const struct sample *sample);

/** The sample did not come about; `reason` is unknown, unsupported, memory or fault. */
void marks_fail(struct marks *marks, const struct sample *sample, const char *reason);

/** The last line. */
void marks_done(struct marks *marks);

#endif
