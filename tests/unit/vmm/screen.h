/* A small terminal: what stands on its screen after a stream of bytes. */
#ifndef TESTS_SCREEN_H
#define TESTS_SCREEN_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 24, COLUMNS = 40, SCREEN_TEXT = ROWS * (COLUMNS + 3) };

/* A terminal that knows ASCII, \r \n \b \t, and the sequences the console uses. Anything else
   fails the test. */
struct screen {
    char cell[ROWS][COLUMNS + 1];
    unsigned row, column;
    unsigned color; /* SGR in force */
};

static inline void screen_erase(struct screen *screen, unsigned row, unsigned column)
{
    memset(screen->cell[row] + column, ' ', COLUMNS - column);
    screen->cell[row][COLUMNS] = '\0';
}

static inline void screen_newline(struct screen *screen)
{
    screen->column = 0;
    screen->row++;
    ck_assert_uint_lt(screen->row, ROWS);
}

static inline void screen_print(struct screen *screen, char character)
{
    if (screen->column == COLUMNS) /* the wrap is put off until something is printed */
        screen_newline(screen);
    screen->cell[screen->row][screen->column++] = character;
}

static inline void screen_control(struct screen *screen, char byte)
{
    if (byte == '\n')
        screen_newline(screen);
    else if (byte == '\r')
        screen->column = 0;
    else if (byte == '\t')
        screen->column = (screen->column / 8 + 1) * 8;
    else if (byte == '\b')
        screen->column -= screen->column > 0;
    else
        ck_abort_msg("unexpected control byte %#x", byte);
}

/* Carries out the sequence after "ESC ["; returns what follows it. */
static inline const char *screen_sequence(struct screen *screen, const char *at)
{
    char *end;
    unsigned number = (unsigned)strtoul(at, &end, 10);
    if (*end == 'm')
        screen->color = number;
    else if (*end == 'A')
        screen->row -= number;
    else if (*end == 'D')
        screen->column -= number;
    else
        ck_assert_msg(*end == 'K' || *end == 'J', "unexpected sequence ESC [ %s", at);
    if (*end == 'K' || *end == 'J')
        screen_erase(screen, screen->row, screen->column);
    for (unsigned row = screen->row + 1; *end == 'J' && row < ROWS; row++)
        screen_erase(screen, row, 0);
    return end + 1;
}

/* Shows all of `bytes` on an empty screen. */
static inline void screen_show(struct screen *screen, const char *bytes)
{
    const char *at = bytes;
    *screen = (struct screen){.color = 0};
    for (unsigned row = 0; row < ROWS; row++)
        screen_erase(screen, row, 0);
    while (*at) {
        if (!strncmp(at, "\033[", 2))
            at = screen_sequence(screen, at + 2);
        else if ((unsigned char)*at < ' ')
            screen_control(screen, *at++);
        else
            screen_print(screen, *at++);
    }
}

/* The rows down to the cursor's, each ended by "\n", without the blanks at their ends; the cursor
   stands as '_' before the character it is on. Nothing may stand below. */
static inline void screen_text(const struct screen *screen, char *text)
{
    text[0] = '\0';
    for (unsigned row = screen->row + 1; row < ROWS; row++)
        ck_assert_uint_eq(strspn(screen->cell[row], " "), COLUMNS);
    for (unsigned row = 0; row <= screen->row; row++) {
        char line[COLUMNS + 2] = "";
        size_t length = COLUMNS;
        memcpy(line, screen->cell[row], COLUMNS);
        while (length && line[length - 1] == ' ')
            length--;
        if (row == screen->row) {
            length = length > screen->column ? length : screen->column;
            memmove(line + screen->column + 1, line + screen->column, length - screen->column);
            line[screen->column] = '_';
            length++;
        }
        strncat(text, line, length);
        strcat(text, "\n");
    }
}

#endif
