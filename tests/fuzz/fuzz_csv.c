/* The CSV reader: what it takes must be the same once more when the writer has written it. */
#include "base/csv.h"
#include "target.h"

#include <string.h>

static const char header[] = "key,value";

static char *copy_text(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    must(text != NULL);
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

/** Writes all of a table; the text is malloc()ed. */
static char *write_table(const struct csv_table *table)
{
    char *text = NULL;
    size_t size = 0;
    struct csv_writer csv = {.out = open_memstream(&text, &size)};
    must(csv.out != NULL);
    fprintf(csv.out, "%s\n", header);
    for (size_t row = 0; row < table->rows; row++) {
        for (size_t column = 0; column < table->columns; column++)
            csv_text(&csv, csv_cell(table, row, column));
        csv_end_row(&csv);
    }
    must(fclose(csv.out) == 0 && text != NULL);
    return text;
}

static void must_survive(const struct csv_table *table)
{
    struct csv_table again = {0};
    struct error err = {0};
    must(csv_parse(&again, "again", write_table(table), header, &err) == 0);
    must(again.rows == table->rows && again.columns == table->columns);
    for (size_t row = 0; row < table->rows; row++)
        for (size_t column = 0; column < table->columns; column++)
            must(strcmp(csv_cell(table, row, column), csv_cell(&again, row, column)) == 0);
    csv_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct csv_table table = {0};
    struct error err = {0};
    int result = csv_parse(&table, "fuzz", copy_text(data, size), header, &err);
    must((result == 0) == (err.status == STATUS_OK));
    if (result == 0)
        must_survive(&table);
    else
        must(err.text[0] != '\0');
    csv_free(&table);
    return 0;
}
