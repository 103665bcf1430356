/*
 * The system under the harness, played: it keeps every line of marks, and reads it back with a
 * parser and a CRC of its own. A test program includes this once: it is the only system it has.
 */
#ifndef MARKS_HOST_H
#define MARKS_HOST_H

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi/syscall.h"
#include "user/marks.h"
#include "user/os.h"

enum { LINES_MAX = 64, CONSOLE_MAX = 4096 };

/* The system under the harness; Check runs each test in a process of its own, so it starts anew. */
static struct {
    char line[LINES_MAX][MARK_LINE_MAX + 1];
    unsigned lines;
    char console[CONSOLE_MAX];
    size_t mapped;
    int maps_left, is_1k;
} host = {.maps_left = 100};

void os_write(const char *text, size_t size)
{
    ck_assert_uint_lt(strlen(host.console) + size, CONSOLE_MAX);
    strncat(host.console, text, size);
}

void os_mark(const char *text, size_t size)
{
    ck_assert_uint_lt(host.lines, LINES_MAX);
    ck_assert_uint_le(size, MARK_LINE_MAX);
    ck_assert_ptr_eq(memchr(text, '\n', size), text + size - 1);
    memcpy(host.line[host.lines++], text, size - 1);
}

uint32_t os_null_call(uint32_t value)
{
    return value + 1;
}

uint32_t os_exception(uint32_t value)
{
    return value + 1;
}

void *os_map(size_t bytes)
{
    void *memory = NULL;
    if (host.maps_left-- <= 0 || posix_memalign(&memory, OS_PAGE_SIZE, bytes) != 0)
        return NULL;
    host.mapped += bytes;
    return memset(memory, 0, bytes);
}

void os_unmap(void *address, size_t bytes)
{
    host.mapped -= bytes;
    free(address);
}

/* 1K OS, as far as hypercalls and one-shots go, or a system that knows none of it. */
uintptr_t os_call(uintptr_t number, uintptr_t first, uintptr_t second)
{
    uint64_t *tsc = (uint64_t *)second;
    if (!host.is_1k)
        return SYS_ERROR;
    if (number == SYS_HYPERCALL)
        return second;
    if (number == SYS_ONESHOT)
        tsc[0] = 1000, tsc[1] = 1000 + first;
    return 0;
}

/* CRC-32 as the standard defines it, a bit at a time. */
static uint32_t reference_crc(const char *text, size_t size)
{
    uint32_t crc = ~0u;
    for (size_t i = 0; i < size * 8; i++) {
        uint32_t bit = ((uint8_t)text[i / 8] >> i % 8 ^ crc) & 1;
        crc = crc >> 1 ^ (bit ? 0xedb88320 : 0);
    }
    return ~crc;
}

/* Checks the frame of line `seq` and that what stands between its number and CRC is `body`. */
static inline void expect_line(unsigned seq, const char *body)
{
    char expected[MARK_LINE_MAX + 64];
    int length = snprintf(expected, sizeof expected, "M1 %u %s", seq, body);
    uint32_t crc = reference_crc(expected, (size_t)length);
    snprintf(expected + length, sizeof expected - (size_t)length, " *%08" PRIx32, crc);
    ck_assert_uint_lt(seq, host.lines);
    ck_assert_str_eq(host.line[seq], expected);
}

/* Checks a line of which only the beginning is known: its kind and first fields. */
static inline void expect_start(unsigned seq, const char *start)
{
    char prefix[MARK_LINE_MAX];
    int length = snprintf(prefix, sizeof prefix, "M1 %u %s ", seq, start);
    ck_assert_uint_lt(seq, host.lines);
    ck_assert_msg(strncmp(host.line[seq], prefix, (size_t)length) == 0, "line %u is '%s'", seq,
                  host.line[seq]);
    const char *star = strstr(host.line[seq], " *");
    ck_assert_ptr_nonnull(star);
    uint32_t crc = reference_crc(host.line[seq], (size_t)(star - host.line[seq]));
    ck_assert_uint_eq(strtoul(star + 2, NULL, 16), crc);
}

#endif
