/*
 * The mark parser: a stream, read in one piece and byte by byte, must mean the same. When the first
 * byte is odd each line gets a right sequence number and check value, or chance would never come
 * past them.
 */
#include "base/crc32.h"
#include "marks/mark_parser.h"
#include "target.h"

#include <string.h>

enum { STREAM_MAX = 4096, HEAD = 32 };

struct stream {
    char bytes[STREAM_MAX];
    size_t size;
};

struct outcome {
    struct mark_parser parser;
    unsigned marks;
    uint32_t crc; /* of all marks */
};

static void take(void *owner, const struct mark *mark)
{
    struct outcome *outcome = owner;
    must(mark->kind <= MARK_DONE);
    must(strlen(mark->name) <= MARK_NAME_MAX && strlen(mark->reason) <= MARK_NAME_MAX);
    outcome->marks++;
    outcome->crc = crc32_more(outcome->crc, &mark->kind, sizeof mark->kind);
    outcome->crc = crc32_more(outcome->crc, mark->name, strlen(mark->name));
    outcome->crc = crc32_more(outcome->crc, &mark->checksum, sizeof mark->checksum);
}

/** Adds a line `M1 <seq> BODY *<crc>`. */
static void seal(struct stream *stream, unsigned number, const uint8_t *body, size_t size)
{
    char line[MARK_LINE_MAX + HEAD];
    int used = snprintf(line, sizeof line, "M1 %u %.*s", number, (int)(size < 128 ? size : 128),
                        (const char *)body);
    uint32_t crc = crc32_of(line, (size_t)used);
    if (stream->size + (size_t)used + HEAD > STREAM_MAX)
        return;
    memcpy(stream->bytes + stream->size, line, (size_t)used);
    stream->size += (size_t)used;
    stream->size += (size_t)snprintf(stream->bytes + stream->size, HEAD, " *%08x\n", crc);
}

static void seal_lines(struct stream *stream, struct bytes input)
{
    for (unsigned number = 0; input.left > 0; number++) {
        const uint8_t *end = memchr(input.at, '\n', input.left);
        size_t size = end ? (size_t)(end - input.at) : input.left;
        seal(stream, number, input.at, size);
        input.at += size + (end != NULL);
        input.left -= size + (end != NULL);
    }
}

static void make_stream(struct stream *stream, struct bytes input)
{
    stream->size = 0;
    if (take_byte(&input) & 1) {
        seal_lines(stream, input);
        return;
    }
    stream->size = input.left < STREAM_MAX ? input.left : STREAM_MAX;
    if (stream->size > 0)
        memcpy(stream->bytes, input.at, stream->size);
}

static struct outcome parse(const struct stream *stream, size_t piece)
{
    struct outcome outcome = {0};
    int result = 0;
    for (size_t at = 0; at < stream->size && result == 0; at += piece) {
        size_t size = stream->size - at < piece ? stream->size - at : piece;
        result = mark_parser_feed(&outcome.parser, stream->bytes + at, size, 1, take, &outcome);
    }
    must((result < 0) == (outcome.parser.error[0] != '\0'));
    must(!(mark_parser_complete(&outcome.parser) && result < 0));
    return outcome;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct stream stream;
    make_stream(&stream, (struct bytes){data, size});
    struct outcome whole = parse(&stream, STREAM_MAX), bytes = parse(&stream, 1);
    must(whole.marks == bytes.marks && whole.crc == bytes.crc);
    must(strcmp(whole.parser.error, bytes.parser.error) == 0);
    must(mark_parser_complete(&whole.parser) == mark_parser_complete(&bytes.parser));
    return 0;
}
