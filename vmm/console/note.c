#include "console/internal.h"

#include <errno.h>
#include <string.h>

/* The VMs' rings as they are now: what is in them comes before the note. */
static void put_among_output(struct console *console, const char *text)
{
    for (unsigned vm = 0; vm < console->vms; vm++) {
        struct channel *channel = &console->channel[vm];
        atomic_store(&channel->note_mark, atomic_load(&channel->ring.head));
    }
    for (; *text; text++)
        console_put(console, CONSOLE_NOTES, (uint8_t)*text);
}

static bool notes_apart(const struct console *console)
{
    return console->notes.output.fd >= 0;
}

void console_note(struct console *console, const char *text)
{
    size_t length = strlen(text);
    if (notes_apart(console)) {
        note_queue_put(&console->notes, text);
        note_queue_write(&console->notes);
        return;
    }
    put_among_output(console, text);
    put_among_output(console, length && text[length - 1] == '\n' ? "" : "\n");
}

int console_notes_fd(const struct console *console)
{
    return console->notes.output.fd;
}

bool console_notes_wait(const struct console *console)
{
    return console->notes.length > 0;
}

void console_write_notes(struct console *console)
{
    note_queue_write(&console->notes);
}

int console_last_words(struct console *console, const char *text, int timeout_ms, struct error *err)
{
    int result = notes_apart(console)
                     ? note_queue_finish(&console->notes, text, timeout_ms)
                     : output_write_whole(&console->output, text, strlen(text), timeout_ms);
    if (result == 0 || errno == EPIPE || errno == ECONNRESET) /* a reader gone: nobody to tell */
        return 0;
    return fail(err, STATUS_OS_ERROR, "what kvm-vmm has to say cannot be written: %s",
                errno == ETIMEDOUT ? "its reader has stopped" : strerror(errno));
}
