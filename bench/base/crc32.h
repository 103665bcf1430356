/*
 * CRC-32 of IEEE 802.3 (reflected polynomial 0xedb88320), as in zlib: it guards every mark.
 */
#ifndef CRC32_H
#define CRC32_H

#include <stddef.h>
#include <stdint.h>

/** The check value of `size` bytes; of "123456789" it is 0xcbf43926. */
uint32_t crc32_of(const void *bytes, size_t size);

/** Continues a check value over more bytes; begin with 0. */
uint32_t crc32_more(uint32_t crc, const void *bytes, size_t size);

#endif
