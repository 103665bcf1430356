/*
 * A fuzz target: takes any bytes, and stops the program if what it tests breaks a promise. The
 * sanitizers it is built with stop it at anything undefined. libFuzzer calls it, or driver.c.
 */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** A promise; breaking it is a finding. */
#define must(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition);                \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/** Takes bytes off the front of an input; zeroes when there are none left. */
struct bytes {
    const uint8_t *at;
    size_t left;
};

static inline uint8_t take_byte(struct bytes *bytes)
{
    if (bytes->left == 0)
        return 0;
    bytes->left--;
    return *bytes->at++;
}

static inline uint16_t take_word(struct bytes *bytes)
{
    uint16_t low = take_byte(bytes);
    return (uint16_t)(low | take_byte(bytes) << 8);
}

#endif
