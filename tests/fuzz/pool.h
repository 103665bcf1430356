/* The inputs a fuzzer knows, and new ones made from them. */
#ifndef FUZZ_POOL_H
#define FUZZ_POOL_H

#include <stddef.h>
#include <stdint.h>

enum { INPUT_MAX = 2048, POOL_MAX = 4096 };

struct input {
    size_t size;
    uint8_t bytes[INPUT_MAX];
};

struct pool {
    struct input inputs[POOL_MAX];
    unsigned count;
    uint64_t random; /* state of xorshift64; not 0 */
};

/** Adds a file, or every file of a folder. @return 0, or -1: said on stderr */
int pool_load(struct pool *pool, const char *path);

/** Adds an input; when there is no room, in the place of another. */
void pool_add(struct pool *pool, const struct input *input);

/** Makes a new input out of one or two that are known. */
void pool_mutate(struct pool *pool, struct input *input);

#endif
