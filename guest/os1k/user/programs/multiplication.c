/* The tables from 2x1 to 9x9, side by side. */
#include "program.h"

#include "user/console.h"

enum { FIRST = 2, LAST = 9, ROWS = 9 };

void multiplication_table(const struct request *request)
{
    (void)request;
    for (unsigned row = 1; row <= ROWS; row++)
        for (unsigned table = FIRST; table <= LAST; table++)
            print("%ux%u=%2u%s", table, row, table * row, table < LAST ? "   " : "\n");
}
