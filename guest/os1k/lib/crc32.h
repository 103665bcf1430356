/* CRC-32 of IEEE 802.3 (reflected polynomial 0xEDB88320), the one zlib computes. */
#ifndef LIB_CRC32_H
#define LIB_CRC32_H

#include <stddef.h>
#include <stdint.h>

/** Returns the CRC-32 of `size` bytes; that of "123456789" is 0xCBF43926. */
uint32_t crc32(const void *data, size_t size);

#endif
