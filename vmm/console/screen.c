#include "console/screen.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

/* ECMA-48: SGR 31–34 set the foreground, SGR 0 resets, EL erases to the end of the line, ED to the
   end of the screen. */
#define RESET         "\033[0m"
#define ERASE_LINE    "\033[K"
#define ERASE_DISPLAY "\033[J"

/* CONSOLE_FRAME_SIZE leaves room for the worst; should its sum be wrong, a hostile guest must find
   text missing, not memory overwritten. */
static void emit(struct frame *frame, const char *bytes, size_t length)
{
    if (length > sizeof frame->bytes - frame->length)
        return;
    memcpy(frame->bytes + frame->length, bytes, length);
    frame->length += length;
}

static void emit_text(struct frame *frame, const char *text)
{
    emit(frame, text, strlen(text));
}

static void emit_cells(struct frame *frame, const struct line *line, unsigned from, unsigned to)
{
    for (unsigned i = from; i < to; i++)
        emit(frame, line->cell[i].bytes, line->cell[i].length);
}

static void emit_move(struct frame *frame, unsigned count, char direction)
{
    char sequence[16];
    if (count)
        emit(frame, sequence,
             (size_t)snprintf(sequence, sizeof sequence, "\033[%u%c", count, direction));
}

static void emit_reset(struct frame *frame, const struct channel *channel)
{
    if (channel->color[0])
        emit_text(frame, RESET);
}

/* How many rows of the screen lie above the cursor's within the open line. A line that just fills
   a row leaves the cursor in it, until the next character. */
static unsigned rows_above(const struct console *console, const struct channel *channel)
{
    struct winsize size;
    if (ioctl(console->fd, TIOCGWINSZ, &size) < 0 || !size.ws_col)
        return 0;
    unsigned at = channel->prefix_columns + channel->line.cursor;
    bool at_end = channel->line.cursor == channel->line.columns;
    return (at - (at && at_end)) / size.ws_col;
}

void screen_lift(struct console *console)
{
    struct channel *channel = console->shown;
    struct frame *frame = &console->frame;
    if (!channel)
        return;
    console->shown = NULL;
    emit_reset(frame, channel);
    if (!console->terminal) {
        emit_text(frame, "\n");
        line_reset(&channel->line);
        return;
    }
    unsigned rows = rows_above(console, channel);
    emit_move(frame, rows, 'A');
    emit_text(frame, rows ? "\r" ERASE_DISPLAY : "\r" ERASE_LINE);
}

static void emit_line(struct frame *frame, const struct channel *channel)
{
    emit_text(frame, channel->color);
    emit_text(frame, channel->prefix);
    emit_cells(frame, &channel->line, 0, line_shown_columns(&channel->line));
}

void screen_show(struct console *console, struct channel *channel)
{
    emit_line(&console->frame, channel);
    emit_move(&console->frame, line_shown_columns(&channel->line) - channel->line.cursor, 'D');
    console->shown = channel;
}

/* Alone, an empty line needs no colour. */
void screen_finish_line(struct console *console, struct channel *channel)
{
    struct frame *frame = &console->frame;
    bool was_shown = console->shown == channel;
    bool dressed = was_shown || !console_alone(console) || channel->line.columns;
    if (!was_shown)
        screen_lift(console);
    if (!was_shown && dressed)
        emit_line(frame, channel);
    if (dressed)
        emit_reset(frame, channel);
    emit_text(frame, "\n");
    console->shown = NULL;
    line_reset(&channel->line);
}

void screen_echo(struct console *console, const struct channel *channel, const struct glyph *glyph,
                 unsigned cursor_before)
{
    struct frame *frame = &console->frame;
    bool control = !console_alone(console) && glyph_is_control(glyph);
    if (!control) {
        emit(frame, glyph->bytes, glyph->length);
    } else if (glyph->bytes[0] == '\t') { /* the terminal's stops are off by the prefix */
        emit_cells(frame, &channel->line, cursor_before, channel->line.cursor);
    } else if (glyph->bytes[0] == '\r') {
        emit_text(frame, "\r");
        emit_text(frame, channel->prefix);
    } else if (cursor_before > 0) { /* \b stops at the prefix */
        emit(frame, glyph->bytes, glyph->length);
    }
}

void screen_append(struct console *console, const struct channel *channel, const uint8_t *bytes,
                   unsigned count)
{
    if (console->shown == channel)
        emit(&console->frame, (const char *)bytes, count);
}

void screen_leave(struct console *console)
{
    struct channel *channel = console->shown;
    if (!channel)
        return;
    console->shown = NULL;
    emit_reset(&console->frame, channel);
    if (console->terminal)
        emit_text(&console->frame, "\n");
    else
        line_reset(&channel->line);
}
