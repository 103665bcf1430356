#include "tail.h"

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

const char *tail_last_line(struct tail *tail)
{
    while (tail->length > 0 && strchr("\n ", tail->text[tail->length - 1]))
        tail->text[--tail->length] = '\0';
    const char *newline = strrchr(tail->text, '\n');
    return newline ? newline + 1 : tail->text;
}
