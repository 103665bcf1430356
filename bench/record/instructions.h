/*
 * How many instructions each workload executes between its two readings of the counter:
 * instructions.csv. Counted once for a run, at its sizes, by QEMU (engines/tcg_icount.c).
 */
#ifndef INSTRUCTIONS_H
#define INSTRUCTIONS_H

#include "record.h"

enum { INSTRUCTION_ITERATIONS = 3 }; /* the warm-up included */

struct instruction_count {
    char arch[ARCH_NAME_MAX + 1];
    char workload[MARK_NAME_MAX + 1];
    uint32_t size;
    uint64_t instructions; /* of the last iteration; known when `outcome` is OK */
    uint64_t spread;       /* between the iterations after the warm-up: 0 for most */
    enum outcome outcome;
};

struct instructions {
    size_t count;
    struct instruction_count *row;
};

/**
 * Takes the counts from the samples of a counting boot, INSTRUCTION_ITERATIONS for each workload.
 * @return 0, or -1 when out of memory; the counts are to be freed either way
 */
int instructions_take(struct instructions *counts, const struct sample *samples, size_t workloads,
                      struct error *err);

/** Writes instructions.csv at once. */
int instructions_save(const struct instructions *counts, const char *directory, struct error *err);

/** Reads it; a run without the file has no counts. To be freed, also after an error. */
int instructions_load(struct instructions *counts, const char *directory, struct error *err);

void instructions_free(struct instructions *counts);

#endif
