/* What the mark parser refuses, and all that follows it. */
#include "mark_fixture.h"

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
    refuse(boot, "M1 1 fail fib 9 0");
    refuse(boot, "M1 1 fail fib 9 0 fault again");
    refuse(boot, "M1 1 done");
    refuse(boot, "M1 1 done one");
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

int main(void)
{
    const TTest *const tests[] = {
        test_refuses_what_is_out_of_order,
        test_refuses_wrong_fields,
        test_refuses_a_line_too_long,
        test_refuses_nul_bytes,
    };
    return RUN_TESTS("mark refusals", tests);
}
