/*
 * Many VMs, one terminal: each line in its VM's colour, never torn by another VM's, with an open
 * line (a prompt) kept at the bottom of the screen while the others print.
 *
 * vCPU threads only put bytes into their VM's bounded ring. The I/O thread renders and writes them
 * from its epoll loop, at most five thousand times a second, for waking it costs the guest more
 * than the byte itself. It never blocks in a write, so it can always act on a signal:
 *
 *     console_event_fd() readable   ->  console_flush()
 *     console_wants_write()         ->  watch console_output_fd() for EPOLLOUT, else do not
 *     console_output_fd() writable  ->  console_flush()
 *     console_notes_wait()          ->  watch console_notes_fd() for EPOLLOUT, else do not
 *     console_notes_fd() writable   ->  console_write_notes()
 *
 * A regular file cannot be watched (epoll_ctl gives EPERM), and need not be: console_wants_write()
 * stays false for it. SIGPIPE must be ignored, so that a reader gone away is an error returned
 * here.
 *
 * What a guest prints is made safe to show: control bytes other than \n \r \b \t appear as ^X,
 * bytes that are not UTF-8 as \xNN. "\r\n" becomes "\n".
 */
#ifndef VMM_CONSOLE_CONSOLE_H
#define VMM_CONSOLE_CONSOLE_H

#include "dev/board.h"
#include "error.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    CONSOLE_MAX_VMS = 4,
    CONSOLE_RING = 64 * 1024,  /* bytes a VM may have waiting */
    CONSOLE_EXIT_BYTES = 4096, /* bytes one exit may put between two console_throttle() calls */
    CONSOLE_NAME_COLUMNS = 16, /* longer names are cut */
};

struct console_config {
    int fd;        /* where output goes; stays the caller's */
    int notes_fd;  /* where console_note() goes; -1: among the output, for one shared terminal */
    bool terminal; /* fd is a terminal: an open line is shown, lifted and put back */
    bool color;    /* each line in its VM's colour */
    bool raw;      /* pass control bytes and invalid UTF-8 through as they are */
    unsigned vms;  /* 1 to CONSOLE_MAX_VMS */
    const char *name[CONSOLE_MAX_VMS]; /* shown before each line when vms > 1; copied */
};

struct console;

/**
 * Makes a console.
 * @return it, or NULL with err filled in
 */
struct console *console_create(const struct console_config *config, struct error *err);

/** Frees a console; what was not flushed is gone (see console_finish). NULL is allowed. */
void console_destroy(struct console *console);

/**
 * Takes one byte of a VM's output. Never blocks. Under that VM's lock, from any thread.
 * Within the limits of CONSOLE_EXIT_BYTES and console_throttle() no byte is lost; one that comes
 * beyond them, with the ring full, is counted and the count is shown in the output.
 */
void console_put(struct console *console, unsigned vm, uint8_t byte);

/** The same for `count` bytes in a row: the I/O thread is woken once. */
void console_write(struct console *console, unsigned vm, const uint8_t *bytes, unsigned count);

/** The same as a sink for a device: put() is console_put() for this VM. */
struct byte_sink console_sink(struct console *console, unsigned vm);

/**
 * Waits while the VM's ring is more than half full, until the I/O thread has drained it or
 * console_shutdown() was called. The vCPU thread calls it after each exit, holding no lock; it
 * costs two loads when there is nothing to wait for.
 */
void console_throttle(struct console *console, unsigned vm);

/** Whether console_throttle() would not wait. */
bool console_has_room(const struct console *console, unsigned vm);

/** Ends a VM's output, after all its bytes: a line left open is finished. From any thread. */
void console_end_vm(struct console *console, unsigned vm);

/**
 * Says something of the monitor's own: whole lines, shown between the guests'. I/O thread only.
 * With a notes_fd it is written there at once, or waits for that one's reader; of notes that find
 * no room to wait in, their number is told.
 * @param text  one line or several; a newline is added when it ends without one
 */
void console_note(struct console *console, const char *text);

/** The descriptor to watch for EPOLLOUT while console_notes_wait(). */
int console_notes_fd(const struct console *console);

/** Whether notes wait for console_notes_fd() to become writable. */
bool console_notes_wait(const struct console *console);

/** Writes as much of them as goes without blocking. I/O thread only. */
void console_write_notes(struct console *console);

/**
 * Writes the notes that still wait, then `text`, all where notes go. After console_finish(), as the
 * last of all. I/O thread only; waits for the reader.
 * @param timeout_ms  how long it may take nothing before it counts as one that has stopped
 * @return 0, also when the reader is gone; -1 when it has stopped, or the descriptor is broken (a
 *         full disk), with err filled in (STATUS_OS_ERROR)
 */
int console_last_words(struct console *console, const char *text, int timeout_ms,
                       struct error *err);

/** Releases every thread in console_throttle(), now and for good: the VMs are to stop. */
void console_shutdown(struct console *console);

/** A descriptor that is readable when there is something to flush, and time for it. */
int console_event_fd(const struct console *console);

/** The descriptor to watch for EPOLLOUT while console_wants_write(). */
int console_output_fd(const struct console *console);

/** Whether rendered output waits for console_output_fd() to become writable. */
bool console_wants_write(const struct console *console);

/** Whether anything put so far is still to be written: a run ends when nothing is, however slow
 *  the reader. I/O thread only. */
bool console_pending(const struct console *console);

/**
 * Renders what the VMs have put, fairly in turn, and writes as much as goes without blocking.
 * I/O thread only.
 * @return 0, also when output is left (console_wants_write says so); -1 when the output is closed
 *         or broken, with err filled in (STATUS_OS_ERROR): no later call can succeed, and
 *         console_shutdown() was done
 */
int console_flush(struct console *console, struct error *err);

/**
 * Writes all that is left, resets the colour and, on a terminal, ends an open line; the next flush
 * shows the open line again. For the end of the run, and before the process is suspended.
 * I/O thread only; the only call that may wait.
 * @param timeout_ms  how long to wait in all for a reader that has stopped; -1: for ever
 * @return 0; -1 when the output broke or the time was up, with err filled in
 */
int console_finish(struct console *console, int timeout_ms, struct error *err);

#endif
