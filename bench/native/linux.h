/*
 * The native engine's system: the few Linux system calls it makes, without a C library, so that
 * the 32-bit program needs no 32-bit libraries to build or to run.
 */
#ifndef NATIVE_LINUX_H
#define NATIVE_LINUX_H

#include <stddef.h>

enum { STANDARD_OUTPUT = 1, STANDARD_ERROR = 2 };

/**
 * Writes all of `size` bytes, by one write(2) when the kernel takes them at once.
 * @return 0, or -1 when the file cannot be written
 */
int linux_write(int fd, const char *text, size_t size);

#endif
