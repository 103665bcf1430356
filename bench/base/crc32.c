#include "crc32.h"

uint32_t crc32_more(uint32_t crc, const void *bytes, size_t size)
{
    const unsigned char *byte = bytes;
    crc = ~crc;
    for (size_t i = 0; i < size; i++) {
        crc ^= byte[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (0xedb88320u & -(crc & 1));
    }
    return ~crc;
}

uint32_t crc32_of(const void *bytes, size_t size)
{
    return crc32_more(0, bytes, size);
}
