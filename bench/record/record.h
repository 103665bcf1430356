/*
 * What a run measured: one row for every boot and for every sample it should have brought, in the
 * columns of docs/contract.md.
 */
#ifndef RECORD_H
#define RECORD_H

#include "base/status.h"
#include "marks/mark_parser.h"
#include "marks/outcome.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ENGINE_NAME_MAX = 23, ARCH_NAME_MAX = 15 };

struct sample {
    unsigned round; /* from 1 */
    unsigned order; /* the boot's place in its round, from 1 */
    char engine[ENGINE_NAME_MAX + 1];
    char arch[ARCH_NAME_MAX + 1];
    char workload[MARK_NAME_MAX + 1];
    uint32_t size;
    uint32_t iteration;
    bool warmup;
    /* Known when outcome_timed(). */
    uint64_t tsc_begin, tsc_end;
    uint64_t tsc_hz, guest_ns; /* 0: the counter counts instructions, and tells no time */
    uint64_t wall_ns;
    uint64_t begin_ns; /* on the driver's clock, for the study of scaling; not in samples.csv */
    uint64_t checksum;
    bool clocks_apart; /* the two clocks disagree, whatever else is wrong; not in samples.csv */
    enum outcome outcome;
};

struct boot {
    unsigned round; /* from 1; 0: outside the rounds, where exits were counted */
    unsigned order;
    char engine[ENGINE_NAME_MAX + 1];
    char arch[ARCH_NAME_MAX + 1];
    uint64_t wall_ns;       /* from fork to exit; 0: it was not tried */
    uint64_t first_byte_ns; /* from fork to the first byte of its marks; 0: none came */
    int64_t max_rss_kib;    /* -1: not known */
    int64_t exits;          /* from the guest to the monitor; -1: not counted */
    int exit_status;        /* the guest's, or the engine's own; -1: it has none */
    /* On the driver's clock, for the study of start-up; not in boots.csv. 0: not known. */
    uint64_t started_ns, last_end_ns;
    enum outcome outcome;
};

struct record {
    size_t samples, boots;
    struct sample *sample;
    struct boot *boot;
};

/** What a sample took: by the guest's clock, or by the driver's where that is no clock. */
uint64_t sample_ns(const struct sample *sample);

/** Appends rows. @return 0, or -1 when out of memory: the record is then as before */
int record_add(struct record *record, const struct boot *boot, const struct sample *samples,
               size_t count, struct error *err);

/** Writes samples.csv and boots.csv into `directory`, each at once. */
int record_save(const struct record *record, const char *directory, struct error *err);

/** Reads both files. The record is to be freed, also after an error. */
int record_load(struct record *record, const char *directory, struct error *err);

void record_free(struct record *record);

#endif
