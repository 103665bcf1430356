/*
 * The keyboard's terminal in raw mode, and back as it was on every way out.
 *
 * Raw here means: no echo, no line editing, no signals from keys (Ctrl-C is the guest's), no flow
 * control, and Enter arrives as the byte 0x0d, as from any serial terminal. Output processing
 * stays on: \n still starts a line at the left.
 *
 * Job control: a process in the background must not touch the terminal's settings, nor read it;
 * the kernel would stop it (SIGTTOU, SIGTTIN). Then terminal_raw() only remembers what to do, and
 * terminal_resume() does it once the process is in the foreground. For the loop:
 *
 *     at start       terminal_raw(); last of all, when nothing can fail any more
 *     SIGTSTP        console_finish(), terminal_suspend(), console_flush()
 *     SIGCONT        terminal_resume()
 *     while terminal_waits(): do not read the keyboard; call terminal_resume() twice a second
 *     on the way out terminal_restore()
 */
#ifndef VMM_CONSOLE_TERMINAL_H
#define VMM_CONSOLE_TERMINAL_H

#include "error.h"

#include <signal.h>
#include <stdbool.h>
#include <termios.h>

enum { TERMINAL_FATAL_SIGNALS = 5 };

/** Zero-initialised it stands for "no terminal": all functions but terminal_raw() do nothing. */
struct terminal {
    int fd;
    bool active;               /* terminal_raw() was called, terminal_restore() not yet */
    volatile sig_atomic_t raw; /* the settings are ours now */
    struct termios saved;      /* the settings to go back to */
    struct sigaction previous[TERMINAL_FATAL_SIGNALS];
};

/**
 * Sets raw mode and arranges for its end on SIGABRT, SIGSEGV, SIGBUS, SIGFPE and SIGILL: the
 * terminal is restored, then the signal has its previous effect. One terminal a process.
 * @param fd  a terminal; it stays the caller's and must outlive the raw mode
 * @return 0, also in the background (see above); -1 with err filled in, nothing changed
 */
int terminal_raw(struct terminal *terminal, int fd, struct error *err);

/** Puts the terminal back as it was; may be called again, and in a signal handler. */
void terminal_restore(struct terminal *terminal);

/** terminal_restore() for a signal handler, which does not know the terminal; if there is one. */
void terminal_rescue(void);

/** Restores the terminal, stops the process as Ctrl-Z does, and once continued resumes. */
void terminal_suspend(struct terminal *terminal);

/** Sets raw mode (again) when the process is in the foreground, after taking note of the
 *  settings that are to be restored. */
void terminal_resume(struct terminal *terminal);

/** Whether raw mode is wanted but the process is in the background. */
bool terminal_waits(const struct terminal *terminal);

#endif
