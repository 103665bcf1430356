/* For tests of the mark parser: streams of marks with right check values, and what is taken. */
#ifndef TESTS_UNIT_MARK_FIXTURE_H
#define TESTS_UNIT_MARK_FIXTURE_H

#include "base/crc32.h"
#include "marks/mark_parser.h"
#include "unit/run_tests.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { STREAM_MAX = 8192, TAKEN_MAX = 64 };

/** The marks a parser gave out. */
struct taken {
    size_t count;
    struct mark mark[TAKEN_MAX];
};

static inline void take(void *owner, const struct mark *mark)
{
    struct taken *taken = owner;
    ck_assert_uint_lt(taken->count, TAKEN_MAX);
    taken->mark[taken->count++] = *mark;
}

/** Appends a mark with its right check value; `body` has everything before the blank. */
static inline void put(char *stream, const char *body)
{
    char line[400];
    snprintf(line, sizeof line, "%s *%08" PRIx32 "\n", body, crc32_of(body, strlen(body)));
    ck_assert_uint_lt(strlen(stream) + strlen(line), STREAM_MAX);
    strcat(stream, line);
}

static inline int feed(struct mark_parser *parser, const char *stream, struct taken *taken)
{
    return mark_parser_feed(parser, stream, strlen(stream), 1, take, taken);
}

#endif
