#include "cover.h"

#include <stdint.h>

enum { SLOTS = 1 << 16 };

/* The compiler's call-back has no argument: its state can only be static. */
static uint8_t reached[SLOTS];
static uintptr_t before;
static unsigned count;
static bool found;

void __sanitizer_cov_trace_pc(void);

/* A step from one place to the next, hashed: two inputs that differ in order differ here. */
void __sanitizer_cov_trace_pc(void)
{
    uintptr_t here = (uintptr_t)__builtin_return_address(0);
    unsigned slot = (unsigned)((here ^ before * 31) % SLOTS);
    before = here;
    if (reached[slot])
        return;
    reached[slot] = 1;
    count++;
    found = true;
}

void cover_begin(void)
{
    before = 0;
    found = false;
}

bool cover_is_new(void)
{
    return found;
}

unsigned cover_count(void)
{
    return count;
}
