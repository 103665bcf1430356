/*
 * host.csv: what is known of the machine, the tools and the run, as keys and values.
 */
#ifndef FACTS_H
#define FACTS_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

struct fact {
    char *key;
    char *value;
};

struct facts {
    size_t count;
    struct fact *fact;
};

/**
 * Sets a fact, in printf format; one already set is replaced. An empty value says "not known". When
 * memory runs out the fact is lost: no measurement hangs on it.
 */
void facts_set(struct facts *facts, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** A fact's value, or "" when it is not set. */
const char *facts_get(const struct facts *facts, const char *key);

/** A fact that is a whole number, or `otherwise`. */
uint64_t facts_number(const struct facts *facts, const char *key, uint64_t otherwise);

/** Writes host.csv at once. */
int facts_save(const struct facts *facts, const char *directory, struct error *err);

/** Reads host.csv. The facts are to be freed, also after an error. */
int facts_load(struct facts *facts, const char *directory, struct error *err);

void facts_free(struct facts *facts);

#endif
