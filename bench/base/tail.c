#include "tail.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { PORTION = 4096, PIPE_SIZE = 65536 };

static char printable(char byte)
{
    return byte == '\n' || ((unsigned char)byte >= ' ' && byte != 127) ? byte : ' ';
}

void tail_add(struct tail *tail, const char *bytes, size_t size)
{
    if (size > TAIL_MAX) {
        bytes += size - TAIL_MAX;
        size = TAIL_MAX;
    }
    if (tail->length + size > TAIL_MAX) {
        size_t drop = tail->length + size - TAIL_MAX;
        memmove(tail->text, tail->text + drop, tail->length - drop);
        tail->length -= drop;
    }
    for (size_t i = 0; i < size; i++)
        tail->text[tail->length++] = printable(bytes[i]);
    tail->text[tail->length] = '\0';
}

bool tail_read(struct tail *tail, int fd)
{
    char bytes[PORTION];
    ssize_t got = read(fd, bytes, sizeof bytes);
    if (got > 0)
        tail_add(tail, bytes, (size_t)got);
    return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

void tail_drain(struct tail *tail, int fd)
{
    for (int left = PIPE_SIZE / PORTION; left > 0 && tail_read(tail, fd); left--)
        ;
}

/** Whether a line says something: it may be a rule, or blank. */
static bool says_something(const char *line)
{
    while (*line && (unsigned char)*line < 0x80 && !isalnum((unsigned char)*line))
        line++;
    return *line != '\0';
}

const char *tail_last_line(struct tail *tail)
{
    for (;;) {
        char *newline = strrchr(tail->text, '\n');
        const char *line = newline ? newline + 1 : tail->text;
        if (!newline || says_something(line))
            return line;
        *newline = '\0';
        tail->length = (size_t)(newline - tail->text);
    }
}
