#include "tail.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

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
