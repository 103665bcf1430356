/* A VM's statistics as rows, for the table and the CSV file alike. */
#ifndef VMM_OBSERVE_STATS_ROWS_H
#define VMM_OBSERVE_STATS_ROWS_H

#include "observe/stats_internal.h"

enum {
    STATS_KEY_SIZE = 32,
    STATS_ROWS_MAX = STATS_KEYS_MAX + 1 + 2 * STATS_VECTORS + 3,
};

/** One row; a time that was not measured is not `known`. */
struct stats_row {
    const char *kind;
    char key[STATS_KEY_SIZE];
    const char *direction; /* "in", "out" or "" */
    uint64_t count;
    uint64_t total_ns, p50_ns, p99_ns;
    bool total_known, quantiles_known;
};

/**
 * Gathers the rows: exits (those that took longest first), interrupts by vector, the windows,
 * what needed no exit, the guest's own time.
 * @param rows  room for STATS_ROWS_MAX
 * @return how many there are
 */
unsigned stats_rows(const struct stats *stats, struct stats_row *rows);

#endif
