/*
 * CSV files as RFC 4180 has them, but for line ends, which are LF: fields with a comma, a quote or
 * a line end stand in quotes, with quotes doubled. The reader takes CRLF too, and refuses what is
 * not CSV with file and line.
 */
#ifndef CSV_H
#define CSV_H

#include "status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/** Writes rows of fields; begin with all zero but for `out`. Write errors show in ferror(out). */
struct csv_writer {
    FILE *out;
    int fields; /* in the row so far */
};

/** Writes one field of text; NULL writes an empty one. */
void csv_text(struct csv_writer *csv, const char *text);

/** Writes one field in printf format. */
void csv_print(struct csv_writer *csv, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Writes an empty field: "not measured". */
void csv_empty(struct csv_writer *csv);

/** Writes a whole number, or an empty field where it is not known. */
void csv_known(struct csv_writer *csv, bool known, uint64_t value);

/** Writes a number with as many significant digits, or an empty field where there is none known. */
void csv_real(struct csv_writer *csv, bool known, int digits, double value);

/** Ends the row. */
void csv_end_row(struct csv_writer *csv);

/** A CSV file in memory, without its header line. */
struct csv_table {
    char *text;
    const char *path;
    size_t columns;
    size_t rows;
    char **cells; /* rows × columns */
    unsigned *lines;
};

/**
 * Parses CSV text.
 * @param table   filled; to be freed with csv_free(), also after an error
 * @param path    the name to use in errors; must outlive the table
 * @param text    malloc()ed, taken over by the table; NUL-terminated
 * @param header  the header line the text must begin with, for example "key,value"
 * @return 0, or -1 with the line and the fault in `err`
 */
int csv_parse(struct csv_table *table, const char *path, char *text, const char *header,
              struct error *err);

/** Reads and parses a file, as csv_parse(). */
int csv_load(struct csv_table *table, const char *path, const char *header, struct error *err);

void csv_free(struct csv_table *table);

/** A cell of a parsed table. */
const char *csv_cell(const struct csv_table *table, size_t row, size_t column);

/** Reports that a cell does not hold what it should: `expected` completes "… is not …". */
int csv_refuse(const struct csv_table *table, size_t row, size_t column, const char *expected,
               struct error *err);

#endif
