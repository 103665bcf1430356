/*
 * The sieve of Eratosthenes over the numbers below 32,768.
 *
 * Stresses: byte stores at growing strides within a first-level cache, and short counted loops.
 * Size: how many times the sieve is made. Memory: one flag a number, 32 KB.
 * Checksum: of each sieve the count of primes, pi(32768) = 3512, then the largest, 32749.
 */
#include "lib/string.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

static void cross_out(uint8_t *composite, uint32_t limit)
{
    memset(composite, 0, limit);
    for (uint32_t i = 2; i * i < limit; i++)
        if (!composite[i])
            for (uint32_t multiple = i * i; multiple < limit; multiple += i)
                composite[multiple] = 1;
}

uint64_t sieve_run(const struct work *work)
{
    uint8_t *composite = work->memory;
    uint64_t sum = CHECKSUM_START;
    for (uint32_t pass = 0; pass < work->size; pass++) {
        uint32_t count = 0, largest = 0;
        cross_out(composite, work->bytes);
        for (uint32_t i = 2; i < work->bytes; i++) {
            if (!composite[i]) {
                count++;
                largest = i;
            }
        }
        sum = checksum_add(checksum_add(sum, count), largest);
    }
    return sum;
}
