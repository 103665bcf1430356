#include "console/screen.h"

#include <stdio.h>

/* Makes room in a line that is too long. Alone, its text is out already, and is forgotten; it only
   served to put the line back after a note. */
static void break_line(struct console *console, struct channel *channel)
{
    if (console_alone(console) && console->shown == channel)
        line_reset(&channel->line);
    else
        screen_finish_line(console, channel);
}

static void put_glyph(struct console *console, struct channel *channel, const struct glyph *glyph)
{
    bool is_vm = channel != &console->channel[CONSOLE_NOTES];
    if (is_vm && console_alone(console) && console->shown != channel) {
        screen_lift(console);
        screen_show(console, channel);
    }
    unsigned cursor = channel->line.cursor;
    if (!line_put(&channel->line, glyph)) {
        break_line(console, channel);
        put_glyph(console, channel, glyph);
        return;
    }
    if (console->shown == channel)
        screen_echo(console, channel, glyph, cursor);
}

/* Returns whether the glyph ended a line. A \r waits for what follows: "\r\n", and "\r\r\n", are
   just a line's end, and moving the cursor shows nothing until something is printed there. */
static bool take_glyph(struct console *console, struct channel *channel, const struct glyph *glyph)
{
    static const struct glyph carriage_return = {.bytes = "\r", .length = 1};
    bool control = glyph_is_control(glyph);
    bool newline = control && glyph->bytes[0] == '\n';
    bool was_returned = channel->returned;
    channel->returned = control && glyph->bytes[0] == '\r';
    if (newline)
        screen_finish_line(console, channel);
    if (newline || channel->returned)
        return newline;
    if (was_returned)
        put_glyph(console, channel, &carriage_return);
    put_glyph(console, channel, glyph);
    return false;
}

static bool take_byte(struct console *console, struct channel *channel, uint8_t byte)
{
    struct glyph glyphs[VISIBLE_MAX_GLYPHS];
    unsigned count = visible_feed(&channel->visible, byte, glyphs);
    bool ended = false;
    for (unsigned i = 0; i < count; i++)
        ended |= take_glyph(console, channel, &glyphs[i]);
    return ended;
}

static void take_text(struct console *console, struct channel *channel, const char *text)
{
    for (; *text; text++)
        take_byte(console, channel, (uint8_t)*text);
}

/* Confesses what found the ring full. It cannot happen to a vCPU that keeps to the limits. */
static bool tell_lost(struct console *console, struct channel *channel)
{
    unsigned lost = atomic_exchange(&channel->lost, 0);
    if (!lost)
        return false;
    char text[64];
    snprintf(text, sizeof text, "%s[%u bytes of output were lost]\n",
             channel->line.columns ? "\n" : "", lost);
    take_text(console, channel, text);
    return true;
}

/* The end of a VM. Alone, an open line is left as it is: it is all out already. */
static bool finish(struct console *console, struct channel *channel, bool ended)
{
    if (!ended || channel->finished)
        return false;
    channel->finished = true;
    struct glyph glyphs[VISIBLE_MAX_GLYPHS];
    unsigned count = visible_end(&channel->visible, glyphs);
    for (unsigned i = 0; i < count; i++)
        take_glyph(console, channel, &glyphs[i]);
    if (!console_alone(console) && channel->line.columns)
        screen_finish_line(console, channel);
    return true;
}

/* A note comes after all that the VMs had put when it was made. */
static bool may_speak(const struct console *console, const struct channel *channel)
{
    if (channel != &console->channel[CONSOLE_NOTES])
        return true;
    for (unsigned vm = 0; vm < console->vms; vm++) {
        const struct channel *other = &console->channel[vm];
        if ((int32_t)(atomic_load(&other->ring.tail) - atomic_load(&other->note_mark)) < 0)
            return false;
    }
    return true;
}

/* Most output is plain text that goes on where the line ends: a run of it is taken as a whole. What
   puts a line on the screen, or follows a \r or half a character, goes the long way. */
static unsigned take_plain(struct console *console, struct channel *channel, unsigned most)
{
    const uint8_t *bytes;
    if (channel->returned || channel->visible.utf8.have ||
        channel == &console->channel[CONSOLE_NOTES] ||
        (console_alone(console) && console->shown != channel))
        return 0;
    uint32_t count = ring_peek(&channel->ring, &bytes);
    count = line_append(&channel->line, bytes, count < most ? count : most);
    screen_append(console, channel, bytes, count);
    if (count)
        ring_skip(&channel->ring, count);
    return count;
}

/* One channel's turn: a line, or as much of one as there is. False when it has nothing to say. */
static bool step(struct console *console, struct channel *channel)
{
    bool ended = atomic_load(&channel->ended); /* before looking at the ring: all is in it then */
    unsigned taken = 0;
    while (taken < CONSOLE_STEP_BYTES && may_speak(console, channel)) {
        taken += take_plain(console, channel, CONSOLE_STEP_BYTES - taken);
        int byte = ring_take(&channel->ring);
        if (byte < 0)
            break;
        taken++;
        if (take_byte(console, channel, (uint8_t)byte))
            break;
    }
    if (taken)
        return true;
    return tell_lost(console, channel) || finish(console, channel, ended);
}

/* VM 0's prompt has the bottom line; else the one that is there stays; else the first one. */
static struct channel *bottom_line(struct console *console)
{
    if (!console->terminal && !console_alone(console))
        return NULL; /* a file or a pipe gets whole lines */
    if (console->shown && console->shown != &console->channel[0] &&
        !console->channel[0].line.columns)
        return console->shown;
    for (unsigned vm = 0; vm < console->vms; vm++)
        if (console->channel[vm].line.columns)
            return &console->channel[vm];
    return console->shown;
}

static void settle(struct console *console)
{
    struct channel *bottom = bottom_line(console);
    if (bottom == console->shown)
        return;
    screen_lift(console);
    screen_show(console, bottom);
}

void render_frame(struct console *console)
{
    unsigned silent = 0;
    while (silent < CONSOLE_CHANNELS && console->frame.length < CONSOLE_FRAME_LIMIT) {
        struct channel *channel = &console->channel[console->turn];
        console->turn = (console->turn + 1) % CONSOLE_CHANNELS;
        silent = step(console, channel) ? 0 : silent + 1;
    }
    settle(console);
}
