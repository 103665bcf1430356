#include "crc32.h"

enum { REFLECTED_POLYNOMIAL = (int)0xEDB88320 };

uint32_t crc32(const void *data, size_t size)
{
    const uint8_t *bytes = data;
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < size; i++) {
        crc ^= bytes[i];
        for (unsigned bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ ((uint32_t)REFLECTED_POLYNOMIAL & -(crc & 1));
    }
    return ~crc;
}
