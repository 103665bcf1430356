/* The mark stream's way out: which bytes are written at once, and that none is lost. */
#include "unit/run_tests.h"
#include "vm/marks.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static struct marks marks;
static int reader;

static void open_marks(void)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    reader = ends[0];
    marks = (struct marks){.fd = ends[1], .own_fd = ends[1]};
}

static void close_marks(void)
{
    marks_close(&marks);
    close(reader);
}

static void put(const char *text)
{
    for (; *text; text++)
        marks_put(&marks, (uint8_t)*text);
}

/* What has arrived so far. */
static const char *arrived(void)
{
    static char text[2 * MARKS_BUFFER];
    ssize_t length = read(reader, text, sizeof text - 1);
    text[length > 0 ? length : 0] = '\0';
    return text;
}

START_TEST(first_and_last_byte_of_a_line_are_due)
{
    open_marks();
    put("M");
    ck_assert(marks.due);
    ck_assert_int_eq(marks_flush(&marks), 0);
    ck_assert_str_eq(arrived(), "M");
    put("1 0 begin");
    ck_assert(!marks.due);
    ck_assert_str_eq(arrived(), "");
    put("\n");
    ck_assert(marks.due);
    ck_assert_int_eq(marks_flush(&marks), 0);
    ck_assert_str_eq(arrived(), "1 0 begin\n");
    ck_assert(!marks.due);
    put("\n"); /* first and last at once */
    ck_assert(marks.due);
    close_marks();
}
END_TEST

START_TEST(half_a_line_is_kept_until_it_is_asked_for)
{
    open_marks();
    put("M");
    marks_flush(&marks);
    put("1 1 en");
    ck_assert(!marks.due);
    ck_assert_int_eq(marks_flush(&marks), 0);
    ck_assert_str_eq(arrived(), "M1 1 en");
    close_marks();
}
END_TEST

START_TEST(endless_line_is_written_before_the_buffer_is_full)
{
    open_marks();
    put("x");
    marks_flush(&marks);
    for (unsigned i = 0; i < MARKS_BUFFER / 2; i++) {
        ck_assert(!marks.due);
        put("x");
    }
    ck_assert(marks.due);
    ck_assert_int_eq(marks_flush(&marks), 0);
    ck_assert_uint_eq(strlen(arrived()), MARKS_BUFFER / 2 + 1);
    close_marks();
}
END_TEST

START_TEST(what_could_not_be_written_stays_due)
{
    open_marks();
    put("line\n");
    int good = marks.fd;
    marks.fd = reader; /* not open for writing */
    ck_assert_int_eq(marks_flush(&marks), -1);
    ck_assert_int_eq(errno, EBADF);
    ck_assert(marks.due);
    marks.fd = good;
    ck_assert_int_eq(marks_flush(&marks), 0);
    ck_assert_str_eq(arrived(), "line\n");
    close_marks();
}
END_TEST

static void alarm_rang(int signal)
{
    (void)signal;
}

/* fd:N may be anything that whoever started us made, and another holds. */
START_TEST(full_pipe_is_waited_for_though_it_does_not_block)
{
    static char filler[4096];
    const struct sigaction action = {.sa_handler = alarm_rang};
    open_marks();
    fcntl(marks.fd, F_SETFL, O_NONBLOCK);
    while (write(marks.fd, filler, sizeof filler) > 0)
        ;
    put("line\n");
    sigaction(SIGALRM, &action, NULL);
    ualarm(20000, 0);
    ck_assert_int_eq(marks_flush(&marks), -1);
    ck_assert_int_eq(errno, EINTR);
    ck_assert(marks.due);
    ck_assert_int_eq(read(reader, filler, sizeof filler), sizeof filler);
    ck_assert_int_eq(marks_flush(&marks), 0);
    close_marks();
}
END_TEST

START_TEST(without_a_reader_bytes_are_forgotten)
{
    struct error err = {0};
    ck_assert_int_eq(marks_open(&marks, NULL, &err), 0);
    put("line\n");
    ck_assert(!marks.due);
    ck_assert_uint_eq(marks.used, 0);
    marks_close(&marks);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        first_and_last_byte_of_a_line_are_due,
        half_a_line_is_kept_until_it_is_asked_for,
        endless_line_is_written_before_the_buffer_is_full,
        what_could_not_be_written_stays_due,
        full_pipe_is_waited_for_though_it_does_not_block,
        without_a_reader_bytes_are_forgotten,
    };
    return RUN_TESTS("marks", tests);
}
