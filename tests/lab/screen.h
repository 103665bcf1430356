/*
 * The terminal that the runner is used on: raw while the machine has it, so that every key goes
 * there, but for the way out.
 */
#ifndef LAB_SCREEN_H
#define LAB_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <termios.h>

struct screen {
    bool raw;
    struct termios saved;
    struct winsize size;
    int changes[2];   /* a pipe through which each new size goes */
    unsigned escapes; /* how many Ctrl-] were typed in a row */
};

/**
 * Sets the terminal raw.
 * @return 0, or -1 after a message
 */
int screen_open(struct screen *screen);

/** Puts the terminal back as it was. */
void screen_close(struct screen *screen);

/** Passes the terminal's size on when it has changed (SIGWINCH). */
void screen_resized(struct screen *screen);

/** Whether what is typed ends the machine: Ctrl-] three times in a row. */
bool screen_is_escape(void *screen, const uint8_t *bytes, size_t size);

#endif
