/*
 * What the tests of the workloads share: the system under a workload, a run of one as the harness
 * makes it, and the pieces from which expected checksums are put together.
 */
#ifndef WORKLOAD_HOST_H
#define WORKLOAD_HOST_H

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "abi/syscall.h"
#include "user/os.h"
#include "workloads/workload.h"

uint32_t os_null_call(uint32_t value)
{
    return value + 1;
}

void *os_map(size_t bytes)
{
    void *memory = NULL;
    ck_assert_int_eq(posix_memalign(&memory, OS_PAGE_SIZE, bytes), 0);
    return memset(memory, 0, bytes);
}

void os_unmap(void *address, size_t bytes)
{
    (void)bytes;
    free(address);
}

uint32_t os_exception(uint32_t value)
{
    return value + 1;
}

/* What 1K OS keeps for its programs; Check runs each test in a process of its own. */
static struct {
    char input[256];
    uint8_t taken, typed; /* the indices wrap by themselves */
    uint32_t ticks;
} os1k;

/* The character of a scan code of set 1, by a table of this file's own. */
static char key_of(uint8_t code)
{
    static const char keys[] = "qwertyuiop[]\n\0asdfghjkl";
    ck_assert_uint_ge(code, 0x10);
    ck_assert_uint_lt(code, 0x10 + sizeof keys - 1);
    return keys[code - 0x10];
}

/** 1K OS, as far as the workloads need it: time goes by in calls, and keys arrive at once. */
uintptr_t os_call(uintptr_t number, uintptr_t first, uintptr_t second)
{
    uint64_t *tsc = (uint64_t *)second;
    switch (number) {
    case SYS_HYPERCALL:
        return second;
    case SYS_TYPE:
        os1k.input[os1k.typed++] = key_of((uint8_t)first);
        return 0;
    case SYS_GETCHAR:
        os1k.ticks += (uint32_t)first;
        return os1k.taken == os1k.typed ? SYS_ERROR : (uint8_t)os1k.input[os1k.taken++];
    case SYS_SLEEP:
        os1k.ticks += (uint32_t)first;
        return SYS_ERROR;
    case SYS_TICKS:
        return os1k.ticks;
    case SYS_TICK_RATE:
    case SYS_FLUSH:
        return 0;
    case SYS_ONESHOT:
        tsc[0] = os_tsc();
        tsc[1] = tsc[0] + first;
        return 0;
    }
    return SYS_ERROR;
}

void os_write(const char *text, size_t size)
{
    (void)text;
    (void)size;
}

void os_mark(const char *text, size_t size)
{
    (void)text;
    (void)size;
}

static inline uint64_t run_once(const struct workload *workload, const struct work *work)
{
    uint64_t begin = 0, end = 0;
    if (workload->run != NULL)
        return workload->run(work);
    uint64_t sum = workload->run_timed(work, &begin, &end);
    ck_assert_msg(begin != 0 && end > begin, "%s: timed nothing", workload->name);
    return sum;
}

/** Runs a workload twice over the same memory, as iterations do, and returns the checksum. */
static inline uint64_t run(const char *name, uint32_t size)
{
    const struct workload *workload = workload_find(name);
    ck_assert_msg(workload != NULL, "no workload %s", name);
    struct work work = {.size = size, .bytes = workload->memory};
    if (workload->memory > 0)
        work.memory = os_map(workload->memory);
    if (workload->prepare != NULL)
        ck_assert_int_eq(workload->prepare(&work), 0);
    uint64_t first = run_once(workload, &work), second = run_once(workload, &work);
    ck_assert_msg(first == second, "%s: a second run gives another checksum", name);
    free(work.memory);
    return first;
}

enum { SIZES = 3 };

/** The sizes at which each workload is tried: 1, a few, and its default. */
static inline uint32_t size_of(const char *name, int index)
{
    return index == 0 ? 1 : index == 1 ? 5 : workload_find(name)->default_size;
}

/** The offset basis of FNV-1a over 64 bits: where every checksum starts. */
static const uint64_t start = 14695981039346656037u;

static inline void fold(uint64_t *sum, uint64_t result)
{
    *sum = (*sum ^ result) * 1099511628211u;
}

/** Folds a text byte by byte, as what is written to the console is. */
static inline void fold_text(uint64_t *sum, const char *text)
{
    for (; *text != '\0'; text++)
        fold(sum, (uint8_t)*text);
}

static inline uint32_t xorshift(uint32_t x)
{
    x ^= x << 13;
    x ^= x >> 17;
    return x ^ x << 5;
}

#endif
