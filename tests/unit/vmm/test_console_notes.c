/* What the monitor itself has to say: among the guests' output, or on a descriptor of its own. */
#include "console_fixture.h"
#include "unit/run_tests.h"

#include <signal.h>

static struct fixture out;

#define ALONE ((struct console_config){.notes_fd = -1, .vms = 1, .name = {"hello"}})
#define TWO   ((struct console_config){.notes_fd = -1, .vms = 2, .name = {"menu", "counter"}})

START_TEST(a_note_comes_after_what_was_printed_before_it)
{
    fixture_pipe(&out, TWO);
    fixture_put(&out, 1, "1\n2\n3\n");
    console_note(out.console, "VM 1 stops");
    fixture_put(&out, 1, "4\n");
    console_note(out.console, "two\nlines\n");
    const char *text = fixture_flush(&out);
    ck_assert(strstr(text, "VM 1 stops\n") > strstr(text, "counter | 3\n"));
    ck_assert(strstr(text, "two\nlines\n") > strstr(text, "counter | 4\n"));
    ck_assert_uint_eq(out.length, 4 * strlen("counter | 1\n") + strlen("VM 1 stops\ntwo\nlines\n"));
    fixture_close(&out);
}
END_TEST

START_TEST(a_note_has_its_own_line_or_descriptor)
{
    int notes[2];
    char text[8] = "";
    ck_assert_int_eq(pipe(notes), 0);
    fixture_pipe(&out, ALONE);
    fixture_print(&out, 0, "open");
    console_note(out.console, "note");
    ck_assert_str_eq(fixture_print(&out, 0, "ed\n"), "open\nnote\ned\n");
    fixture_close(&out);
    struct console_config config = ALONE;
    config.notes_fd = notes[1];
    fixture_pipe(&out, config);
    console_note(out.console, "apart");
    ck_assert_int_eq(read(notes[0], text, sizeof text - 1), 6);
    ck_assert_str_eq(text, "apart\n");
    ck_assert_str_eq(fixture_flush(&out), "");
    fixture_close(&out);
}
END_TEST

/* Says the last words on a console whose notes go to `fd`, and closes it. */
static int say_last(int fd)
{
    struct console_config config = ALONE;
    config.notes_fd = fd;
    fixture_pipe(&out, config);
    int result = console_last_words(out.console, "the table\n", 1000, &out.err);
    fixture_close(&out);
    close(fd);
    return result;
}

START_TEST(last_words_for_nobody_are_no_error_but_lost_ones_are)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    close(ends[0]);
    signal(SIGPIPE, SIG_IGN);
    ck_assert_int_eq(say_last(ends[1]), 0);
    ck_assert_int_eq(say_last(open("/dev/full", O_WRONLY)), -1);
    ck_assert_int_eq(out.err.status, STATUS_OS_ERROR);
    ck_assert_ptr_nonnull(strstr(out.err.text, "No space left"));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_note_comes_after_what_was_printed_before_it,
        a_note_has_its_own_line_or_descriptor,
        last_words_for_nobody_are_no_error_but_lost_ones_are,
    };
    return RUN_TESTS("console_notes", tests);
}
