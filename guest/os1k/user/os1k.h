/*
 * What 1K OS offers its programs beyond os.h, which is what the workloads need and native
 * processes have too.
 */
#ifndef USER_OS1K_H
#define USER_OS1K_H

#include "os.h"

#include "abi/syscall.h"

enum {
    OS_NO_KEY = -1,
    KEY_BACKSPACE = 8,
    KEY_DELETE = 127, /* what terminals send for Backspace */
    KEY_END = 4       /* Ctrl-D: the end of input */
};

/** One system call, as <abi/syscall.h> lists them; the result is SYS_ERROR when it is refused. */
uintptr_t os_call(uintptr_t number, uintptr_t first, uintptr_t second);

/** Ends the machine with this status. */
_Noreturn void os_power_off(int status);

/** Waits for the next byte of input, from the keyboard or the serial port. */
int os_getchar(void);

/**
 * The next byte of input if it comes in time.
 * @param milliseconds  0 does not wait at all
 * @return the byte, or OS_NO_KEY
 */
int os_getchar_within(uint32_t milliseconds);

/** Puts back a byte that os_getchar() gave: it is the next it gives. One at a time. */
void os_ungetchar(int byte);

/** Sleeps; the time ends at a tick, so that sleep after sleep loses nothing. */
void os_sleep(uint32_t milliseconds);

/** Ticks of the timer since it was started, by this call if nothing has started it before. */
uint32_t os_ticks(void);

/** Starts the timer at so many ticks a second; -1 when it cannot do that (19 to 1000). */
int os_tick_rate(uint32_t hz);

/** Writes formatted text to the console, 256 bytes at most; lib/print.h lists what it knows. */
void print(const char *format, ...);

#endif
