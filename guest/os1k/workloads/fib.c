/*
 * The 20th Fibonacci number by plain recursion, 21,891 calls.
 *
 * Stresses: call, return and the stack; on an emulator, the ends of translation blocks.
 * Size: how many times it is computed.
 * Checksum: fib(20) = 6765 for each time.
 */
#include "workloads/checksum.h"
#include "workloads/runs.h"

enum { FIB_OF = 20 };

/* Both results pass through OPAQUE, or the compiler makes a loop of the second call. */
static __attribute__((noinline)) uint32_t fib(uint32_t n)
{
    if (n < 2)
        return n;
    uint32_t first = fib(n - 1);
    OPAQUE(first);
    uint32_t second = fib(n - 2);
    OPAQUE(second);
    return first + second;
}

uint64_t fib_run(const struct work *work)
{
    uint64_t sum = CHECKSUM_START;
    for (uint32_t pass = 0; pass < work->size; pass++) {
        uint32_t n = FIB_OF;
        OPAQUE(n);
        sum = checksum_add(sum, fib(n));
    }
    return sum;
}
