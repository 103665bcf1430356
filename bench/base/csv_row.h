/*
 * The fields of one row of a CSV table, read one after another. The first that is wrong is named in
 * the error and ends the row; those read after it are worth nothing.
 */
#ifndef CSV_ROW_H
#define CSV_ROW_H

#include "csv.h"

#include <stdbool.h>

struct csv_row {
    const struct csv_table *table;
    size_t number;
    struct error *err;
    bool wrong;
};

/** A field's text. */
const char *csv_row_text(const struct csv_row *row, size_t column);

/** Says that a field is not what was expected. */
void csv_row_refuse(struct csv_row *row, size_t column, const char *expected);

/** A whole number up to `max`. */
uint64_t csv_row_whole(struct csv_row *row, size_t column, uint64_t max);

/** A whole number, or 0 where the field is empty. */
uint64_t csv_row_known(struct csv_row *row, size_t column);

/** A whole number below 2^63, or -1 where the field is empty. */
int64_t csv_row_optional(struct csv_row *row, size_t column);

/** A whole number of either sign. */
int64_t csv_row_signed(struct csv_row *row, size_t column);

/** A text that is not empty and fits `size` bytes. */
void csv_row_name(struct csv_row *row, size_t column, char *text, size_t size);

/**
 * Loads a table and has each of its rows taken, in order.
 * @param take  takes a row; sets row->wrong when it is not one
 */
int csv_load_rows(const char *directory, const char *file, const char *header,
                  void (*take)(void *owner, struct csv_row *row), void *owner, struct error *err);

#endif
