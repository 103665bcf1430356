#include "csv_row.h"

#include "number.h"

#include <limits.h>
#include <string.h>

const char *csv_row_text(const struct csv_row *row, size_t column)
{
    return csv_cell(row->table, row->number, column);
}

void csv_row_refuse(struct csv_row *row, size_t column, const char *expected)
{
    csv_refuse(row->table, row->number, column, expected, row->err);
    row->wrong = true;
}

uint64_t csv_row_whole(struct csv_row *row, size_t column, uint64_t max)
{
    uint64_t value = 0;
    if (!number_decimal(csv_row_text(row, column), max, &value))
        csv_row_refuse(row, column, "a whole number in range");
    return value;
}

uint64_t csv_row_known(struct csv_row *row, size_t column)
{
    return *csv_row_text(row, column) ? csv_row_whole(row, column, UINT64_MAX) : 0;
}

int64_t csv_row_optional(struct csv_row *row, size_t column)
{
    return *csv_row_text(row, column) ? (int64_t)csv_row_whole(row, column, INT64_MAX) : -1;
}

int64_t csv_row_signed(struct csv_row *row, size_t column)
{
    const char *text = csv_row_text(row, column);
    uint64_t value = 0;
    bool negative = *text == '-';
    if (!number_decimal(text + negative, INT64_MAX, &value))
        csv_row_refuse(row, column, "a whole number in range");
    return negative ? -(int64_t)value : (int64_t)value;
}

void csv_row_name(struct csv_row *row, size_t column, char *text, size_t size)
{
    const char *cell = csv_row_text(row, column);
    if (*cell == '\0' || strlen(cell) >= size)
        csv_row_refuse(row, column, "a name");
    else
        strcpy(text, cell);
}

int csv_load_rows(const char *directory, const char *file, const char *header,
                  void (*take)(void *owner, struct csv_row *row), void *owner, struct error *err)
{
    char path[PATH_MAX];
    struct csv_table table;
    if (snprintf(path, sizeof path, "%s/%s", directory, file) >= (int)sizeof path)
        return fail(err, STATUS_USAGE, "the path of %s is too long", file);
    int result = csv_load(&table, path, header, err);
    for (size_t i = 0; result == 0 && i < table.rows; i++) {
        struct csv_row row = {.table = &table, .number = i, .err = err};
        take(owner, &row);
        result = row.wrong ? -1 : 0;
    }
    csv_free(&table);
    return result;
}
