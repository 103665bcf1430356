/*
 * The parser of the mark stream (docs/contract.md, "Marks"): the lines by which a guest says what
 * it is about to do and what it did. It is strict, for a misread mark would be a false
 * measurement: the first thing it does not understand makes the rest of the stream invalid.
 */
#ifndef MARK_PARSER_H
#define MARK_PARSER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MARK_LINE_MAX = 160, MARK_NAME_MAX = 31 };

enum mark_kind { MARK_BOOT, MARK_BEGIN, MARK_END, MARK_FAIL, MARK_DONE };

/** One line of the stream, and when it came. */
struct mark {
    enum mark_kind kind;
    char name[MARK_NAME_MAX + 1]; /* the workload; of `boot`: the architecture */
    uint32_t size;
    uint32_t iteration;
    uint64_t tsc_begin; /* of `boot` and `begin`: their only TSC */
    uint64_t tsc_end;
    uint64_t checksum;
    char reason[MARK_NAME_MAX + 1]; /* of `fail` */
    uint64_t first_ns;              /* when the line's first byte was read, on the driver's clock */
    uint64_t last_ns;               /* when its newline was */
};

/** Where a stream stands. Treat as private, but for `done` and `error`. */
struct mark_parser {
    char line[MARK_LINE_MAX];
    size_t length;
    uint64_t first_ns;
    uint64_t lines;   /* complete ones so far */
    bool open;        /* a `begin` waits for its `end` or `fail` */
    struct mark last; /* the open begin */
    bool done;
    char error[120]; /* empty, or why the stream is invalid from there on */
};

/** Takes each mark as it is completed. */
typedef void (*mark_taker)(void *owner, const struct mark *mark);

/**
 * Feeds the parser what was read from the stream.
 * @param now_ns  when the bytes were read
 * @return 0, or -1 when the stream is invalid: parser->error then names the line and the fault
 */
int mark_parser_feed(struct mark_parser *parser, const char *bytes, size_t size, uint64_t now_ns,
                     mark_taker take, void *owner);

/** Whether the stream ended as it should: after `done`, with nothing behind. */
bool mark_parser_complete(const struct mark_parser *parser);

#endif
