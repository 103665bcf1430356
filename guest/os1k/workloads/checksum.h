/*
 * What the workloads share: folding results into a checksum, numbers that look random, and a way
 * to keep the compiler from knowing too much.
 */
#ifndef CHECKSUM_H
#define CHECKSUM_H

#include <stdint.h>

#define CHECKSUM_START 0xcbf29ce484222325u
#define CHECKSUM_PRIME 0x00000100000001b3u

/**
 * Folds a result into a checksum, by the step of the FNV-1a hash over 64-bit units: a result that
 * is lost, doubled or out of order changes it.
 */
static inline uint64_t checksum_add(uint64_t sum, uint64_t result)
{
    return (sum ^ result) * CHECKSUM_PRIME;
}

/** The next number of Marsaglia's xorshift32 ("Xorshift RNGs", 2003); the state is never 0. */
static inline uint32_t random_next(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/** Makes a variable's value unknown to the compiler, at no cost: nothing folds across it. */
#define OPAQUE(variable) __asm__ volatile("" : "+r"(variable))

#endif
