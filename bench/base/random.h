/*
 * A small random number generator, the same on every machine, so that a seed recorded with a run
 * gives the same order of boots and the same intervals again: SplitMix64 (Steele, Lea and Flood,
 * "Fast splittable pseudorandom number generators", OOPSLA 2014).
 */
#ifndef RANDOM_H
#define RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct random {
    uint64_t state;
};

/** Begins a sequence. `purpose` keeps sequences of one seed apart. */
struct random random_begin(uint64_t seed, const char *purpose);

/** The next 64 random bits. */
uint64_t random_next(struct random *random);

/** A number below `limit` (at least 1), each as likely as the other. */
uint64_t random_below(struct random *random, uint64_t limit);

/** Puts 0 … count-1 into `order`, shuffled (Fisher and Yates). */
void random_order(struct random *random, unsigned *order, size_t count);

#endif
