/*
 * The results of `make bench-vmm`: a table for people, and vmm.csv.
 */
#ifndef VMM_REPORT_H
#define VMM_REPORT_H

#include "measure.h"
#include "record/facts.h"

#include <stdio.h>

/** What is told of the host in every row. */
struct host {
    const char *backend, *kind, *cpu, *kernel, *date, *commit;
    bool simulated; /* its times mean nothing */
};

/** Prints what is measured, where, and the heads of the columns. */
void report_head(FILE *out, const struct host *host, unsigned pairs);

/** Prints a metric's figures, or why it has none, at once: the next one takes its time. */
void report_row(FILE *out, const struct result *result);

/** Prints what is to be held against the figures, if anything. */
void report_foot(FILE *out, const struct host *host, unsigned pairs);

/**
 * Writes vmm.csv at once:
 *
 *     metric,value,lo,hi,unit,target,verdict,pairs,monitor,bare,figure_unit,note,
 *     backend,kind,cpu,kernel,commit,date,better
 *
 * `value` is the median over the pairs of monitor ÷ bare (unit `ratio`), or the monitor's own
 * figure; `lo` and `hi` its 95 % interval; `monitor` and `bare` the medians of the figures
 * themselves; `better` is `more` or `less`, and says on which side of its target a value is met.
 */
int report_save(const struct result *results, unsigned count, const struct host *host,
                const char *directory, struct error *err);

#endif
