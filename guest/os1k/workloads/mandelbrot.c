/*
 * The Mandelbrot set, 32 x 24 points, in fixed point with 26 bits after the point.
 *
 * Stresses: 32 x 32 -> 64-bit multiplications in a chain, and a loop whose end depends on data.
 * Size: how many pictures; picture p is shifted right by p mod 256 units of the last place.
 * Checksum: of each picture the sum of all iteration counts times their place, modulo 2^32.
 */
#include "workloads/checksum.h"
#include "workloads/runs.h"

enum { WIDTH = 32, HEIGHT = 24, ITERATIONS = 64, POINT = 26, ONE = 1 << POINT };

/*
 * Iterates z = z*z + c from 0 until |z| > 2. While |z| <= 2 and |c| < 3, neither part of the next
 * z passes 7, which fits 32 bits with 26 behind the point; squares are kept in 64 bits.
 */
static uint32_t escape_time(int32_t c_real, int32_t c_imaginary)
{
    int32_t real = 0, imaginary = 0;
    for (uint32_t i = 0; i < ITERATIONS; i++) {
        int64_t real_square = (int64_t)real * real >> POINT;
        int64_t imaginary_square = (int64_t)imaginary * imaginary >> POINT;
        if (real_square + imaginary_square > 4 * (int64_t)ONE)
            return i;
        imaginary = (int32_t)((int64_t)real * imaginary >> (POINT - 1)) + c_imaginary;
        real = (int32_t)(real_square - imaginary_square) + c_real;
    }
    return ITERATIONS;
}

uint64_t mandelbrot_run(const struct work *work)
{
    uint64_t sum = CHECKSUM_START;
    for (uint32_t pass = 0; pass < work->size; pass++) {
        uint32_t weighted = 0, place = 0;
        int32_t shift = (int32_t)(pass % 256);
        for (int32_t row = 0; row < HEIGHT; row++) {
            for (int32_t column = 0; column < WIDTH; column++) {
                int32_t c_real = 3 * (ONE / WIDTH) * column - 2 * ONE - ONE / 4 + shift;
                int32_t c_imaginary = ONE / (HEIGHT / 2) * (row - HEIGHT / 2);
                weighted += ++place * escape_time(c_real, c_imaginary);
            }
        }
        sum = checksum_add(sum, weighted);
    }
    return sum;
}
