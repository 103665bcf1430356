/*
 * How an engine starts, works and ends: phases.csv. One row for each phase of each boot.
 */
#ifndef PHASES_H
#define PHASES_H

#include "label.h"

enum boot_phase {
    PHASE_PROCESS,    /* fork and exec, to the monitor's main() */
    PHASE_VM,         /* to a VM that is built */
    PHASE_GUEST,      /* to its first KVM_RUN */
    PHASE_FIRST_BYTE, /* to the first byte of the marks */
    PHASE_WORKLOAD,   /* to the end of the last workload */
    PHASE_EXIT,       /* to the end of the process */
    PHASE_COUNT
};

/** As in phases.csv. */
extern const char *const phase_name[PHASE_COUNT];

struct phase_row {
    struct study_label label;
    enum boot_phase phase;
    uint64_t start_ns, end_ns; /* since the fork; both 0: not measured */
};

struct phases {
    size_t count;
    struct phase_row *row;
};

/**
 * Adds the rows of a boot. A phase that was not measured has none, and the next one begins where
 * the last one that was measured ended. A boot of which nothing is known has one row, empty.
 * @param label   gives round, order, engine, architecture and outcome
 * @param end_ns  when each phase ended, since the fork; 0: not measured
 */
int phases_add(struct phases *phases, const struct study_label *label,
               const uint64_t end_ns[PHASE_COUNT], struct error *err);

/** Writes phases.csv at once. */
int phases_save(const struct phases *phases, const char *directory, struct error *err);

/** Reads it; a run without the file has no rows. To be freed, also after an error. */
int phases_load(struct phases *phases, const char *directory, struct error *err);

void phases_free(struct phases *phases);

#endif
