#include "console/internal.h"

#include <stdint.h>
#include <string.h>
#include <sys/uio.h>

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

/* In one call, so that lines of others stay apart; an error has nobody left to be told to. */
static void write_line(int fd, const char *text, const char *end)
{
    const struct iovec pieces[] = {
        {(void *)(uintptr_t)text, strlen(text)},
        {(void *)(uintptr_t)end, strlen(end)},
    };
    if (writev(fd, pieces, 2) < 0)
        return;
}

void console_note(struct console *console, const char *text)
{
    size_t length = strlen(text);
    const char *end = length && text[length - 1] == '\n' ? "" : "\n";
    pthread_mutex_lock(&console->notes_lock);
    if (console->notes_fd >= 0) {
        write_line(console->notes_fd, text, end);
    } else {
        put_among_output(console, text);
        put_among_output(console, end);
    }
    pthread_mutex_unlock(&console->notes_lock);
}
