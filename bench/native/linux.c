/* What user/os.h promises, kept by Linux: console to standard error, marks to standard output. */
#include "linux.h"

#include "abi/syscall.h"
#include "user/os.h"

/* System call numbers differ by architecture (asm/unistd_32.h, asm/unistd_64.h). */
#ifdef __x86_64__
enum { NR_WRITE = 1, NR_MMAP = 9, NR_MUNMAP = 11, NR_MADVISE = 28, NR_GETPPID = 110 };
#else
enum { NR_WRITE = 4, NR_MUNMAP = 91, NR_MMAP2 = 192, NR_MADVISE = 219, NR_GETPPID = 64 };
#define NR_MMAP NR_MMAP2 /* the same for an offset of 0 */
#endif

enum { PROT_READ_WRITE = 0x1 | 0x2, MAP_PRIVATE_ANONYMOUS = 0x02 | 0x20, MADV_NOHUGEPAGE = 15 };
enum { EINTR = 4, ERRNO_MAX = 4095 };

/* A register's worth: long has its size on both architectures. */
long linux_call(long number, long a, long b, long c, long d, long e, long f);

int linux_write(int fd, const char *text, size_t size)
{
    while (size > 0) {
        long written = linux_call(NR_WRITE, fd, (long)text, (long)size, 0, 0, 0);
        if (written < 0 && written != -EINTR)
            return -1;
        if (written > 0) {
            text += written;
            size -= (size_t)written;
        }
    }
    return 0;
}

void os_write(const char *text, size_t size)
{
    linux_write(STANDARD_ERROR, text, size);
}

/* A reader that is gone ends us by SIGPIPE; any other loss shows as a gap in the sequence. */
void os_mark(const char *text, size_t size)
{
    linux_write(STANDARD_OUTPUT, text, size);
}

/* getppid(2) does next to nothing, and no library remembers its answer. */
uint32_t os_null_call(uint32_t value)
{
    linux_call(NR_GETPPID, 0, 0, 0, 0, 0, 0);
    return value + 1;
}

/*
 * Small pages only, as in 1K OS: with huge ones a single fault would map 512 pages, and a walk
 * would miss the TLB less often than the same walk in a guest. A kernel without huge pages refuses
 * the advice, and needs none.
 */
void *os_map(size_t bytes)
{
    long at = linux_call(NR_MMAP, 0, (long)bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
    if ((unsigned long)at > -(unsigned long)ERRNO_MAX - 1)
        return NULL;
    linux_call(NR_MADVISE, at, (long)bytes, MADV_NOHUGEPAGE, 0, 0, 0);
    return (void *)at;
}

void os_unmap(void *address, size_t bytes)
{
    linux_call(NR_MUNMAP, (long)address, (long)bytes, 0, 0, 0, 0);
}

/* A process would be sent a signal, and that is something else. */
uint32_t os_exception(uint32_t value)
{
    return value;
}

/* Whoever asks 1K OS for something is told that this is not 1K OS. */
uintptr_t os_call(uintptr_t number, uintptr_t first, uintptr_t second)
{
    (void)number;
    (void)first;
    (void)second;
    return SYS_ERROR;
}
