/*
 * The multiplication table of 1K OS's menu, 2 x 1 to 9 x 9, written as text into memory.
 *
 * Stresses: bytes stored one by one, numbers made into digits, short branches.
 * Size: how many times the table is written. Memory: one page.
 * Checksum: of each table a sum over the text, s = 31 s + byte, modulo 2^32, started from the
 * table's number.
 */
#include "workloads/checksum.h"
#include "workloads/runs.h"

static char *put_number(char *to, uint32_t number)
{
    if (number >= 10)
        *to++ = (char)('0' + number / 10);
    *to++ = (char)('0' + number % 10);
    return to;
}

/* Writes "2 x 1 = 2", one to a line, up to `last` x `last`, and returns the end of the text. */
static char *put_table(char *to, uint32_t last)
{
    for (uint32_t left = 2; left <= last; left++) {
        for (uint32_t right = 1; right <= last; right++) {
            to = put_number(to, left);
            *to++ = ' ';
            *to++ = 'x';
            *to++ = ' ';
            to = put_number(to, right);
            *to++ = ' ';
            *to++ = '=';
            *to++ = ' ';
            to = put_number(to, left * right);
            *to++ = '\n';
        }
    }
    return to;
}

uint64_t times_table_run(const struct work *work)
{
    char *text = work->memory;
    uint64_t sum = CHECKSUM_START;
    for (uint32_t pass = 0; pass < work->size; pass++) {
        uint32_t last = 9, hash = pass;
        OPAQUE(last);
        const char *end = put_table(text, last);
        for (const char *at = text; at < end; at++)
            hash = hash * 31 + (uint8_t)*at;
        sum = checksum_add(sum, hash);
    }
    return sum;
}
