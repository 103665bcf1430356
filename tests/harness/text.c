#include "text.h"

#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_append(struct text *text, const void *bytes, size_t size)
{
    char *grown = realloc(text->data, text->size + size + 1);
    ck_assert_msg(grown != NULL, "out of memory");
    if (size > 0)
        memcpy(grown + text->size, bytes, size);
    text->data = grown;
    text->size += size;
    text->data[text->size] = '\0';
}

void text_printf(struct text *text, const char *format, ...)
{
    char *line = NULL;
    va_list args;
    va_start(args, format);
    int size = vasprintf(&line, format, args);
    va_end(args);
    ck_assert_msg(size >= 0, "out of memory");
    text_append(text, line, (size_t)size);
    free(line);
}

const char *text_string(const struct text *text)
{
    return text->data != NULL ? text->data : "";
}

const char *text_tail(const struct text *text)
{
    enum { ENOUGH = 1200 };
    return text_string(text) + (text->size > ENOUGH ? text->size - ENOUGH : 0);
}

long text_find(const struct text *text, const char *needle, size_t from)
{
    if (text->data == NULL || from > text->size)
        return -1;
    const char *found = memmem(text->data + from, text->size - from, needle, strlen(needle));
    return found != NULL ? found - text->data : -1;
}

unsigned text_count(const struct text *text, const char *needle)
{
    unsigned count = 0;
    for (long at = text_find(text, needle, 0); at >= 0; count++)
        at = text_find(text, needle, (size_t)at + strlen(needle));
    return count;
}

unsigned text_lines(const struct text *text)
{
    return text_count(text, "\n");
}

void text_free(struct text *text)
{
    free(text->data);
    *text = (struct text){0};
}

/* Appends one line of `bytes` from `start`, control characters as escapes, at most 160 bytes. */
static void show_line(struct text *out, const char *bytes, size_t size, size_t start)
{
    size_t at = start;
    for (; at < size && at - start < 160; at++) {
        unsigned char c = (unsigned char)bytes[at];
        if (c >= 0x20 && c != 0x7f)
            text_append(out, &c, 1);
        else
            text_printf(out, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\x%02x", c);
        if (c == '\n')
            return;
    }
    if (at == size)
        text_printf(out, "<end>");
}

void text_must_equal(const char *what, const struct text *actual, const char *expected)
{
    const char *got = text_string(actual);
    size_t size = strlen(expected), line = 1, start = 0, at = 0;
    if (actual->size == size && memcmp(got, expected, size) == 0)
        return;
    for (; at < size && at < actual->size && got[at] == expected[at]; at++) {
        if (got[at] == '\n') {
            line++;
            start = at + 1;
        }
    }
    struct text message = {0};
    text_printf(&message, "%s differs at line %zu column %zu:\n  expected: ", what, line,
                at - start + 1);
    show_line(&message, expected, size, start);
    text_printf(&message, "\n  actual:   ");
    show_line(&message, got, actual->size, start);
    ck_abort_msg("%s", text_string(&message));
}
