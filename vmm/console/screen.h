/*
 * What is written to show lines: colours, prefixes, and the open line that is lifted and put back.
 * All of it goes into the console's frame. I/O thread only.
 */
#ifndef VMM_CONSOLE_SCREEN_H
#define VMM_CONSOLE_SCREEN_H

#include "console/internal.h"

/** Whether there is one VM only: its output goes straight through, without a prefix. */
static inline bool console_alone(const struct console *console)
{
    return console->vms == 1;
}

/** Takes the open line off the screen. What is not a terminal keeps it: there it ends for good. */
void screen_lift(struct console *console);

/** Puts an open line on the screen, which shows none, with the cursor where its guest has it. */
void screen_show(struct console *console, struct channel *channel);

/** Ends the channel's line: where it is shown, or, lifting another, all of it. Empties it. */
void screen_finish_line(struct console *console, struct channel *channel);

/**
 * Shows what a glyph did to the line that is on the screen.
 * @param cursor_before  where the line's cursor was
 */
void screen_echo(struct console *console, const struct channel *channel, const struct glyph *glyph,
                 unsigned cursor_before);

/** Shows bytes that line_append() took, if the line is on the screen. */
void screen_append(struct console *console, const struct channel *channel, const uint8_t *bytes,
                   unsigned count);

/** Leaves the open line as it stands: ends its colour and, on a terminal, its line. */
void screen_leave(struct console *console);

#endif
