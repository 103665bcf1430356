/* The mark parser: what it takes, whole and in any portions, and that no byte may be missing. */
#include "mark_fixture.h"

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
    ck_assert_int_eq(taken.mark[5].kind, MARK_FAIL);
    ck_assert_str_eq(taken.mark[5].reason, "unknown");
    ck_assert_int_eq(taken.mark[6].kind, MARK_DONE);
}
END_TEST

/* A coarse counter may stand still meanwhile; it may not run backwards (test_mark_refusals.c). */
START_TEST(test_takes_a_counter_that_stands_still)
{
    char stream[STREAM_MAX] = "";
    struct mark_parser parser = {0};
    struct taken taken = {0};
    put(stream, "M1 0 boot i386 50");
    put(stream, "M1 1 begin fib 9 0 50");
    put(stream, "M1 2 end fib 9 0 50 50 0123456789abcdef");
    put(stream, "M1 3 done 3");
    ck_assert_msg(feed(&parser, stream, &taken) == 0, "%s", parser.error);
    ck_assert(mark_parser_complete(&parser));
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
            ck_assert_msg(parser.error[0] || i == size - 1, "byte %zu, bit %u: no reason", i, bit);
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
        test_crc32_matches_the_standard,
        test_takes_a_right_stream,
        test_takes_a_counter_that_stands_still,
        test_takes_it_split_at_any_byte,
        test_stamps_first_and_last_byte,
        test_finds_any_garbled_byte,
        test_finds_any_lost_byte,
        test_a_failure_ends_what_was_begun,
        test_is_not_complete_without_done,
    };
    return RUN_TESTS("mark parser", tests);
}
