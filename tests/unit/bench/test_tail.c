/* The last of what an engine says, for messages. */
#include "base/tail.h"
#include "unit/run_tests.h"

#include <fcntl.h>
#include <unistd.h>

#include <string.h>

static const char *last_line_of(struct tail *tail, const char *text)
{
    *tail = (struct tail){0};
    tail_add(tail, text, strlen(text));
    return tail_last_line(tail);
}

START_TEST(test_the_last_line_that_says_something)
{
    static const char *const cases[][2] = {
        {"", ""},
        {"one", "one"},
        {"one\ntwo\n", "two"},
        {"one\ntwo\n\n \n", "two"},
        {"[MEM0] cannot open it\n=====\n", "[MEM0] cannot open it"}, /* Bochs' last words */
        {"\n\n", ""},
        {"bell\a\n", "bell "},
        {"안 됨\n--\n", "안 됨"},
    };
    struct tail tail;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str_eq(last_line_of(&tail, cases[i][0]), cases[i][1]);
    ck_assert_str_eq(last_line_of(&tail, "one\n=====\n"), "one"); /* and there it goes on */
    tail_add(&tail, "!", 1);
    ck_assert_str_eq(tail.text, "one!");
}
END_TEST

START_TEST(test_only_the_end_is_kept)
{
    struct tail tail = {0};
    for (int i = 0; i < 10000; i++)
        tail_add(&tail, "a long story\n", 13);
    tail_add(&tail, "its end\n", 8);
    ck_assert_uint_eq(tail.length, TAIL_MAX);
    ck_assert_str_eq(tail_last_line(&tail), "its end");
}
END_TEST

/* The last TAIL_MAX bytes of all, however they came. */
START_TEST(test_all_of_the_end_is_kept)
{
    static const size_t portions[] = {1, 7, TAIL_MAX - 1, TAIL_MAX, TAIL_MAX + 1, 3 * TAIL_MAX};
    char all[3 * TAIL_MAX + 1];
    for (size_t i = 0; i < 3 * TAIL_MAX; i++)
        all[i] = (char)('a' + i % 23);
    all[3 * TAIL_MAX] = '\0';
    for (size_t i = 0; i < sizeof portions / sizeof *portions; i++) {
        struct tail tail = {0};
        for (size_t at = 0; at < 3 * TAIL_MAX; at += portions[i]) {
            size_t left = 3 * TAIL_MAX - at;
            tail_add(&tail, all + at, portions[i] < left ? portions[i] : left);
        }
        ck_assert_str_eq(tail.text, all + 2 * TAIL_MAX);
        ck_assert_uint_eq(tail.length, TAIL_MAX);
    }
}
END_TEST

/* A portion at a time; then there is no more yet, and then there will never be. */
START_TEST(test_reads_what_there_is)
{
    int ends[2];
    struct tail tail = {0};
    ck_assert_int_eq(pipe2(ends, O_NONBLOCK), 0);
    ck_assert_int_eq(write(ends[1], "first\nlast\n", 11), 11);
    ck_assert(tail_read(&tail, ends[0]));
    ck_assert_str_eq(tail.text, "first\nlast\n");
    ck_assert(tail_read(&tail, ends[0]));
    close(ends[1]);
    ck_assert(!tail_read(&tail, ends[0]));
    ck_assert_str_eq(tail.text, "first\nlast\n");
    close(ends[0]);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_the_last_line_that_says_something,
        test_only_the_end_is_kept,
        test_all_of_the_end_is_kept,
        test_reads_what_there_is,
    };
    return RUN_TESTS("tail", tests);
}
