/*
 * What makes the figures of a run less trustworthy, and what to do about it.
 */
#ifndef ADVICE_H
#define ADVICE_H

#include "record/facts.h"
#include "record/record.h"
#include "summary.h"

/* More than there are kinds of warnings. */
enum { ADVICE_MAX = 24, ADVICE_TEXT_MAX = 500 };

struct advice {
    size_t count;
    char text[ADVICE_MAX][ADVICE_TEXT_MAX];
};

/** Adds a warning, in printf format; beyond ADVICE_MAX none is taken. */
void advice_add(struct advice *advice, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Gathers the warnings that facts, rows and figures give reason for. */
void advice_gather(struct advice *advice, const struct facts *facts, const struct record *record,
                   const struct summary *summary);

#endif
