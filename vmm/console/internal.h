/* The parts of a console: console.c takes bytes in, render.c turns them into what the screen is to
   show, flush.c writes that. */
#ifndef VMM_CONSOLE_INTERNAL_H
#define VMM_CONSOLE_INTERNAL_H

#include "console/console.h"
#include "console/line.h"
#include "console/note_queue.h"
#include "console/output.h"
#include "console/ring.h"
#include "console/visible.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

enum {
    CONSOLE_NOTES = CONSOLE_MAX_VMS, /* the monitor's own channel, after the VMs' */
    CONSOLE_CHANNELS,
    CONSOLE_PREFIX_BYTES = 80,
    CONSOLE_FRAME_LIMIT = 64 * 1024, /* no more is rendered once a frame is this long */
    CONSOLE_FRAME_NS = 200000, /* the least time from one frame to the next; an echo may wait it */
    CONSOLE_STEP_BYTES = 256,  /* taken from one channel before it is the next one's turn */
    /* What the last step, and the open line put back after it, can add at most: its bytes (a tab
       brings the most, eight cells), and three lines at full length: one broken for being too
       long, one ended, one put back. */
    CONSOLE_FRAME_SIZE = CONSOLE_FRAME_LIMIT + CONSOLE_STEP_BYTES * LINE_TAB * CELL_BYTES +
                         3 * (LINE_COLUMNS * CELL_BYTES + CONSOLE_PREFIX_BYTES + 64),
};

/** One writer: a VM, or the monitor itself. */
struct channel {
    struct console *console;
    struct ring ring;
    atomic_bool ended;     /* nothing more will be put */
    atomic_uint lost;      /* bytes that found the ring full */
    atomic_uint note_mark; /* the ring's head when the last note was made */

    /* The I/O thread's. */
    bool finished; /* its end was rendered */
    bool returned; /* a \r is held back: before \n it means nothing */
    struct visible visible;
    struct line line;
    const char *color; /* the escape sequence; "" for none */
    char prefix[CONSOLE_PREFIX_BYTES];
    unsigned prefix_columns;
};

/** What is to be written next. */
struct frame {
    size_t length, written;
    char bytes[CONSOLE_FRAME_SIZE];
};

struct console {
    int fd;
    int timer_fd; /* readable when the I/O thread is to look */
    bool terminal;
    unsigned vms;
    struct output output;
    atomic_bool signalled;          /* timer_fd was set, and the I/O thread has not looked since */
    _Atomic uint64_t next_frame_ns; /* when the next frame is due, on CLOCK_MONOTONIC */
    atomic_bool shut;
    pthread_mutex_t drained_lock;
    pthread_cond_t drained; /* a ring has become emptier, or `shut` was set */

    /* The I/O thread's. */
    unsigned turn;         /* the channel that begins the next round */
    struct channel *shown; /* whose open line is on the screen, with the cursor in it; or NULL */
    struct frame frame;
    struct note_queue notes; /* without a descriptor they go among the output */
    struct channel channel[CONSOLE_CHANNELS];
};

/** Has the I/O thread look when the next frame is due, which at most it is at once. Does nothing
 *  when it will already. From any thread. */
void console_wake(struct console *console);

/** Sets the prefix and the colour of each VM's lines. */
void prefix_setup(struct console *console, const struct console_config *config);

/**
 * Renders what the rings hold, fairly in turn, into the frame, which must have been written out;
 * stops when it is long enough. Then puts the open line at the bottom.
 */
void render_frame(struct console *console);

#endif
