/*
 * System calls: int $0x80, the number in ax, arguments in bx and cx; the result comes back in ax,
 * SYS_ERROR when the kernel refuses. All other registers keep their values.
 *
 * And one exception that the kernel handles: UD1 (0F B9 C0) adds 1 to ax, and goes on behind.
 */
#ifndef ABI_SYSCALL_H
#define ABI_SYSCALL_H

enum {
    SYS_POWER_OFF, /* (status): never returns */
    SYS_WRITE,     /* (text, size): to the console; returns how many bytes were taken */
    SYS_MARK,      /* (text, size): to the mark stream; the same */
    SYS_GETCHAR,   /* (ticks): the next byte of input, SYS_ERROR when none came */
    SYS_SLEEP,     /* (ticks): SYS_ERROR, when they are over */
    SYS_TICKS,     /* (): how often the timer has ticked so far */
    SYS_TICK_RATE, /* (hz): starts the timer at this rate, 19 to 1000 */
    SYS_MAP,       /* (bytes): the address of so much zeroed memory */
    SYS_UNMAP,     /* (address): takes back what SYS_MAP gave */
    SYS_NULL,      /* (value): value + 1 */
    SYS_HYPERCALL, /* (first, count): writes bytes first, first + 1, ... to PORT_POST; how many */
    SYS_ONESHOT, /* (count, tsc): the timer, started before, ticks once more, so many pulses on, and
                    stops; tsc receives two uint64_t: when it was set, and when it ticked */
    SYS_TYPE,    /* (code): the keyboard's controller hands out this scan code, as if typed */
    SYS_FLUSH,   /* (): reloads CR3, which empties the TLB */
};

#define SYS_ERROR    ((uintptr_t)-1)
#define WAIT_FOREVER UINT32_MAX /* SYS_GETCHAR: until a byte comes (49 days) */
#define TRANSFER_MAX 512        /* bytes a call takes at most, so that no interrupt waits long */

#endif
