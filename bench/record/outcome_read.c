#include "outcome_read.h"

enum outcome outcome_read(struct csv_row *row, size_t column)
{
    enum outcome outcome = OUTCOME_MISSING;
    if (!outcome_find(csv_row_text(row, column), &outcome))
        csv_row_refuse(row, column, "a status");
    return outcome;
}
