/*
 * What a program may ask of the system under it. 1K OS answers with system calls (user/os.c); the
 * engine "native" answers with Linux's (bench/native/linux.c), so that the very same object files
 * of the workloads run on both.
 */
#ifndef OS_H
#define OS_H

#include <stddef.h>
#include <stdint.h>

#define OS_PAGE_SIZE 4096

/** Writes `size` bytes to the console. */
void os_write(const char *text, size_t size);

/** Sends `size` bytes to the mark stream; does nothing where there is none. */
void os_mark(const char *text, size_t size);

/** The cheapest system call there is: goes into the kernel and returns `value` + 1. */
uint32_t os_null_call(uint32_t value);

/**
 * Raises an invalid opcode exception, which the kernel handles by adding 1 to the value.
 * @return `value` + 1; `value` where nobody handles such an exception (native), and none is raised
 */
uint32_t os_exception(uint32_t value);

/**
 * Makes room for `bytes` (rounded up to pages) of zeroed memory, mapped page by page at the first
 * touch of each: a touch of a fresh page is a page fault.
 * @return the page-aligned address, or NULL when there is no room
 */
void *os_map(size_t bytes);

/** Gives back what os_map() returned, with the same size: its pages return to the system. */
void os_unmap(void *address, size_t bytes);

/**
 * One system call of those that <abi/syscall.h> lists, which are 1K OS's own.
 * @return what it answers: SYS_ERROR when it refuses, as any other system does with all of them
 */
uintptr_t os_call(uintptr_t number, uintptr_t first, uintptr_t second);

/** Reads the time-stamp counter, ordered against the work around it (lfence; SDM 2B, RDTSC). */
static inline uint64_t os_tsc(void)
{
    uint32_t low, high;
    __asm__ volatile("lfence; rdtsc; lfence" : "=a"(low), "=d"(high) : : "memory");
    return (uint64_t)high << 32 | low;
}

#endif
