/* The console on a pipe: the exact bytes. */
#include "console_fixture.h"
#include "unit/run_tests.h"

#include <stdlib.h>

static struct fixture out;

#define NO_NOTES  .notes_fd = -1
#define ALONE     ((struct console_config){NO_NOTES, .vms = 1, .name = {"hello"}})
#define ALONE_RED ((struct console_config){NO_NOTES, .vms = 1, .name = {"hello"}, .color = true})
#define TWO       ((struct console_config){NO_NOTES, .vms = 2, .name = {"menu", "counter"}})
#define FOUR_COLOR                                                                                 \
    ((struct console_config){NO_NOTES, .vms = 4, .name = {"a", "b", "c", "d"}, .color = true})

START_TEST(alone_output_passes_straight_through)
{
    fixture_pipe(&out, ALONE);
    ck_assert_str_eq(fixture_print(&out, 0, "one\ntw"), "one\ntw");
    ck_assert_str_eq(fixture_print(&out, 0, "o\n\n> "), "one\ntwo\n\n> ");
    ck_assert_str_eq(fixture_print(&out, 0, "ab\b \bc\td"), "one\ntwo\n\n> ab\b \bc\td");
    console_end_vm(out.console, 0);
    ck_assert_int_eq(console_finish(out.console, 1000, &out.err), 0);
    ck_assert_str_eq(fixture_flush(&out), "one\ntwo\n\n> ab\b \bc\td");
    fixture_close(&out);
}
END_TEST

START_TEST(carriage_return_before_newline_is_dropped)
{
    fixture_pipe(&out, ALONE);
    ck_assert_str_eq(fixture_print(&out, 0, "a\r"), "a");
    ck_assert_str_eq(fixture_print(&out, 0, "\nb\r\r\n10%\r20%\n"), "a\nb\n10%\r20%\n");
    fixture_close(&out);
}
END_TEST

START_TEST(colour_comes_once_a_line)
{
    fixture_pipe(&out, ALONE_RED);
    for (const char *byte = "hi there\n\nx"; *byte; byte++) {
        console_put(out.console, 0, (uint8_t)*byte);
        fixture_flush(&out);
    }
    ck_assert_str_eq(out.text, "\033[31mhi there\033[0m\n\n\033[31mx");
    ck_assert_int_eq(console_finish(out.console, 1000, &out.err), 0);
    ck_assert_str_eq(fixture_flush(&out), "\033[31mhi there\033[0m\n\n\033[31mx\033[0m");
    size_t before = out.length;
    ck_assert_str_eq(fixture_print(&out, 0, "y\n") + before, "\033[31my\033[0m\n");
    fixture_close(&out);
}
END_TEST

START_TEST(several_vms_print_whole_lines_only)
{
    fixture_pipe(&out, TWO);
    fixture_put(&out, 0, "Choice: ");
    ck_assert_str_eq(fixture_print(&out, 1, "co"), "");
    fixture_put(&out, 1, "unt 1\r\ncount 2\n");
    ck_assert_str_eq(fixture_flush(&out), "counter | count 1\ncounter | count 2\n");
    ck_assert_str_eq(fixture_print(&out, 0, "3\b4\n") + 36, "menu    | Choice: 4\n");
    fixture_close(&out);
}
END_TEST

START_TEST(the_end_of_a_vm_finishes_its_line)
{
    fixture_pipe(&out, TWO);
    fixture_put(&out, 0, "never ended \xea\xb0");
    fixture_put(&out, 1, "complete\n");
    console_end_vm(out.console, 0);
    console_end_vm(out.console, 1);
    ck_assert_str_eq(fixture_flush(&out), "counter | complete\nmenu    | never ended \\xea\\xb0\n");
    ck_assert_str_eq(fixture_flush(&out) + out.length, "");
    fixture_close(&out);
}
END_TEST

START_TEST(each_vm_has_its_colour)
{
    fixture_pipe(&out, FOUR_COLOR);
    for (unsigned vm = 0; vm < 4; vm++)
        fixture_put(&out, vm, "x\n");
    ck_assert_str_eq(fixture_flush(&out), "\033[31ma | x\033[0m\n\033[32mb | x\033[0m\n"
                                          "\033[33mc | x\033[0m\n\033[34md | x\033[0m\n");
    fixture_close(&out);
}
END_TEST

START_TEST(names_are_cut_aligned_and_told_apart)
{
    struct console_config config = {NO_NOTES, .vms = 4,
                                    .name = {"한글", "multiplication-table", "한글", "a\033b"}};
    fixture_pipe(&out, config);
    for (unsigned vm = 0; vm < 4; vm++)
        fixture_put(&out, vm, "x\n");
    ck_assert_str_eq(fixture_flush(&out), "한글#0           | x\nmultiplication-t | x\n"
                                          "한글#2           | x\na^[b             | x\n");
    fixture_close(&out);
}
END_TEST

START_TEST(raw_passes_everything)
{
    struct console_config config = ALONE;
    config.raw = true;
    fixture_pipe(&out, config);
    const char *text = "\033[7m\a\xff\xc2\x9b\n\xe2\x82|\n";
    ck_assert_str_eq(fixture_print(&out, 0, text), text);
    fixture_close(&out);
}
END_TEST

/* Lines stay whole and named; what is in them is the guests'. */
START_TEST(raw_among_several_keeps_lines_and_names)
{
    struct console_config config = {NO_NOTES, .raw = true, .vms = 2, .name = {"a", "b"}};
    fixture_pipe(&out, config);
    fixture_put(&out, 0, "\033[2J\xff");
    fixture_put(&out, 1, "whole\033]0;x\a\n");
    fixture_put(&out, 0, "\x9b\n");
    ck_assert_str_eq(fixture_flush(&out), "a | \033[2J\xff\x9b\nb | whole\033]0;x\a\n");
    fixture_close(&out);
}
END_TEST

START_TEST(characters_are_never_split)
{
    fixture_pipe(&out, ALONE_RED);
    for (const char *byte = "한"; *byte; byte++) {
        ck_assert_str_eq(fixture_flush(&out), "");
        console_put(out.console, 0, (uint8_t)*byte);
    }
    ck_assert_str_eq(fixture_flush(&out), "\033[31m한");
    fixture_close(&out);
}
END_TEST

START_TEST(long_lines_are_broken_among_several_and_whole_alone)
{
    char line[10001];
    memset(line, 'x', 10000);
    line[10000] = '\0';
    fixture_pipe(&out, TWO);
    fixture_print(&out, 1, line);
    ck_assert_uint_eq(out.length, 2 * (10 + 4096 + 1));
    fixture_print(&out, 1, "\n");
    ck_assert_uint_eq(out.length, 3 * 11 + 10000);
    fixture_close(&out);
    fixture_pipe(&out, ALONE);
    ck_assert_str_eq(fixture_print(&out, 0, line), line);
    fixture_close(&out);
}
END_TEST

START_TEST(a_file_is_written_whole)
{
    char path[] = "/tmp/test_console.XXXXXX";
    out = (struct fixture){.length = 0};
    out.writer = mkstemp(path);
    out.reader = open(path, O_RDONLY);
    ck_assert_int_eq(write(out.writer, "before\n", 7), 7);
    fixture_open(&out, TWO);
    fixture_put(&out, 0, "after\n");
    fixture_flush(&out);
    ck_assert_str_eq(out.text, "before\nmenu    | after\n");
    unlink(path);
    fixture_close(&out);
}
END_TEST

static Suite *console_suite(void)
{
    Suite *suite = suite_create("console");
    TCase *bytes = tcase_create("bytes");
    tcase_add_test(bytes, alone_output_passes_straight_through);
    tcase_add_test(bytes, carriage_return_before_newline_is_dropped);
    tcase_add_test(bytes, colour_comes_once_a_line);
    tcase_add_test(bytes, several_vms_print_whole_lines_only);
    tcase_add_test(bytes, the_end_of_a_vm_finishes_its_line);
    tcase_add_test(bytes, each_vm_has_its_colour);
    tcase_add_test(bytes, names_are_cut_aligned_and_told_apart);
    tcase_add_test(bytes, raw_passes_everything);
    tcase_add_test(bytes, raw_among_several_keeps_lines_and_names);
    tcase_add_test(bytes, characters_are_never_split);
    tcase_add_test(bytes, long_lines_are_broken_among_several_and_whole_alone);
    tcase_add_test(bytes, a_file_is_written_whole);
    suite_add_tcase(suite, bytes);
    return suite;
}

int main(void)
{
    return run_suite(console_suite());
}
