/*
 * Where the time goes under our own monitor: exits.csv. The exits of a boot by reason, as the
 * monitor counts them (vmm/observe/stats.h), for one workload a boot.
 */
#ifndef EXITS_H
#define EXITS_H

#include "marks/task.h"
#include "record.h"

/* Stands for a workload in the rows of a boot that does next to nothing. */
#define EXITS_BOOT "(boot)"

struct exit_count {
    char arch[ARCH_NAME_MAX + 1];
    char workload[MARK_NAME_MAX + 1];
    uint32_t size;
    unsigned iterations; /* in that boot, the warm-up included */
    char kind[16];       /* exit, interrupt, window, coalesced or guest */
    char key[24];
    char direction[8];
    uint64_t count;
    int64_t total_ns, p50_ns, p99_ns; /* -1: not known */
};

struct exits {
    size_t count;
    struct exit_count *row;
};

/**
 * Adds what the monitor wrote about one boot.
 * @param label  gives architecture, workload, size and iterations
 * @param directory, file  where its statistics are
 */
int exits_take(struct exits *exits, const struct exit_count *label, const char *directory,
               const char *file, struct error *err);

/** All exits of a workload's boot. */
uint64_t exits_total(const struct exits *exits, const char *workload);

/** Writes exits.csv at once. */
int exits_save(const struct exits *exits, const char *directory, struct error *err);

/** Reads it; a run without the file has no rows. To be freed, also after an error. */
int exits_load(struct exits *exits, const char *directory, struct error *err);

void exits_free(struct exits *exits);

#endif
