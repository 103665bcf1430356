#include "console/note_queue.h"

#include <stdio.h>
#include <string.h>

enum { CONFESSION_MAX = 80 };

void note_queue_open(struct note_queue *notes, int fd)
{
    notes->length = notes->lost = 0;
    notes->output = (struct output){.fd = -1};
    if (fd >= 0)
        output_open(&notes->output, fd);
}

void note_queue_close(struct note_queue *notes)
{
    output_close(&notes->output);
}

static size_t room(const struct note_queue *notes)
{
    return sizeof notes->bytes - notes->length;
}

/* What was lost is told where it is missing: before whatever comes next. */
static void confess(struct note_queue *notes)
{
    char text[CONFESSION_MAX];
    if (!notes->lost || room(notes) < sizeof text)
        return;
    int length = snprintf(text, sizeof text, "kvm-vmm: notes lost, for nobody read stderr: %u\n",
                          notes->lost);
    memcpy(notes->bytes + notes->length, text, (size_t)length);
    notes->length += (size_t)length;
    notes->lost = 0;
}

void note_queue_put(struct note_queue *notes, const char *text)
{
    size_t length = strlen(text);
    bool open = length == 0 || text[length - 1] != '\n';
    if (length + open + (notes->lost ? CONFESSION_MAX : 0) > room(notes)) {
        notes->lost++;
        return;
    }
    confess(notes);
    memcpy(notes->bytes + notes->length, text, length);
    notes->length += length;
    if (open)
        notes->bytes[notes->length++] = '\n';
}

/* In one call where it goes, so that the lines of others stay apart (pipe(7), PIPE_BUF). */
void note_queue_write(struct note_queue *notes)
{
    ssize_t n = output_write(&notes->output, notes->bytes, notes->length);
    size_t done = n < 0 ? notes->length : (size_t)n;
    notes->length -= done;
    memmove(notes->bytes, notes->bytes + done, notes->length);
    if (done)
        confess(notes);
}

int note_queue_finish(struct note_queue *notes, const char *text, int timeout_ms)
{
    while (notes->length) {
        if (output_write_whole(&notes->output, notes->bytes, notes->length, timeout_ms) < 0)
            return -1;
        notes->length = 0;
        confess(notes);
    }
    return output_write_whole(&notes->output, text, strlen(text), timeout_ms);
}
