#include "random.h"

#include "crc32.h"

#include <string.h>

struct random random_begin(uint64_t seed, const char *purpose)
{
    struct random random = {seed};
    random.state = random_next(&random) ^ crc32_of(purpose, strlen(purpose));
    return random;
}

uint64_t random_next(struct random *random)
{
    uint64_t z = random->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

uint64_t random_below(struct random *random, uint64_t limit)
{
    /* Bits from the incomplete last stretch would favour small numbers: draw again. */
    uint64_t incomplete = (UINT64_MAX % limit + 1) % limit;
    uint64_t bits;
    do {
        bits = random_next(random);
    } while (bits > UINT64_MAX - incomplete);
    return bits % limit;
}

void random_order(struct random *random, unsigned *order, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t j = random_below(random, i + 1);
        order[i] = order[j];
        order[j] = (unsigned)i;
    }
}
