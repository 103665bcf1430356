/*
 * Repeats each line that is typed, until an empty one or Ctrl-D. Backspace takes back a character,
 * which may be several bytes of UTF-8.
 *
 * What is typed shows at once; but while more input is already waiting, as from a pipe, it is
 * shown in pieces: a system call for each byte would take longer than all the rest.
 */
#include "program.h"

#include "lib/string.h"
#include "user/console.h"
#include "user/os1k.h"

enum { LINE_MAX = 1 << 20, PIECE_MAX = 256 }; /* a line's memory comes as it is used, by pages */

struct echo {
    uint8_t *line;
    size_t length;
    char piece[PIECE_MAX]; /* still to be shown */
    size_t shown;
};

static void show(struct echo *echo, const char *text)
{
    size_t size = strlen(text);
    if (echo->shown + size > PIECE_MAX) {
        console_write(echo->piece, echo->shown);
        echo->shown = 0;
    }
    memcpy(echo->piece + echo->shown, text, size);
    echo->shown += size;
}

static void show_now(struct echo *echo)
{
    console_write(echo->piece, echo->shown);
    echo->shown = 0;
}

static int is_continuation(uint8_t byte)
{
    return (byte & 0xc0) == 0x80;
}

/* Whether a character takes two columns of a screen: from U+3000 on Hangul, ideographs and pictures
 * do (Unicode, UAX #11); below are accents, Greek, dashes and the euro. */
static int is_wide(uint8_t first)
{
    return first >= 0xe3;
}

static void take_back(struct echo *echo)
{
    if (echo->length == 0)
        return;
    do {
        echo->length--;
    } while (echo->length > 0 && is_continuation(echo->line[echo->length]));
    show(echo, is_wide(echo->line[echo->length]) ? "\b\b  \b\b" : "\b \b");
}

/* A tab shows as one blank, so that Backspace knows what to wipe out; the line keeps the tab. */
static void add(struct echo *echo, uint8_t byte)
{
    char text[] = {(char)(byte == '\t' ? ' ' : byte), '\0'};
    if ((byte < ' ' && byte != '\t') || echo->length == LINE_MAX)
        return;
    echo->line[echo->length++] = byte;
    show(echo, text);
}

/* Reads up to Enter or Ctrl-D, and returns which of them it was. */
static int read_line(struct echo *echo)
{
    echo->length = 0;
    for (;;) {
        int key = os_getchar_within(0);
        int had_to_wait = key == OS_NO_KEY;
        if (had_to_wait) {
            show_now(echo);
            key = os_getchar();
        }
        if (key == '\n' || key == KEY_END)
            return key;
        if (key == KEY_BACKSPACE || key == KEY_DELETE)
            take_back(echo);
        else
            add(echo, (uint8_t)key);
        if (had_to_wait)
            show_now(echo);
    }
}

static void repeat(struct echo *echo)
{
    show(echo, "\n");
    show_now(echo);
    if (echo->length == 0)
        return;
    console_write((const char *)echo->line, echo->length);
    show(echo, "\n");
}

void echo(const struct request *request)
{
    (void)request;
    struct echo echo = {.line = os_map(LINE_MAX)};
    int key;
    if (echo.line == NULL) {
        print("echo: no memory for a line.\n");
        return;
    }
    print("Type a line and press Enter; an empty line or Ctrl-D ends.\n");
    do {
        show(&echo, "> ");
        key = read_line(&echo);
        repeat(&echo);
    } while (key != KEY_END && echo.length > 0);
    show_now(&echo);
    os_unmap(echo.line, LINE_MAX);
}
