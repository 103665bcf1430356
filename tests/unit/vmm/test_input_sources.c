/* What stdin may be besides a pipe: a file, /dev/null, a directory, nothing at all. */
#include "console/input.h"
#include "unit/run_tests.h"

#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static struct input *input;
static struct error err;

static void ck_ended_once(void)
{
    ck_assert_int_eq(input_next(input), INPUT_EOF_BYTE);
    for (unsigned i = 0; i < 3; i++)
        ck_assert_int_eq(input_next(input), -1);
    ck_assert(!input_has_room(input));
}

START_TEST(a_file_cannot_be_polled_but_read)
{
    char path[] = "/tmp/test_input.XXXXXX";
    int fd = mkstemp(path);
    unlink(path);
    ck_assert_int_eq(write(fd, "file", 4), 4);
    lseek(fd, 0, SEEK_SET);
    input = input_create(fd, false, &err);
    ck_assert(!input_pollable(input));
    ck_assert_uint_eq(input_read(input, &err), INPUT_DATA);
    ck_assert_uint_eq(input_read(input, &err), INPUT_DATA | INPUT_END);
    for (const char *byte = "file"; *byte; byte++)
        ck_assert_int_eq(input_next(input), *byte);
    ck_ended_once();
    input_destroy(input);
    close(fd);
}
END_TEST

START_TEST(dev_null_ends_at_once)
{
    int fd = open("/dev/null", O_RDONLY);
    input = input_create(fd, false, &err);
    ck_assert(!input_pollable(input));
    ck_assert_uint_eq(input_read(input, &err), INPUT_DATA | INPUT_END);
    ck_ended_once();
    input_destroy(input);
    close(fd);
}
END_TEST

START_TEST(a_closed_stdin_ends_at_once)
{
    int fd = dup(STDIN_FILENO);
    close(fd);
    input = input_create(fd, false, &err);
    ck_assert(!input_pollable(input));
    ck_assert_uint_eq(input_read(input, &err), INPUT_DATA | INPUT_END);
    ck_ended_once();
    input_destroy(input);
}
END_TEST

START_TEST(a_directory_is_an_error_and_the_end)
{
    int fd = open("/", O_RDONLY);
    err = (struct error){0};
    input = input_create(fd, false, &err);
    ck_assert_uint_eq(input_read(input, &err), INPUT_DATA | INPUT_END | INPUT_ERROR);
    ck_assert_int_eq(err.status, STATUS_OS_ERROR);
    ck_ended_once();
    input_destroy(input);
    close(fd);
}
END_TEST

static Suite *sources_suite(void)
{
    Suite *suite = suite_create("input_sources");
    TCase *sources = tcase_create("sources");
    tcase_add_test(sources, a_file_cannot_be_polled_but_read);
    tcase_add_test(sources, dev_null_ends_at_once);
    tcase_add_test(sources, a_closed_stdin_ends_at_once);
    tcase_add_test(sources, a_directory_is_an_error_and_the_end);
    suite_add_tcase(suite, sources);
    return suite;
}

int main(void)
{
    return run_suite(sources_suite());
}
