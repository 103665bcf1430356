/*
 * Copies and fills use the string instructions at machine-word width: where a monitor emulates
 * ring 0 instruction by instruction, one `rep` is many times quicker than a loop of its own.
 */
#include "string.h"

#include <stdint.h>

#ifdef __x86_64__
#define REP_MOVS_WORD "rep movsq"
#define REP_STOS_WORD "rep stosq"
#else
#define REP_MOVS_WORD "rep movsl"
#define REP_STOS_WORD "rep stosl"
#endif

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    void *at = to;
    size_t words = size / sizeof words, bytes = size % sizeof words;
    __asm__ volatile(REP_MOVS_WORD : "+D"(at), "+S"(from), "+c"(words) : : "memory");
    __asm__ volatile("rep movsb" : "+D"(at), "+S"(from), "+c"(bytes) : : "memory");
    return to;
}

void *memmove(void *to, const void *from, size_t size)
{
    uint8_t *target = to;
    const uint8_t *source = from;
    if ((uintptr_t)to - (uintptr_t)from >= size)
        return memcpy(to, from, size);
    while (size-- > 0) {
        target[size] = source[size];
        __asm__ volatile("" : : : "memory"); /* or the compiler makes it a call of memmove */
    }
    return to;
}

void *memset(void *to, int byte, size_t size)
{
    void *at = to;
    size_t words = size / sizeof words, bytes = size % sizeof words;
    size_t pattern = (SIZE_MAX / 0xff) * (uint8_t)byte;
    __asm__ volatile(REP_STOS_WORD : "+D"(at), "+c"(words) : "a"(pattern) : "memory");
    __asm__ volatile("rep stosb" : "+D"(at), "+c"(bytes) : "a"(pattern) : "memory");
    return to;
}

int memcmp(const void *left, const void *right, size_t size)
{
    const uint8_t *a = left, *b = right;
    for (size_t i = 0; i < size; i++)
        if (a[i] != b[i])
            return a[i] - b[i];
    return 0;
}

size_t strlen(const char *text)
{
    size_t length = 0;
    while (text[length] != '\0') {
        length++;
        __asm__ volatile("" : "+r"(length)); /* or the compiler makes it a call of strlen */
    }
    return length;
}

int strcmp(const char *left, const char *right)
{
    return strncmp(left, right, SIZE_MAX);
}

int strncmp(const char *left, const char *right, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        uint8_t a = (uint8_t)left[i], b = (uint8_t)right[i];
        if (a != b || a == '\0')
            return a - b;
    }
    return 0;
}
