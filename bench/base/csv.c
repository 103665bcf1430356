#include "csv.h"

#include "file.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void csv_text(struct csv_writer *csv, const char *text)
{
    if (csv->fields++ > 0)
        fputc(',', csv->out);
    if (!text)
        return;
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, csv->out);
        return;
    }
    fputc('"', csv->out);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', csv->out);
        fputc(*text, csv->out);
    }
    fputc('"', csv->out);
}

void csv_print(struct csv_writer *csv, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    csv_text(csv, text);
}

void csv_empty(struct csv_writer *csv)
{
    csv_text(csv, NULL);
}

void csv_known(struct csv_writer *csv, bool known, uint64_t value)
{
    if (known)
        csv_print(csv, "%" PRIu64, value);
    else
        csv_empty(csv);
}

void csv_real(struct csv_writer *csv, bool known, int digits, double value)
{
    if (known && isfinite(value))
        csv_print(csv, "%.*g", digits, value);
    else
        csv_empty(csv);
}

void csv_end_row(struct csv_writer *csv)
{
    fputc('\n', csv->out);
    csv->fields = 0;
}

/** The reader's place in the text; fields are unquoted where they stand. */
struct cursor {
    struct csv_table *table;
    char *at;
    unsigned line;     /* that the row begins on */
    unsigned newlines; /* in the row so far */
    char ended_by;     /* ',' or '\n', or '\0' at the end of the text */
};

static int broken(const struct cursor *cursor, const char *why, struct error *err)
{
    return fail(err, STATUS_IO, "%s:%u: %s; the file is damaged", cursor->table->path, cursor->line,
                why);
}

/** Steps over the end of a field, be it a comma, LF, CRLF or the end of the text. */
static bool end_field(struct cursor *cursor)
{
    if (cursor->at[0] == '\r' && cursor->at[1] == '\n')
        *cursor->at++ = '\0';
    cursor->ended_by = *cursor->at;
    if (*cursor->at == '\0')
        return true;
    if (*cursor->at != ',' && *cursor->at != '\n')
        return false;
    cursor->newlines += *cursor->at == '\n';
    *cursor->at++ = '\0';
    return true;
}

static int read_quoted(struct cursor *cursor, char **field, struct error *err)
{
    char *from = cursor->at + 1, *to = from;
    *field = from;
    for (;; from++) {
        if (*from == '\0')
            return broken(cursor, "a quote is not closed", err);
        if (*from == '"' && *++from != '"')
            break;
        cursor->newlines += *from == '\n';
        *to++ = *from;
    }
    cursor->at = from;
    if (!end_field(cursor))
        return broken(cursor, "text after a closing quote", err);
    *to = '\0';
    return 0;
}

static int read_field(struct cursor *cursor, char **field, struct error *err)
{
    if (*cursor->at == '"')
        return read_quoted(cursor, field, err);
    *field = cursor->at;
    cursor->at += strcspn(cursor->at, ",\"\r\n");
    if (!end_field(cursor))
        return broken(cursor, "a quote or a bare CR inside an unquoted field", err);
    return 0;
}

/** Reads one row into `cells`, which has room for the table's columns. */
static int read_row(struct cursor *cursor, char **cells, struct error *err)
{
    cursor->newlines = 0;
    for (size_t column = 0; column < cursor->table->columns; column++) {
        if (column > 0 && cursor->ended_by != ',')
            return broken(cursor, "fewer fields than the header has", err);
        if (read_field(cursor, &cells[column], err) != 0)
            return -1;
    }
    if (cursor->ended_by == ',')
        return broken(cursor, "more fields than the header has", err);
    if (cursor->ended_by == '\0')
        return broken(cursor, "the last line is not complete", err);
    cursor->line += cursor->newlines;
    return 0;
}

static size_t count_char(const char *text, char wanted)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == wanted;
    return count;
}

static int check_header(struct cursor *cursor, const char *header, struct error *err)
{
    size_t length = strlen(header);
    const char *end = cursor->at + length;
    if (strncmp(cursor->at, header, length) != 0 ||
        (strncmp(end, "\n", 1) != 0 && strncmp(end, "\r\n", 2) != 0))
        return fail(err, STATUS_IO, "%s:1: the header is not \"%s\"", cursor->table->path, header);
    cursor->at = strchr(cursor->at, '\n') + 1;
    cursor->line = 2;
    return 0;
}

int csv_parse(struct csv_table *table, const char *path, char *text, const char *header,
              struct error *err)
{
    *table = (struct csv_table){.text = text, .path = path};
    table->columns = count_char(header, ',') + 1;
    size_t most_rows = count_char(text, '\n');
    table->cells = calloc(most_rows * table->columns + 1, sizeof *table->cells);
    table->lines = calloc(most_rows + 1, sizeof *table->lines);
    if (!table->cells || !table->lines)
        return fail(err, STATUS_OS_ERROR, "%s: out of memory", path);

    struct cursor cursor = {.table = table, .at = text};
    if (check_header(&cursor, header, err) != 0)
        return -1;
    while (*cursor.at) {
        table->lines[table->rows] = cursor.line;
        if (read_row(&cursor, table->cells + table->rows * table->columns, err) != 0)
            return -1;
        table->rows++;
    }
    return 0;
}

int csv_load(struct csv_table *table, const char *path, const char *header, struct error *err)
{
    *table = (struct csv_table){0};
    char *text = file_read(path, err);
    return text ? csv_parse(table, path, text, header, err) : -1;
}

void csv_free(struct csv_table *table)
{
    free(table->text);
    free(table->cells);
    free(table->lines);
    *table = (struct csv_table){0};
}

const char *csv_cell(const struct csv_table *table, size_t row, size_t column)
{
    return table->cells[row * table->columns + column];
}

int csv_refuse(const struct csv_table *table, size_t row, size_t column, const char *expected,
               struct error *err)
{
    return fail(err, STATUS_IO, "%s:%u: field %zu, \"%.40s\", is not %s", table->path,
                table->lines[row], column + 1, csv_cell(table, row, column), expected);
}
