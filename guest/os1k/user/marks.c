#include "user/marks.h"

#include "lib/crc32.h"
#include "lib/format.h"
#include "lib/string.h"
#include "user/os.h"

#ifdef __x86_64__
#define ARCH_NAME "x86_64"
#else
#define ARCH_NAME "i386"
#endif

/* A line in the making: 141 bytes at most, an end mark with every number at its largest. */
struct line {
    char text[MARK_LINE_MAX];
    size_t length;
};

static void put_text(struct line *line, const char *text, size_t max)
{
    for (size_t i = 0; i < max && text[i] != '\0'; i++)
        line->text[line->length++] = text[i];
}

static void put_word(struct line *line, const char *word)
{
    line->text[line->length++] = ' ';
    put_text(line, word, MARK_NAME_MAX);
}

static void put_number(struct line *line, uint64_t number)
{
    line->text[line->length++] = ' ';
    line->length += format_decimal(line->text + line->length, number);
}

static void put_checksum(struct line *line, uint64_t checksum)
{
    line->text[line->length++] = ' ';
    line->length += format_hex(line->text + line->length, checksum, 16);
}

static void begin_line(struct line *line, const struct marks *marks, const char *kind)
{
    line->length = 0;
    put_text(line, "M1", 2);
    put_number(line, marks->sent);
    put_word(line, kind);
}

static void put_run(struct line *line, const struct sample *sample)
{
    put_word(line, sample->workload);
    put_number(line, sample->size);
    put_number(line, sample->iteration);
}

static void send_line(struct line *line, struct marks *marks)
{
    uint32_t crc = crc32(line->text, line->length);
    put_text(line, " *", 2);
    line->length += format_hex(line->text + line->length, crc, 8);
    line->text[line->length++] = '\n';
    os_mark(line->text, line->length);
    marks->sent++;
}

void marks_boot(struct marks *marks, uint64_t tsc)
{
    struct line line;
    begin_line(&line, marks, "boot");
    put_word(&line, ARCH_NAME);
    put_number(&line, tsc);
    send_line(&line, marks);
}

void marks_begin(struct marks *marks, const struct sample *sample, uint64_t tsc)
{
    struct line line;
    begin_line(&line, marks, "begin");
    put_run(&line, sample);
    put_number(&line, tsc);
    send_line(&line, marks);
}

void marks_end(struct marks *marks, const struct sample *sample)
{
    struct line line;
    begin_line(&line, marks, "end");
    put_run(&line, sample);
    put_number(&line, sample->tsc_begin);
    put_number(&line, sample->tsc_end);
    put_checksum(&line, sample->checksum);
    send_line(&line, marks);
}

void marks_fail(struct marks *marks, const struct sample *sample, const char *reason)
{
    struct line line;
    begin_line(&line, marks, "fail");
    put_run(&line, sample);
    put_word(&line, reason);
    send_line(&line, marks);
}

void marks_done(struct marks *marks)
{
    struct line line;
    begin_line(&line, marks, "done");
    put_number(&line, marks->sent);
    send_line(&line, marks);
}
