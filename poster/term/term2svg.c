/*
 * Plays a recording into a terminal (libvterm) and draws its last screen as SVG.
 * usage: term2svg RECORDING [TITLE]   writes to stdout
 *
 * Exit status: 0; 64 usage; 65 when the file is not a recording.
 */
#include "cast.h"
#include "drawing.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

struct terminal {
    VTerm *vterm;
    VTermScreen *screen;
    struct cast_header header;
    bool cursor_hidden;
};

static int on_property(VTermProp property, VTermValue *value, void *opaque)
{
    struct terminal *terminal = opaque;
    if (property == VTERM_PROP_CURSORVISIBLE)
        terminal->cursor_hidden = !value->boolean;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

static int terminal_create(struct terminal *terminal)
{
    terminal->vterm = vterm_new((int)terminal->header.rows, (int)terminal->header.columns);
    if (!terminal->vterm)
        return -1;
    vterm_set_utf8(terminal->vterm, 1);
    terminal->screen = vterm_obtain_screen(terminal->vterm);
    vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
    vterm_screen_reset(terminal->screen, 1);
    return 0;
}

static int play(struct terminal *terminal, FILE *file)
{
    char *bytes;
    size_t size;
    int result;
    while ((result = cast_read_output(file, &bytes, &size)) == 1) {
        vterm_input_write(terminal->vterm, bytes, size);
        free(bytes);
    }
    vterm_screen_flush_damage(terminal->screen);
    return result;
}

static void draw(const struct terminal *terminal, const char *title)
{
    const struct cast_header *header = &terminal->header;
    struct drawing drawing;
    drawing_begin(&drawing, header->columns, header->rows, title ? title : header->title);
    for (unsigned row = 0; row < header->rows; row++) {
        for (unsigned column = 0; column < header->columns; column++) {
            VTermScreenCell cell;
            VTermPos position = {.row = (int)row, .col = (int)column};
            vterm_screen_get_cell(terminal->screen, position, &cell);
            drawing_cell(&drawing, row, column, &cell);
        }
        drawing_end_row(&drawing);
    }
    VTermPos cursor;
    vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &cursor);
    if (!terminal->cursor_hidden)
        drawing_cursor((unsigned)cursor.row, (unsigned)cursor.col);
    drawing_end();
}

int main(int argc, char *argv[])
{
    struct terminal terminal = {0};
    if (argc != 2 && argc != 3) {
        fputs("usage: term2svg RECORDING [TITLE]\n", stderr);
        return 64;
    }
    FILE *file = fopen(argv[1], "r");
    int result = file ? cast_read_header(file, &terminal.header) : -1;
    if (result == 0)
        result = terminal_create(&terminal);
    if (result == 0)
        result = play(&terminal, file);
    if (result == 0)
        draw(&terminal, argc == 3 ? argv[2] : NULL);
    else
        fprintf(stderr, "term2svg: %s is not a recording of a terminal\n", argv[1]);
    if (terminal.vterm)
        vterm_free(terminal.vterm);
    if (file)
        fclose(file);
    return result == 0 ? 0 : 65;
}
