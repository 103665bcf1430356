/*
 * Repeats each line that is typed, until an empty one or Ctrl-D. Backspace takes back a character,
 * which may be several bytes of UTF-8.
 */
#include "program.h"

#include "lib/string.h"
#include "user/os1k.h"

enum { LINE_MAX = 1 << 20 }; /* its memory is there once it is used, page by page */

struct line {
    uint8_t *text;
    size_t length;
};

static int is_continuation(uint8_t byte)
{
    return (byte & 0xc0) == 0x80;
}

/* What Hangul and the like take on a screen: two columns, from three bytes of UTF-8 on. */
static int is_wide(uint8_t first)
{
    return first >= 0xe0;
}

static void take_back(struct line *line)
{
    if (line->length == 0)
        return;
    do {
        line->length--;
    } while (line->length > 0 && is_continuation(line->text[line->length]));
    print("%s", is_wide(line->text[line->length]) ? "\b\b  \b\b" : "\b \b");
}

/* A tab shows as one blank, so that Backspace knows what to wipe out; the line keeps the tab. */
static void add(struct line *line, uint8_t byte)
{
    if ((byte < ' ' && byte != '\t') || line->length == LINE_MAX)
        return;
    line->text[line->length++] = byte;
    print("%c", byte == '\t' ? ' ' : byte);
}

/* Reads up to Enter or Ctrl-D, and returns which of them it was. */
static int read_line(struct line *line)
{
    line->length = 0;
    for (;;) {
        int key = os_getchar();
        if (key == '\n' || key == KEY_END)
            return key;
        if (key == KEY_BACKSPACE || key == KEY_DELETE)
            take_back(line);
        else
            add(line, (uint8_t)key);
    }
}

void echo(const struct request *request)
{
    (void)request;
    struct line line = {.text = os_map(LINE_MAX)};
    int key = '\n';
    if (line.text == NULL) {
        print("echo: no memory for a line.\n");
        return;
    }
    print("Type a line and press Enter; an empty line or Ctrl-D ends.\n");
    while (key != KEY_END) {
        print("> ");
        key = read_line(&line);
        print("\n");
        if (line.length == 0)
            break;
        os_write((const char *)line.text, line.length);
        print("\n");
    }
    os_unmap(line.text, LINE_MAX);
}
