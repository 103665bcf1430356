#include "pit_wave.h"

bool pit_wave_repeats(enum pit_mode mode)
{
    return mode == PIT_RATE_GENERATOR || mode == PIT_SQUARE_WAVE;
}

bool pit_wave_is_triggered(enum pit_mode mode)
{
    return mode == PIT_ONE_SHOT || mode == PIT_HARDWARE_STROBE;
}

/** OUT is high for (n+1)/2 pulses of an odd count, and low for (n-1)/2. */
static uint32_t high_half(uint32_t n)
{
    return (n + 1) / 2;
}

/** Mode 3 counts down by two, twice a period, and from n-1 when n is odd. */
static uint32_t square_wave_count(uint32_t n, uint64_t t)
{
    uint32_t phase = (uint32_t)(t % n);
    uint32_t half = high_half(n);
    return (n & ~1u) - 2 * (phase < half ? phase : phase - half);
}

uint32_t pit_wave_count(enum pit_mode mode, uint32_t n, uint32_t modulus, uint64_t t)
{
    uint32_t count;
    if (mode == PIT_SQUARE_WAVE)
        count = square_wave_count(n, t);
    else if (mode == PIT_RATE_GENERATOR)
        count = n - (uint32_t)(t % n);
    else /* the others wrap round below zero and go on counting */
        count = n + modulus - (uint32_t)(t % modulus);
    return count % modulus;
}

bool pit_wave_out(enum pit_mode mode, uint32_t n, uint64_t t)
{
    switch (mode) {
    case PIT_TERMINAL_COUNT:
    case PIT_ONE_SHOT:
        return t >= n;
    case PIT_RATE_GENERATOR:
        return t % n != n - 1; /* low while the count is 1 */
    case PIT_SQUARE_WAVE:
        return t % n < high_half(n);
    default:
        return t != n; /* the strobes: low for one pulse, when the count is over */
    }
}

/** @return the pulse of the only rising edge in a mode that does not repeat */
static uint64_t single_edge(enum pit_mode mode, uint32_t n)
{
    bool strobe = mode == PIT_SOFTWARE_STROBE || mode == PIT_HARDWARE_STROBE;
    return strobe ? (uint64_t)n + 1 : n;
}

uint64_t pit_wave_edges(enum pit_mode mode, uint32_t n, uint64_t t)
{
    if (pit_wave_repeats(mode))
        return t / n;
    return t >= single_edge(mode, n);
}

uint64_t pit_wave_edge(enum pit_mode mode, uint32_t n, uint64_t k)
{
    if (pit_wave_repeats(mode))
        return k * n;
    return k == 1 ? single_edge(mode, n) : PIT_NEVER;
}

uint64_t pit_wave_reload(enum pit_mode mode, uint32_t n, uint64_t t)
{
    uint64_t period_start = t - t % n;
    uint64_t half_way = period_start + high_half(n);
    return mode == PIT_SQUARE_WAVE && t < half_way ? half_way : period_start + n;
}

uint32_t pit_wave_handover(enum pit_mode mode, uint32_t n, uint64_t t, uint32_t next)
{
    return mode == PIT_SQUARE_WAVE && t % n != 0 ? high_half(next) : 0;
}
