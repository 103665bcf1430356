/* The digits, counted up. */
#include "program.h"

#include "user/console.h"

enum { LAST = 9 };

void number_counter(const struct request *request)
{
    (void)request;
    for (unsigned number = 0; number <= LAST; number++)
        print("%u%s", number, number < LAST ? " " : "\n");
}
