/* Which places of the code an input reaches; compilers call at each (-fsanitize-coverage=trace-pc).
 */
#ifndef FUZZ_COVER_H
#define FUZZ_COVER_H

#include <stdbool.h>

/** Forgets where the last input came; what was ever reached stays known. */
void cover_begin(void);

/** Whether a place was reached since cover_begin(), or a step taken from one to the next, that
 *  never was before. */
bool cover_is_new(void);

/** How many places and steps were ever reached. */
unsigned cover_count(void);

#endif
