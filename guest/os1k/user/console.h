/* Text on the console, from workloads and programs alike. */
#ifndef USER_CONSOLE_H
#define USER_CONSOLE_H

#include <stddef.h>
#include <stdint.h>

/** Writes `size` bytes. */
void console_write(const char *text, size_t size);

/**
 * Has every byte that is written from now on folded into a checksum as well.
 * @param sum  where it is kept (workloads/checksum.h); NULL ends that
 */
void console_watch(uint64_t *sum);

/** Writes formatted text, 256 bytes at most; lib/print.h lists what it knows. */
void print(const char *format, ...);

#endif
