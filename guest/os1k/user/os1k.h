/*
 * What 1K OS offers its programs beyond os.h. All of it goes through os_call(), so that the object
 * file is the same in a native process, where each of these is refused.
 */
#ifndef USER_OS1K_H
#define USER_OS1K_H

#include "user/os.h"

#include "abi/syscall.h"

enum {
    OS_NO_KEY = -1,
    KEY_BACKSPACE = 8,
    KEY_DELETE = 127, /* what terminals send for Backspace */
    KEY_END = 4       /* Ctrl-D: the end of input */
};

enum { TICK_HZ_MIN = 19, TICK_HZ_MAX = 1000, TICK_HZ_DEFAULT = 100 };

/** Tells whether it is 1K OS that answers, and not a host that has none of the following. */
int os_is_1k(void);

/** Ends the machine with this status. */
_Noreturn void os_power_off(int status);

/**
 * Has the kernel write `count` bytes to a hypercall port, each an exit to the hypervisor: byte i
 * is (uint8_t)i, at a port that ignores it (0x80, the PC's POST code port).
 * @return 0, or -1 when it refuses
 */
int os_hypercall(uint32_t count);

/** Has the kernel reload CR3, which empties the TLB, as a change of address spaces does. */
void os_flush(void);

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

/** Takes all input that is there, and forgets it. */
void os_drop_input(void);

/** Has the keyboard's controller hand out a scan code of set 1, as if its key had been pressed. */
void os_type(uint8_t code);

/** Sleeps; the time ends at a tick, so that sleep after sleep loses nothing. */
void os_sleep(uint32_t milliseconds);

/** Counts the ticks of the timer; starts it, at TICK_HZ_DEFAULT, if it stands still. */
uint32_t os_ticks(void);

/** Starts the timer at so many ticks a second; -1 when it cannot do that (TICK_HZ_MIN to _MAX). */
int os_tick_rate(uint32_t hz);

/**
 * Sleeps until the timer has ticked once, `count` pulses of its input (1,193,182 a second) after it
 * was set. Then it stands still.
 * @param tsc  receives the time-stamp counter when it was set, and when the tick was handled
 * @return 0, or -1 when the kernel refuses
 */
int os_oneshot(uint16_t count, uint64_t tsc[2]);

/** Stops the timer, so that no tick disturbs what comes after. */
void os_stop_timer(void);

#endif
