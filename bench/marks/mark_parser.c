#include "mark_parser.h"

#include "base/crc32.h"
#include "base/number.h"

#include <stdio.h>
#include <string.h>

enum { MAX_FIELDS = 8 };

/** A line taken apart: its kind and fields, without format name, sequence number and CRC. */
struct fields {
    unsigned count;
    char *field[MAX_FIELDS];
};

static int invalid(struct mark_parser *parser, const char *why)
{
    snprintf(parser->error, sizeof parser->error, "line %llu: %s",
             (unsigned long long)parser->lines, why);
    return -1;
}

static bool parse_u32(const char *text, uint32_t *value)
{
    uint64_t wide;
    if (!number_decimal(text, UINT32_MAX, &wide))
        return false;
    *value = (uint32_t)wide;
    return true;
}

static bool parse_name(const char *text, char name[MARK_NAME_MAX + 1])
{
    size_t length = strlen(text);
    if (length == 0 || length > MARK_NAME_MAX ||
        strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_") != length)
        return false;
    memcpy(name, text, length + 1);
    return true;
}

/** The fields that `begin`, `end` and `fail` share: workload, size, iteration. */
static bool parse_subject(const struct fields *fields, struct mark *mark)
{
    return parse_name(fields->field[1], mark->name) && parse_u32(fields->field[2], &mark->size) &&
           parse_u32(fields->field[3], &mark->iteration);
}

static bool same_subject(const struct mark *a, const struct mark *b)
{
    return a->size == b->size && a->iteration == b->iteration && strcmp(a->name, b->name) == 0;
}

static int take_boot(struct mark_parser *parser, const struct fields *fields, struct mark *mark)
{
    mark->kind = MARK_BOOT;
    if (parser->lines != 0)
        return invalid(parser, "a second `boot`");
    if (fields->count != 3 || !parse_name(fields->field[1], mark->name) ||
        !number_decimal(fields->field[2], UINT64_MAX, &mark->tsc_begin))
        return invalid(parser, "`boot` with wrong fields");
    return 0;
}

static int take_begin(struct mark_parser *parser, const struct fields *fields, struct mark *mark)
{
    mark->kind = MARK_BEGIN;
    if (fields->count != 5 || !parse_subject(fields, mark) ||
        !number_decimal(fields->field[4], UINT64_MAX, &mark->tsc_begin))
        return invalid(parser, "`begin` with wrong fields");
    if (parser->open)
        return invalid(parser, "`begin` before the last one's `end`");
    parser->open = true;
    parser->last = *mark;
    return 0;
}

static int take_end(struct mark_parser *parser, const struct fields *fields, struct mark *mark)
{
    mark->kind = MARK_END;
    if (fields->count != 7 || !parse_subject(fields, mark) ||
        !number_decimal(fields->field[4], UINT64_MAX, &mark->tsc_begin) ||
        !number_decimal(fields->field[5], UINT64_MAX, &mark->tsc_end) ||
        !number_hex(fields->field[6], 16, &mark->checksum))
        return invalid(parser, "`end` with wrong fields");
    if (!parser->open || !same_subject(mark, &parser->last))
        return invalid(parser, "`end` without its `begin`");
    if (mark->tsc_begin < parser->last.tsc_begin || mark->tsc_end < mark->tsc_begin)
        return invalid(parser, "`end` with a TSC that runs backwards");
    parser->open = false;
    return 0;
}

static int take_fail(struct mark_parser *parser, const struct fields *fields, struct mark *mark)
{
    static const char *const reasons[] = {"unknown", "unsupported", "memory", "fault"};
    mark->kind = MARK_FAIL;
    if (fields->count != 5 || !parse_subject(fields, mark) ||
        !parse_name(fields->field[4], mark->reason))
        return invalid(parser, "`fail` with wrong fields");
    if (parser->open && !same_subject(mark, &parser->last))
        return invalid(parser, "`fail` of another workload than the one begun");
    parser->open = false;
    for (unsigned i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (strcmp(mark->reason, reasons[i]) == 0)
            return 0;
    }
    return invalid(parser, "`fail` for a reason that the contract does not know");
}

static int take_done(struct mark_parser *parser, const struct fields *fields, struct mark *mark)
{
    uint64_t count;
    mark->kind = MARK_DONE;
    if (fields->count != 2 || !number_decimal(fields->field[1], UINT64_MAX, &count))
        return invalid(parser, "`done` with wrong fields");
    if (parser->open)
        return invalid(parser, "`done` before the last `end`");
    if (count != parser->lines)
        return invalid(parser, "`done` counts other lines than came");
    parser->done = true;
    return 0;
}

static int take_kind(struct mark_parser *parser, const struct fields *fields, struct mark *mark)
{
    static const struct {
        const char *name;
        int (*take)(struct mark_parser *, const struct fields *, struct mark *);
    } kinds[] = {{"boot", take_boot},
                 {"begin", take_begin},
                 {"end", take_end},
                 {"fail", take_fail},
                 {"done", take_done}};

    if (parser->lines == 0 && strcmp(fields->field[0], "boot") != 0)
        return invalid(parser, "the first mark is not `boot`");
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(fields->field[0], kinds[i].name) == 0)
            return kinds[i].take(parser, fields, mark);
    }
    return invalid(parser, "an unknown kind of mark");
}

/** Cuts `text` at single blanks; false when there are too many fields, or an empty one. */
static bool split(char *text, struct fields *fields)
{
    fields->count = 0;
    for (char *next = text; next; text = next) {
        next = strchr(text, ' ');
        if (next)
            *next++ = '\0';
        if (*text == '\0' || fields->count == MAX_FIELDS)
            return false;
        fields->field[fields->count++] = text;
    }
    return true;
}

/** Checks the frame of a whole line, "M1 <seq> … *<crc>", and hands on what it holds. */
static int take_line(struct mark_parser *parser, struct mark *mark)
{
    enum { TAIL = 10 }; /* " *" and eight digits */
    char *line = parser->line;
    uint64_t value;

    if (strlen(line) != parser->length)
        return invalid(parser, "a NUL byte");
    if (parser->length <= TAIL || memcmp(line + parser->length - TAIL, " *", 2) != 0 ||
        !number_hex(line + parser->length - 8, 8, &value))
        return invalid(parser, "no check value at its end");
    line[parser->length - TAIL] = '\0';
    if (value != crc32_of(line, parser->length - TAIL))
        return invalid(parser, "a wrong check value");

    struct fields fields;
    if (strncmp(line, "M1 ", 3) != 0)
        return invalid(parser, "not in the format M1");
    char *number = line + 3, *rest = strchr(number, ' ');
    if (!rest)
        return invalid(parser, "no kind of mark");
    *rest++ = '\0';
    if (!number_decimal(number, UINT64_MAX, &value) || value != parser->lines)
        return invalid(parser, "a wrong sequence number: marks were lost or reordered");
    if (!split(rest, &fields))
        return invalid(parser, "fields not separated by single blanks");
    return take_kind(parser, &fields, mark);
}

static int end_line(struct mark_parser *parser, uint64_t now_ns, mark_taker take, void *owner)
{
    struct mark mark = {.first_ns = parser->first_ns, .last_ns = now_ns};
    parser->line[parser->length] = '\0';
    if (take_line(parser, &mark) != 0)
        return -1;
    parser->length = 0;
    parser->lines++;
    take(owner, &mark);
    return 0;
}

int mark_parser_feed(struct mark_parser *parser, const char *bytes, size_t size, uint64_t now_ns,
                     mark_taker take, void *owner)
{
    if (parser->error[0])
        return -1;
    for (size_t i = 0; i < size; i++) {
        if (parser->done)
            return invalid(parser, "bytes after `done`");
        if (parser->length == 0)
            parser->first_ns = now_ns;
        if (bytes[i] == '\n') {
            if (end_line(parser, now_ns, take, owner) != 0)
                return -1;
        } else if (parser->length == MARK_LINE_MAX - 1) {
            return invalid(parser, "longer than a mark may be");
        } else {
            parser->line[parser->length++] = bytes[i];
        }
    }
    return 0;
}

bool mark_parser_complete(const struct mark_parser *parser)
{
    return parser->done && !parser->error[0];
}
