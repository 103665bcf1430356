#include "lines.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define RESET "\033[0m"

/* Takes `word` off the front of the line; false when it does not stand there. */
static bool take(const char **line, size_t *size, const char *word)
{
    size_t length = strlen(word);
    if (*size < length || memcmp(*line, word, length) != 0)
        return false;
    *line += length;
    *size -= length;
    return true;
}

/* Takes the reset off the end of the line, but for the newline. */
static bool take_reset(const char *line, size_t *size)
{
    size_t length = strlen(RESET);
    if (*size < length || memcmp(line + *size - length, RESET, length) != 0)
        return false;
    *size -= length;
    return true;
}

/* If the line, without its newline, is of the VM called `name`, appends its text. */
static bool take_line(const char *line, size_t size, const char *name, size_t widest,
                      const unsigned *color, struct text *text)
{
    char prefix[64], escape[16];
    snprintf(prefix, sizeof(prefix), "%-*s | ", (int)widest, name);
    if (color != NULL) {
        snprintf(escape, sizeof(escape), "\033[%um", *color);
        if (!take(&line, &size, escape) || !take_reset(line, &size))
            return false;
    }
    if (!take(&line, &size, prefix) || memchr(line, '\033', size) != NULL)
        return false;
    text_append(text, line, size);
    text_append(text, "\n", 1);
    return true;
}

void lines_sort(const struct text *output, const char *const names[], unsigned count,
                const unsigned *colors, struct text each[])
{
    size_t widest = 0;
    for (unsigned i = 0; i < count; i++)
        widest = strlen(names[i]) > widest ? strlen(names[i]) : widest;
    for (size_t at = 0; at < output->size;) {
        long end = text_find(output, "\n", at);
        unsigned vm = 0;
        ck_assert_msg(end >= 0, "the last line is not complete: %s", output->data + at);
        while (vm < count && !take_line(output->data + at, (size_t)end - at, names[vm], widest,
                                        colors != NULL ? &colors[vm] : NULL, &each[vm]))
            vm++;
        ck_assert_msg(vm < count, "a line of no VM, or a torn one: \"%.*s\" in\n%s",
                      (int)((size_t)end - at), output->data + at, output->data);
        at = (size_t)end + 1;
    }
}
