/*
 * System calls: int $0x80, the number in ax, arguments in bx and cx; the result comes back in ax,
 * SYS_ERROR when the kernel refuses. All other registers keep their values.
 */
#ifndef ABI_SYSCALL_H
#define ABI_SYSCALL_H

enum {
    SYS_POWER_OFF, /* (status): never returns */
    SYS_WRITE,     /* (text, size): to the console; returns how many bytes were taken */
    SYS_MARK,      /* (text, size): to the mark stream; the same */
    SYS_GETCHAR,   /* (milliseconds): the next byte of input, SYS_ERROR when none came */
    SYS_SLEEP,     /* (milliseconds): SYS_ERROR, when they are over */
    SYS_TICKS,     /* (): timer ticks since the timer was started, by this call if need be */
    SYS_TICK_RATE, /* (hz): starts the timer at this rate, 19 to 1000 */
    SYS_MAP,       /* (bytes): the address of so much zeroed memory */
    SYS_UNMAP,     /* (address): takes back what SYS_MAP gave */
    SYS_NULL,      /* (value): value + 1 */
    SYS_HYPERCALL, /* (first, count): writes bytes first, first + 1, ... to PORT_POST; how many */
    SYS_ONESHOT,   /* (count, tsc): has the started timer tick once more, that many pulses on, and
                      stop; tsc receives two uint64_t: when it was set, and when it ticked */
};

#define SYS_ERROR    ((uintptr_t)-1)
#define WAIT_FOREVER UINT32_MAX /* SYS_GETCHAR: until a byte comes */
#define TRANSFER_MAX 512        /* bytes a call takes at most, so that no interrupt waits long */

#endif
