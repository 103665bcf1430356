/*
 * From stdin to VM 0: a bounded buffer that the I/O thread fills and the guest's devices empty.
 *
 * Not interactive (a pipe, a file): every byte passes, in order; when the buffer is full, reading
 * stops until the guest has taken half of it. The end of input reaches the guest as exactly one
 * Ctrl-D (0x04), after all bytes. A stdin closed from the start has ended at once.
 *
 * Interactive (a terminal): Ctrl-A is the monitor's prefix, see INPUT_HELP. Reading never stops,
 * so that Ctrl-A x works also when the guest takes nothing; keys that find the buffer full are
 * dropped and reported (INPUT_DROPPED).
 *
 * For the loop:
 *     input_has_room() and input_pollable()  ->  watch input_fd() for EPOLLIN, else remove it
 *                                                (EPOLLHUP comes even when nothing is asked for)
 *     input_has_room() and not pollable      ->  input_fd() is always readable: regular files and
 *                                                /dev/null cannot be watched
 *     input_fd() readable                    ->  input_read()
 *     input_room_fd() readable               ->  input_room_seen(); there is room again
 */
#ifndef VMM_CONSOLE_INPUT_H
#define VMM_CONSOLE_INPUT_H

#include "error.h"

#include <stdbool.h>

/** Said at the start when the keyboard is a terminal. */
#define INPUT_BANNER "Ctrl-A x quits, Ctrl-A h helps"
/** Said on Ctrl-A h. */
#define INPUT_HELP_TEXT                                                                            \
    "Ctrl-A x       quits: all VMs stop\n"                                                         \
    "Ctrl-A h       shows this help\n"                                                             \
    "Ctrl-A Ctrl-A  sends Ctrl-A to the guest\n"                                                   \
    "All other keys go to VM 0."

enum {
    INPUT_RING = 16 * 1024, /* bytes waiting for the guest */
    INPUT_EOF_BYTE = 0x04,  /* Ctrl-D */
};

/** What input_read() has found; or-ed together. */
enum input_event {
    INPUT_DATA = 1,    /* the guest has something to take: tell the device */
    INPUT_QUIT = 2,    /* Ctrl-A x */
    INPUT_HELP = 4,    /* Ctrl-A and a key that is not a command, or h */
    INPUT_END = 8,     /* the end; the Ctrl-D counts as data */
    INPUT_ERROR = 16,  /* the end, because reading failed: err is filled in */
    INPUT_DROPPED = 32 /* interactive: keys were lost, the guest takes none */
};

struct input;

/**
 * Makes the input.
 * @param fd           what to read; stays the caller's, and its flags untouched
 * @param interactive  it is a terminal in raw mode: keep to the Ctrl-A commands
 * @return it, or NULL with err filled in
 */
struct input *input_create(int fd, bool interactive, struct error *err);

/** Frees it. NULL is allowed. */
void input_destroy(struct input *input);

/** The descriptor to read. */
int input_fd(const struct input *input);

/** Whether epoll can watch input_fd(). */
bool input_pollable(const struct input *input);

/** Whether input_read() may be called: there is room, and the end was not reached. */
bool input_has_room(struct input *input);

/**
 * Reads once, when input_fd() is readable and there is room. I/O thread only.
 * @param err  filled in with INPUT_ERROR only
 * @return a set of enum input_event; 0 when there was nothing after all
 */
unsigned input_read(struct input *input, struct error *err);

/** An event fd, readable when a full buffer has room again. */
int input_room_fd(const struct input *input);

/** Takes note of input_room_fd()'s event. */
void input_room_seen(struct input *input);

/**
 * The next byte for the guest, under the VM's lock; fits `struct byte_source`.
 * @param input  the struct input
 * @return the byte, or -1 when there is none for now
 */
int input_next(void *input);

#endif
