/* A command's words, as a program gets them and as a shell would read them; the files it brings. */
#include "process/command.h"
#include "unit/run_tests.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct command command;

static void clear_command(void)
{
    command_free(&command);
}

START_TEST(test_words_in_their_order)
{
    static const char *const more[] = {"-display", "none", NULL};
    command_add(&command, "qemu");
    command_add(&command, "-m");
    command_add(&command, "%dM", 16);
    command_add_words(&command, more);
    ck_assert(!command.broken);
    ck_assert_uint_eq(command.words, 5);
    ck_assert_str_eq(command.argv[2], "16M");
    ck_assert_str_eq(command.argv[4], "none");
    ck_assert_ptr_null(command.argv[5]);
}
END_TEST

START_TEST(test_a_word_too_many_breaks_it)
{
    for (unsigned i = 0; i < COMMAND_MAX; i++)
        command_add(&command, "%u", i);
    ck_assert(!command.broken);
    ck_assert_str_eq(command.argv[COMMAND_MAX - 1], "63");
    command_add(&command, "one more");
    ck_assert(command.broken);
    ck_assert_uint_eq(command.words, COMMAND_MAX);
    ck_assert_ptr_null(command.argv[COMMAND_MAX]);
}
END_TEST

static const char printed[] = "sh -c 'echo $HOME' '' 'it'\\''s' /a-b_c.d:e=f,g+h@i%j '*'";

START_TEST(test_is_printed_for_a_shell)
{
    static const char *const words[] = {
        "sh", "-c", "echo $HOME", "", "it's", "/a-b_c.d:e=f,g+h@i%j", "*", NULL};
    char text[sizeof printed + 2];
    command_add_words(&command, words);
    command_print(&command, text, sizeof text);
    ck_assert_str_eq(text, printed);
    for (size_t size = 1; size <= sizeof printed; size++) { /* as much as there is room for */
        memset(text, '~', sizeof text);
        command_print(&command, text, size);
        ck_assert_uint_eq(strlen(text), size - 1);
        ck_assert_mem_eq(text, printed, size - 1);
        ck_assert_int_eq(text[size], '~');
    }
}
END_TEST

START_TEST(test_files_begin_as_told_and_end_in_zeros)
{
    char path[32], bytes[8];
    int fd = command_file(&command, "abc", 3, 6);
    ck_assert(!command.broken);
    ck_assert_uint_eq(command.files, 1);
    ck_assert_int_eq(command.file[0], fd);
    snprintf(path, sizeof path, "/dev/fd/%d", fd);
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fread(bytes, 1, sizeof bytes, file), 6);
    ck_assert_mem_eq(bytes, "abc\0\0\0", 6);
    fclose(file);
    for (unsigned i = 1; i < COMMAND_FILES_MAX; i++)
        ck_assert_int_ge(command_file(&command, "", 0, 1), 0);
    ck_assert_int_eq(command_file(&command, "", 0, 1), -1);
    ck_assert(command.broken);
    command_free(&command);
    ck_assert_int_eq(access(path, F_OK), -1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_words_in_their_order,
        test_a_word_too_many_breaks_it,
        test_is_printed_for_a_shell,
        test_files_begin_as_told_and_end_in_zeros,
    };
    return RUN_TESTS_BETWEEN("command", tests, NULL, clear_command);
}
