/*
 * In how many ways eight queens stand on a chess board without attacking each other: backtracking
 * over sets of columns and diagonals kept as bits.
 *
 * Stresses: short recursions and unpredictable branches, on registers alone.
 * Size: how many times the 92 ways are counted.
 * Checksum: that count, each time.
 */
#include "workloads/checksum.h"
#include "workloads/runs.h"

enum { ALL_COLUMNS = 0xff };

/* Counts the ways to fill the rows left, given what the queens above attack in this row. */
static __attribute__((noinline)) uint32_t place(uint32_t columns, uint32_t left, uint32_t right)
{
    if (columns == ALL_COLUMNS)
        return 1;
    uint32_t ways = 0;
    uint32_t free = ALL_COLUMNS & ~(columns | left | right);
    while (free != 0) {
        uint32_t queen = free & -free;
        free ^= queen;
        ways += place(columns | queen, (left | queen) << 1, (right | queen) >> 1);
    }
    return ways;
}

uint64_t nqueens_run(const struct work *work)
{
    uint64_t sum = CHECKSUM_START;
    for (uint32_t pass = 0; pass < work->size; pass++) {
        uint32_t columns = 0;
        OPAQUE(columns);
        sum = checksum_add(sum, place(columns, 0, 0));
    }
    return sum;
}
