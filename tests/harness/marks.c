#include "marks.h"

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { LINE_MAX = 160, CRC_DIGITS = 8, FIELD_MAX = 40 };

/* CRC-32 of IEEE 802.3: reflected, with the polynomial 0x04c11db7. */
static uint32_t crc32(const char *bytes, size_t size)
{
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < size; i++) {
        crc ^= (unsigned char)bytes[i];
        for (unsigned bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

/* What was begun and not yet ended. */
struct open_mark {
    char workload[FIELD_MAX];
    unsigned size, iteration;
    unsigned long long tsc;
    bool begun;
};

struct reader {
    const char *arch;
    unsigned number; /* of the line */
    struct open_mark mark;
    bool done;
    struct text *results;
};

static void read_begin(struct reader *reader, const char *line, const char *fields)
{
    struct open_mark *mark = &reader->mark;
    int end = 0;
    int count = sscanf(fields, "%39s %u %u %llu%n", mark->workload, &mark->size, &mark->iteration,
                       &mark->tsc, &end);
    ck_assert_msg(count == 4 && fields[end] == '\0' && !mark->begun, "marks: out of place: %s",
                  line);
    mark->begun = true;
}

static void read_end(struct reader *reader, const char *line, const char *fields)
{
    struct open_mark *mark = &reader->mark, closed = {0};
    unsigned long long tsc_end;
    char checksum[FIELD_MAX];
    int end = 0;
    int count = sscanf(fields, "%39s %u %u %llu %llu %16[0-9a-f]%n", closed.workload, &closed.size,
                       &closed.iteration, &closed.tsc, &tsc_end, checksum, &end);
    ck_assert_msg(count == 6 && fields[end] == '\0' && strlen(checksum) == 16, "marks: %s", line);
    ck_assert_msg(mark->begun && strcmp(mark->workload, closed.workload) == 0 &&
                      mark->size == closed.size && mark->iteration == closed.iteration,
                  "marks: ends what was not begun: %s", line);
    ck_assert_msg(mark->tsc <= closed.tsc && closed.tsc < tsc_end, "marks: time runs back: %s",
                  line);
    mark->begun = false;
    text_printf(reader->results, "%s %u %u %s\n", closed.workload, closed.size, closed.iteration,
                checksum);
}

static void read_fail(struct reader *reader, const char *line, const char *fields)
{
    char workload[FIELD_MAX], reason[FIELD_MAX];
    unsigned size, iteration;
    int end = 0;
    int count = sscanf(fields, "%39s %u %u %39s%n", workload, &size, &iteration, reason, &end);
    ck_assert_msg(count == 4 && fields[end] == '\0', "marks: %s", line);
    reader->mark.begun = false;
    text_printf(reader->results, "%s %u %u fail %s\n", workload, size, iteration, reason);
}

static void read_boot(struct reader *reader, const char *line, const char *fields)
{
    char arch[FIELD_MAX];
    unsigned long long tsc;
    int end = 0;
    int count = sscanf(fields, "%39s %llu%n", arch, &tsc, &end);
    ck_assert_msg(count == 2 && fields[end] == '\0' && strcmp(arch, reader->arch) == 0,
                  "marks: expected a boot of %s: %s", reader->arch, line);
}

static void read_done(struct reader *reader, const char *line, const char *fields)
{
    unsigned lines;
    int end = 0;
    ck_assert_msg(sscanf(fields, "%u%n", &lines, &end) == 1 && fields[end] == '\0' &&
                      lines == reader->number && !reader->mark.begun,
                  "marks: %s", line);
    reader->done = true;
}

static void read_kind(struct reader *reader, const char *kind, const char *line, const char *fields)
{
    static const struct {
        const char *kind;
        void (*read)(struct reader *reader, const char *line, const char *fields);
    } kinds[] = {
        {"boot", read_boot}, {"begin", read_begin}, {"end", read_end},
        {"fail", read_fail}, {"done", read_done},
    };
    ck_assert_msg((strcmp(kind, "boot") == 0) == (reader->number == 0) && !reader->done,
                  "marks: out of place: %s", line);
    for (unsigned i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(kinds[i].kind, kind) == 0) {
            kinds[i].read(reader, line, fields);
            return;
        }
    }
    ck_abort_msg("marks: unknown kind: %s", line);
}

/* One line without its newline: `M1 <seq> <kind> <fields…> *<crc>`. */
static void read_line(struct reader *reader, char *line, size_t size)
{
    char kind[FIELD_MAX], crc[CRC_DIGITS + 1];
    unsigned number;
    int fields = 0;
    ck_assert_msg(size < LINE_MAX && size > CRC_DIGITS + 2, "marks: bad length: %s", line);
    size_t body = size - CRC_DIGITS - 2;
    snprintf(crc, sizeof(crc), "%08x", crc32(line, body));
    ck_assert_msg(memcmp(line + body, " *", 2) == 0 && strcmp(line + body + 2, crc) == 0,
                  "marks: the CRC is not %s: %s", crc, line);
    line[body] = '\0';
    ck_assert_msg(sscanf(line, "M1 %u %39s %n", &number, kind, &fields) == 2 && fields > 0 &&
                      number == reader->number,
                  "marks: line %u is: %s", reader->number, line);
    read_kind(reader, kind, line, line + fields);
    reader->number++;
}

void marks_read(const struct text *stream, const char *arch, struct text *results)
{
    struct reader reader = {.arch = arch, .results = results};
    struct text copy = {0};
    text_append(&copy, text_string(stream), stream->size);
    for (char *line = copy.data, *end; *line != '\0'; line = end + 1) {
        end = strchr(line, '\n');
        ck_assert_msg(end != NULL, "marks: the last line is cut off: %s", line);
        *end = '\0';
        read_line(&reader, line, (size_t)(end - line));
    }
    ck_assert_msg(reader.done, "marks: the stream ends before its end, after %u lines",
                  reader.number);
    text_free(&copy);
}
