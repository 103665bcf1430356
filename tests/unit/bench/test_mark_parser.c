/* The mark parser: what it takes, and that it takes nothing else. */
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

static void take(void *owner, const struct mark *mark)
{
    struct taken *taken = owner;
    ck_assert_uint_lt(taken->count, TAKEN_MAX);
    taken->mark[taken->count++] = *mark;
}

/** Appends a mark with its right check value; `body` has everything before the blank. */
static void put(char *stream, const char *body)
{
    char line[400];
    snprintf(line, sizeof line, "%s *%08" PRIx32 "\n", body, crc32_of(body, strlen(body)));
    ck_assert_uint_lt(strlen(stream) + strlen(line), STREAM_MAX);
    strcat(stream, line);
}

static int feed(struct mark_parser *parser, const char *stream, struct taken *taken)
{
    return mark_parser_feed(parser, stream, strlen(stream), 1, take, taken);
}

/** A whole, right stream with two iterations of one workload and a failure. */
static void put_good(char stream[STREAM_MAX])
{
    stream[0] = '\0';
    put(stream, "M1 0 boot x86_64 1000");
    put(stream, "M1 1 begin sieve 8 0 2000");
    put(stream, "M1 2 end sieve 8 0 2010 2900 00000000deadbeef");
    put(stream, "M1 3 begin sieve 8 1 3000");
    put(stream, "M1 4 end sieve 8 1 3010 18446744073709551615 ffffffffffffffff");
    put(stream, "M1 5 fail nothing 7 0 unknown");
    put(stream, "M1 6 done 6");
}

START_TEST(test_crc32_matches_the_standard)
{
    ck_assert_uint_eq(crc32_of("123456789", 9), 0xcbf43926);
    ck_assert_uint_eq(crc32_of("", 0), 0);
    ck_assert_uint_eq(crc32_more(crc32_of("1234", 4), "56789", 5), 0xcbf43926);
}
END_TEST

START_TEST(test_takes_a_right_stream)
{
    char stream[STREAM_MAX];
    struct mark_parser parser = {0};
    struct taken taken = {0};
    put_good(stream);
    ck_assert_int_eq(feed(&parser, stream, &taken), 0);
    ck_assert(mark_parser_complete(&parser));
    ck_assert_uint_eq(taken.count, 7);
    ck_assert_int_eq(taken.mark[0].kind, MARK_BOOT);
    ck_assert_str_eq(taken.mark[0].name, "x86_64");
    ck_assert_int_eq(taken.mark[2].kind, MARK_END);
    ck_assert_str_eq(taken.mark[2].name, "sieve");
    ck_assert_uint_eq(taken.mark[2].size, 8);
    ck_assert_uint_eq(taken.mark[2].tsc_begin, 2010);
    ck_assert_uint_eq(taken.mark[2].tsc_end, 2900);
    ck_assert_uint_eq(taken.mark[2].checksum, 0xdeadbeef);
    ck_assert_uint_eq(taken.mark[4].iteration, 1);
    ck_assert_uint_eq(taken.mark[4].tsc_end, UINT64_MAX);
    ck_assert_uint_eq(taken.mark[4].checksum, UINT64_MAX);
    ck_assert_str_eq(taken.mark[5].reason, "unknown");
}
END_TEST

/* The bytes come one by one from QEMU, and in any portions from a pipe. */
START_TEST(test_takes_it_split_at_any_byte)
{
    char stream[STREAM_MAX];
    put_good(stream);
    size_t size = strlen(stream);
    for (size_t cut = 0; cut <= size; cut++) {
        struct mark_parser parser = {0};
        struct taken taken = {0};
        ck_assert_int_eq(mark_parser_feed(&parser, stream, cut, 1, take, &taken), 0);
        ck_assert_int_eq(mark_parser_feed(&parser, stream + cut, size - cut, 2, take, &taken), 0);
        ck_assert(mark_parser_complete(&parser));
        ck_assert_uint_eq(taken.count, 7);
    }
}
END_TEST

START_TEST(test_stamps_first_and_last_byte)
{
    char stream[STREAM_MAX] = "";
    struct mark_parser parser = {0};
    struct taken taken = {0};
    put(stream, "M1 0 boot i386 1");
    for (size_t i = 0; stream[i]; i++)
        ck_assert_int_eq(mark_parser_feed(&parser, stream + i, 1, 100 + i, take, &taken), 0);
    ck_assert_uint_eq(taken.count, 1);
    ck_assert_uint_eq(taken.mark[0].first_ns, 100);
    ck_assert_uint_eq(taken.mark[0].last_ns, 100 + strlen(stream) - 1);
}
END_TEST

/* Every single byte matters: change any one, and the stream is not taken whole. */
START_TEST(test_finds_any_garbled_byte)
{
    char stream[STREAM_MAX];
    put_good(stream);
    size_t size = strlen(stream);
    for (size_t i = 0; i < size; i++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            struct mark_parser parser = {0};
            struct taken taken = {0};
            stream[i] ^= (char)(1u << bit);
            mark_parser_feed(&parser, stream, size, 1, take, &taken);
            ck_assert_msg(!mark_parser_complete(&parser), "byte %zu, bit %u", i, bit);
            stream[i] ^= (char)(1u << bit);
        }
    }
}
END_TEST

START_TEST(test_finds_any_lost_byte)
{
    char stream[STREAM_MAX], cut[STREAM_MAX];
    put_good(stream);
    size_t size = strlen(stream);
    for (size_t i = 0; i < size; i++) {
        struct mark_parser parser = {0};
        struct taken taken = {0};
        memcpy(cut, stream, i);
        strcpy(cut + i, stream + i + 1);
        feed(&parser, cut, &taken);
        ck_assert_msg(!mark_parser_complete(&parser), "byte %zu", i);
    }
}
END_TEST

/** Feeds `good` marks and then a bad one, which must be refused, and all after it too. */
static void refuse(const char *const *good, const char *bad)
{
    char stream[STREAM_MAX] = "";
    struct mark_parser parser = {0};
    struct taken taken = {0};
    for (; *good; good++)
        put(stream, *good);
    ck_assert_int_eq(feed(&parser, stream, &taken), 0);
    size_t before = taken.count;
    stream[0] = '\0';
    put(stream, bad);
    ck_assert_msg(feed(&parser, stream, &taken) == -1, "taken: %s", bad);
    ck_assert_str_ne(parser.error, "");
    ck_assert_int_eq(feed(&parser, "M1", &taken), -1);
    ck_assert_uint_eq(taken.count, before);
    ck_assert(!mark_parser_complete(&parser));
}

START_TEST(test_refuses_what_is_out_of_order)
{
    const char *const none[] = {NULL};
    const char *const boot[] = {"M1 0 boot i386 1", NULL};
    const char *const begun[] = {"M1 0 boot i386 1", "M1 1 begin fib 9 0 50", NULL};
    const char *const done[] = {"M1 0 boot i386 1", "M1 1 done 1", NULL};
    refuse(none, "M1 0 begin fib 9 0 50");
    refuse(none, "M1 1 boot i386 1");
    refuse(boot, "M1 1 boot i386 1");
    refuse(boot, "M1 2 begin fib 9 0 50");
    refuse(boot, "M1 0 begin fib 9 0 50");
    refuse(boot, "M1 1 end fib 9 0 50 60 0123456789abcdef");
    refuse(begun, "M1 2 begin fib 9 1 60");
    refuse(begun, "M1 2 end fib 9 1 50 60 0123456789abcdef");
    refuse(begun, "M1 2 end sort 9 0 50 60 0123456789abcdef");
    refuse(begun, "M1 2 end fib 8 0 50 60 0123456789abcdef");
    refuse(begun, "M1 2 fail sort 9 0 fault");
    refuse(begun, "M1 2 done 2");
    refuse(boot, "M1 1 done 2");
    refuse(boot, "M1 1 done 0");
    refuse(done, "M1 2 done 2");
    refuse(done, "");
}
END_TEST

START_TEST(test_refuses_wrong_fields)
{
    const char *const none[] = {NULL};
    const char *const boot[] = {"M1 0 boot i386 1", NULL};
    const char *const begun[] = {"M1 0 boot i386 1", "M1 1 begin fib 9 0 50", NULL};
    refuse(none, "M2 0 boot i386 1");
    refuse(none, "M1 00 boot i386 1");
    refuse(none, "M1 0 boot i386");
    refuse(none, "M1 0 boot i386 1 2");
    refuse(none, "M1 0 boot I386 1");
    refuse(none, "M1 0  boot i386 1");
    refuse(none, "M1 0 boot i386 1 ");
    refuse(none, "M1 0 boot i386 18446744073709551616");
    refuse(none, "M1 0 boot i386 -1");
    refuse(none, "M1 0 boot i386 0x10");
    refuse(none, "M1 0");
    refuse(none, "M1 ");
    refuse(none, "");
    refuse(boot, "M1 1 start fib 9 0 50");
    refuse(boot, "M1 1 begin fib 4294967296 0 50");
    refuse(boot, "M1 1 begin fib 9 0");
    refuse(boot, "M1 1 begin abcdefghijklmnopqrstuvwxyzabcdef 9 0 50");
    refuse(boot, "M1 1 fail fib 9 0 tired");
    refuse(begun, "M1 2 end fib 9 0 50 60 0123456789ABCDEF");
    refuse(begun, "M1 2 end fib 9 0 50 60 123456789abcdef");
    refuse(begun, "M1 2 end fib 9 0 50 49 0123456789abcdef");
    refuse(begun, "M1 2 end fib 9 0 49 60 0123456789abcdef");
    refuse(begun, "M1 2 end fib 9 0 50 60");
}
END_TEST

START_TEST(test_refuses_a_line_too_long)
{
    char body[200], stream[STREAM_MAX] = "";
    struct mark_parser parser = {0};
    struct taken taken = {0};
    /* 159 characters and the newline are allowed, and then refused for what they hold … */
    snprintf(body, sizeof body, "M1 0 boot %0139d", 0);
    put(stream, body);
    ck_assert_uint_eq(strlen(stream), MARK_LINE_MAX);
    ck_assert_int_eq(feed(&parser, stream, &taken), -1);
    ck_assert_ptr_nonnull(strstr(parser.error, "wrong fields"));
    /* … one more is refused for its length, before its end has come. */
    parser = (struct mark_parser){0};
    memset(stream, 'M', MARK_LINE_MAX);
    ck_assert_int_eq(mark_parser_feed(&parser, stream, MARK_LINE_MAX - 1, 1, take, &taken), 0);
    ck_assert_int_eq(mark_parser_feed(&parser, stream, 1, 1, take, &taken), -1);
    ck_assert_ptr_nonnull(strstr(parser.error, "longer"));
}
END_TEST

START_TEST(test_refuses_nul_bytes)
{
    static const char stream[] = "M1 0 boot i386 1\0 *00000000\n";
    struct mark_parser parser = {0};
    struct taken taken = {0};
    ck_assert_int_eq(mark_parser_feed(&parser, stream, sizeof stream - 1, 1, take, &taken), -1);
}
END_TEST

START_TEST(test_a_failure_ends_what_was_begun)
{
    char stream[STREAM_MAX] = "";
    struct mark_parser parser = {0};
    struct taken taken = {0};
    put(stream, "M1 0 boot i386 1");
    put(stream, "M1 1 begin fib 9 0 50");
    put(stream, "M1 2 fail fib 9 0 fault");
    put(stream, "M1 3 done 3");
    ck_assert_int_eq(feed(&parser, stream, &taken), 0);
    ck_assert(mark_parser_complete(&parser));
}
END_TEST

START_TEST(test_is_not_complete_without_done)
{
    char stream[STREAM_MAX] = "";
    struct mark_parser parser = {0};
    struct taken taken = {0};
    ck_assert(!mark_parser_complete(&parser));
    put(stream, "M1 0 boot i386 1");
    ck_assert_int_eq(feed(&parser, stream, &taken), 0);
    ck_assert(!mark_parser_complete(&parser));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_crc32_matches_the_standard,    test_takes_a_right_stream,
        test_takes_it_split_at_any_byte,    test_stamps_first_and_last_byte,
        test_finds_any_garbled_byte,        test_finds_any_lost_byte,
        test_refuses_what_is_out_of_order,  test_refuses_wrong_fields,
        test_refuses_a_line_too_long,       test_refuses_nul_bytes,
        test_a_failure_ends_what_was_begun, test_is_not_complete_without_done,
    };
    return RUN_TESTS("mark parser", tests);
}
