/*
 * CRC-32 (IEEE 802.3) by a table of 256 entries, a byte a step.
 *
 * Stresses: a chain of dependent table look-ups and shifts; nothing in it can run in parallel.
 * Size: how many times the block of 4,096 bytes is appended. Memory: the table and the block, 5 KB.
 * Checksum: the CRC-32 of all the bytes so far, after each block.
 */
#include "workloads/checksum.h"
#include "workloads/runs.h"

enum { BLOCK = 4096 };

struct crc_memory {
    uint32_t table[256];
    uint8_t block[BLOCK];
};

static uint32_t crc_of_byte(uint32_t byte)
{
    for (unsigned bit = 0; bit < 8; bit++)
        byte = byte & 1 ? byte >> 1 ^ 0xedb88320 : byte >> 1;
    return byte;
}

int crc32_prepare(const struct work *work)
{
    struct crc_memory *m = work->memory;
    uint32_t state = 1;
    for (unsigned byte = 0; byte < 256; byte++)
        m->table[byte] = crc_of_byte(byte);
    for (unsigned i = 0; i < BLOCK; i++)
        m->block[i] = (uint8_t)random_next(&state);
    return 0;
}

uint64_t crc32_run(const struct work *work)
{
    const struct crc_memory *m = work->memory;
    uint64_t sum = CHECKSUM_START;
    uint32_t crc = UINT32_MAX;
    for (uint32_t pass = 0; pass < work->size; pass++) {
        for (unsigned i = 0; i < BLOCK; i++)
            crc = crc >> 8 ^ m->table[(uint8_t)(crc ^ m->block[i])];
        sum = checksum_add(sum, ~crc);
    }
    return sum;
}
