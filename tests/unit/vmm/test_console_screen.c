/* The console on a terminal, seen through the eyes of a small terminal: what stands on the screen
   when one VM's open line is lifted for another's output and put back. */
#include "console_fixture.h"
#include "screen.h"
#include "unit/run_tests.h"

static struct fixture out;

#define TWO   ((struct console_config){.notes_fd = -1, .vms = 2, .name = {"menu", "count"}})
#define THREE ((struct console_config){.notes_fd = -1, .vms = 3, .name = {"menu", "b", "c"}})
#define ALONE ((struct console_config){.notes_fd = -1, .vms = 1, .name = {"menu"}})

static void open_with(struct console_config config)
{
    fixture_terminal(&out, config, COLUMNS);
}

static void ck_screen(const char *rows)
{
    struct screen screen;
    char text[SCREEN_TEXT];
    screen_show(&screen, fixture_flush(&out));
    screen_text(&screen, text);
    ck_assert_str_eq(text, rows);
}

static void close_fixture(void)
{
    fixture_close(&out);
}

START_TEST(the_prompt_shows_at_once_and_stays_at_the_bottom)
{
    open_with(TWO);
    fixture_print(&out, 0, "Choice: ");
    ck_screen("menu  | Choice: _\n");
    fixture_print(&out, 1, "1\n2\n");
    ck_screen("count | 1\ncount | 2\nmenu  | Choice: _\n");
    fixture_print(&out, 0, "4");
    fixture_print(&out, 1, "3\n");
    ck_screen("count | 1\ncount | 2\ncount | 3\nmenu  | Choice: 4_\n");
    fixture_print(&out, 0, "\nok\n");
    ck_screen("count | 1\ncount | 2\ncount | 3\nmenu  | Choice: 4\nmenu  | ok\n_\n");
}
END_TEST

START_TEST(an_edited_line_is_put_back_as_it_stands)
{
    open_with(TWO);
    fixture_print(&out, 0, "> abx\b \bc\tdef\b\b");
    ck_screen("menu  | > abc   d_ef\n");
    fixture_print(&out, 1, "line\n");
    ck_screen("count | line\nmenu  | > abc   d_ef\n");
    fixture_print(&out, 0, "E");
    ck_screen("count | line\nmenu  | > abc   dE_f\n");
    fixture_print(&out, 0, "\rYZ");
    ck_screen("count | line\nmenu  | YZ_abc   dEf\n");
    fixture_print(&out, 1, "again\n");
    ck_screen("count | line\ncount | again\nmenu  | YZ_abc   dEf\n");
}
END_TEST

START_TEST(erasing_stops_at_the_prefix)
{
    open_with(TWO);
    fixture_print(&out, 0, "a");
    fixture_print(&out, 0, "\b \b\b \b\b \bx");
    ck_screen("menu  | x_\n");
}
END_TEST

START_TEST(the_prompt_of_vm_0_goes_before_others)
{
    open_with(THREE);
    fixture_print(&out, 2, "two");
    ck_screen("c    | two_\n");
    fixture_print(&out, 1, "one");
    ck_screen("c    | two_\n");
    fixture_print(&out, 0, "> ");
    ck_screen("menu | > _\n");
    fixture_print(&out, 2, " more\n");
    ck_screen("c    | two more\nmenu | > _\n");
    fixture_print(&out, 0, "go\n");
    ck_screen("c    | two more\nmenu | > go\nb    | one_\n");
}
END_TEST

START_TEST(a_wrapped_prompt_is_lifted_whole)
{
    open_with(TWO);
    fixture_print(&out, 0, "0123456789012345678901234567890123456789"); /* 8 + 40: two rows */
    fixture_print(&out, 1, "x\n");
    ck_screen("count | x\nmenu  | 01234567890123456789012345678901\n23456789_\n");
}
END_TEST

START_TEST(a_wrapped_line_gives_way_whole)
{
    open_with(TWO);
    fixture_print(&out, 1, "0123456789012345678901234567890123456789");
    fixture_print(&out, 0, "> ");
    ck_screen("menu  | > _\n");
}
END_TEST

START_TEST(a_prompt_that_just_fills_the_row_is_lifted)
{
    open_with(TWO);
    fixture_print(&out, 0, "01234567890123456789012345678901"); /* 8 + 32: all of a row */
    fixture_print(&out, 1, "x\n");
    ck_screen("count | x\nmenu  | 01234567890123456789012345678901_\n");
}
END_TEST

START_TEST(a_cursor_at_the_begin_of_a_row_is_in_that_row)
{
    open_with(TWO);
    fixture_print(&out, 0, "0123456789012345678901234567890123456789\b\b\b\b\b\b\b\b");
    fixture_print(&out, 1, "x\n");
    ck_screen("count | x\nmenu  | 01234567890123456789012345678901\n_23456789\n");
}
END_TEST

START_TEST(a_note_lifts_the_prompt)
{
    open_with(ALONE);
    fixture_print(&out, 0, "Choice: ");
    console_note(out.console, "Ctrl-A x quits");
    ck_screen("Ctrl-A x quits\nChoice: _\n");
    fixture_print(&out, 0, "1\n");
    ck_screen("Ctrl-A x quits\nChoice: 1\n_\n");
}
END_TEST

START_TEST(suspended_and_resumed_the_prompt_comes_again)
{
    struct console_config config = ALONE;
    config.color = true;
    struct screen screen;
    open_with(config);
    fixture_print(&out, 0, "> ab");
    screen_show(&screen, out.text);
    ck_assert_uint_eq(screen.color, 31);
    ck_assert_int_eq(console_finish(out.console, 1000, &out.err), 0);
    char buffer[64];
    ssize_t n = read(out.reader, buffer, sizeof buffer);
    ck_assert_int_eq(n, 5);
    ck_assert_mem_eq(buffer, "\033[0m\n", 5);
    out.length = 0; /* the shell has cleared the screen */
    ck_screen("> ab_\n");
}
END_TEST

START_TEST(lines_are_lifted_once_a_flush)
{
    open_with(TWO);
    fixture_print(&out, 0, "> ");
    size_t before = out.length;
    fixture_print(&out, 1, "1\n2\n3\n");
    ck_assert_str_eq(out.text + before, "\r\033[Kcount | 1\ncount | 2\ncount | 3\nmenu  | > ");
}
END_TEST

static Suite *screen_suite(void)
{
    Suite *suite = suite_create("console_screen");
    TCase *screen = tcase_create("screen");
    tcase_add_checked_fixture(screen, NULL, close_fixture);
    tcase_add_test(screen, the_prompt_shows_at_once_and_stays_at_the_bottom);
    tcase_add_test(screen, an_edited_line_is_put_back_as_it_stands);
    tcase_add_test(screen, erasing_stops_at_the_prefix);
    tcase_add_test(screen, the_prompt_of_vm_0_goes_before_others);
    tcase_add_test(screen, a_wrapped_prompt_is_lifted_whole);
    tcase_add_test(screen, a_wrapped_line_gives_way_whole);
    tcase_add_test(screen, a_prompt_that_just_fills_the_row_is_lifted);
    tcase_add_test(screen, a_cursor_at_the_begin_of_a_row_is_in_that_row);
    tcase_add_test(screen, a_note_lifts_the_prompt);
    tcase_add_test(screen, suspended_and_resumed_the_prompt_comes_again);
    tcase_add_test(screen, lines_are_lifted_once_a_flush);
    suite_add_tcase(suite, screen);
    return suite;
}

int main(void)
{
    return run_suite(screen_suite());
}
