/* The monitor's own lines, and a reader of stderr that is slow, has stopped, or is gone. */
#include "console/note_queue.h"
#include "unit/run_tests.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PIPE_SIZE = 4096, LINE = 100 }; /* the least that Linux makes a pipe */

static struct note_queue notes;
static int reader, writer;

static void open_notes(void)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    reader = ends[0];
    writer = ends[1];
    ck_assert_int_eq(fcntl(writer, F_SETPIPE_SZ, PIPE_SIZE), PIPE_SIZE);
    note_queue_open(&notes, writer);
}

static void close_notes(void)
{
    note_queue_close(&notes);
    close(reader);
    close(writer);
}

/* A line of LINE bytes with its number. */
static const char *line(unsigned number)
{
    static char text[LINE + 1];
    memset(text, '.', LINE);
    text[LINE - 1] = '\n';
    for (unsigned i = 0; i < 4; i++, number /= 10)
        text[3 - i] = (char)('0' + number % 10);
    return text;
}

static void put_lines(unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        note_queue_put(&notes, line(i));
        note_queue_write(&notes);
    }
}

/* Reads until the pipe is empty and nothing waits; what was read is text. */
static const char *read_all(void)
{
    static char text[64 * 1024];
    size_t length = 0;
    ssize_t n;
    fcntl(reader, F_SETFL, O_NONBLOCK);
    while ((n = read(reader, text + length, sizeof text - 1 - length)) > 0) {
        length += (size_t)n;
        note_queue_write(&notes);
    }
    text[length] = '\0';
    return text;
}

START_TEST(a_note_is_written_at_once_and_ends_its_line)
{
    note_queue_put(&notes, "one");
    note_queue_write(&notes);
    note_queue_put(&notes, "two\nthree\n");
    note_queue_write(&notes);
    ck_assert_uint_eq(notes.length, 0);
    ck_assert_str_eq(read_all(), "one\ntwo\nthree\n");
}
END_TEST

START_TEST(a_slow_reader_gets_all_in_order)
{
    enum { COUNT = 150 }; /* more than the pipe holds, less than it and the notes */
    put_lines(COUNT);
    ck_assert_uint_gt(notes.length, 0);
    const char *text = read_all();
    ck_assert_uint_eq(strlen(text), COUNT * LINE);
    for (unsigned i = 0; i < COUNT; i++)
        ck_assert_mem_eq(text + i * LINE, line(i), LINE);
}
END_TEST

START_TEST(what_finds_no_room_is_counted_and_told_in_its_place)
{
    enum { COUNT = 500 };
    put_lines(COUNT);
    unsigned lost = notes.lost;
    ck_assert_uint_gt(lost, 0);
    char told[LINE];
    snprintf(told, sizeof told, "\nkvm-vmm: notes lost, for nobody read stderr: %u\n", lost);
    const char *text = read_all();
    ck_assert_msg(strstr(text, told) != NULL, "not told of %u lost: ...%s", lost,
                  text + strlen(text) - LINE);
    ck_assert_uint_eq(strlen(text), (COUNT - lost) * LINE + strlen(told) - 1);
    ck_assert_uint_eq(notes.lost, 0);
}
END_TEST

START_TEST(the_end_does_not_wait_for_a_reader_that_has_stopped)
{
    put_lines(50);
    ck_assert_int_eq(note_queue_finish(&notes, "the end\n", 50), -1);
    ck_assert_int_eq(errno, ETIMEDOUT);
    ck_assert_int_eq(fcntl(writer, F_GETFL) & O_NONBLOCK, 0); /* the flag is not ours to set */
}
END_TEST

START_TEST(the_end_has_all_that_waits_and_the_last_words)
{
    put_lines(40); /* what waits fits into the pipe, once that was read */
    char half[PIPE_SIZE];
    ck_assert_int_gt(read(reader, half, sizeof half), 0);
    ck_assert_int_eq(note_queue_finish(&notes, "the end\n", 50), 0);
    const char *text = read_all();
    ck_assert_str_eq(text + strlen(text) - strlen("the end\n"), "the end\n");
}
END_TEST

START_TEST(a_reader_gone_keeps_nobody)
{
    close(reader);
    put_lines(300);
    ck_assert_uint_eq(notes.length, 0);
    ck_assert_int_eq(note_queue_finish(&notes, "the end\n", 50), -1);
    ck_assert_int_eq(errno, EPIPE);
    reader = dup(writer); /* for close_notes() */
}
END_TEST

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    const TTest *const tests[] = {
        a_note_is_written_at_once_and_ends_its_line,
        a_slow_reader_gets_all_in_order,
        what_finds_no_room_is_counted_and_told_in_its_place,
        the_end_does_not_wait_for_a_reader_that_has_stopped,
        the_end_has_all_that_waits_and_the_last_words,
        a_reader_gone_keeps_nobody,
    };
    return RUN_TESTS_BETWEEN("note_queue", tests, open_notes, close_notes);
}
