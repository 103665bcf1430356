/*
 * What makes the figures of a run less trustworthy, and what to do about it.
 */
#ifndef ADVICE_H
#define ADVICE_H

#include "record/facts.h"
#include "record/record.h"
#include "summary.h"

/* More than there are kinds of warnings. */
enum { ADVICE_MAX = 24, ADVICE_TEXT_MAX = 1200 };

struct advice {
    size_t count;
    char text[ADVICE_MAX][ADVICE_TEXT_MAX];
};

/** Adds a warning, in printf format; beyond ADVICE_MAX none is taken. */
void advice_add(struct advice *advice, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** What a warning is about, if it is about several things; begin with all zero. */
struct advice_names {
    size_t count;
    char text[900];
};

/** Adds a name, in printf format: the first eight are in the text, and then that there are more. */
void advice_name(struct advice_names *names, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Gathers the warnings that facts, rows and figures give reason for. */
void advice_gather(struct advice *advice, const struct facts *facts, const struct record *record,
                   const struct summary *summary);

#endif
