/* Files that are replaced at once, and those that are read whole or not at all. */
#include "base/file.h"
#include "base/status.h"
#include "unit/run_tests.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[32], path[64];
static struct error err;

static void make_folder(void)
{
    strcpy(folder, "/tmp/test_file.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/file", folder);
    err = (struct error){0};
}

static void remove_folder(void)
{
    file_remove_all(folder, "file");
    ck_assert_int_eq(rmdir(folder), 0); /* which fails when something else is left there */
}

static void write_text(FILE *out, const void *data)
{
    fputs(data, out);
}

static void write_bytes(const void *bytes, size_t size)
{
    FILE *out = fopen(path, "w");
    ck_assert_uint_eq(fwrite(bytes, 1, size, out), size);
    fclose(out);
}

START_TEST(test_is_replaced_whole)
{
    ck_assert_int_eq(file_replace(folder, "file", write_text, "old", &err), 0);
    ck_assert_int_eq(file_replace(folder, "file", write_text, "new", &err), 0);
    char *text = file_read(path, &err);
    ck_assert_str_eq(text, "new");
    free(text);
    ck_assert(file_exists(folder, "file"));
    ck_assert(!file_exists(folder, "other"));
}
END_TEST

/* What is in the way stays, and nothing stays beside it. */
START_TEST(test_what_cannot_be_replaced_stays)
{
    ck_assert_int_eq(mkdir(path, 0700), 0);
    ck_assert_int_eq(file_replace(folder, "file", write_text, "new", &err), -1);
    ck_assert_int_eq(err.status, STATUS_IO);
    ck_assert_int_eq(rmdir(path), 0);
    ck_assert_int_eq(file_replace("/nowhere", "file", write_text, "new", &(struct error){0}), -1);
}
END_TEST

/* A disk that is full, played by the file that a new one is written to. */
START_TEST(test_what_cannot_be_written_leaves_the_old_one)
{
    char new[64];
    ck_assert_int_eq(file_replace(folder, "file", write_text, "old", &err), 0);
    snprintf(new, sizeof new, "%s/.file.new", folder);
    ck_assert_int_eq(symlink("/dev/full", new), 0);
    ck_assert_int_eq(file_replace(folder, "file", write_text, "new", &err), -1);
    ck_assert_int_eq(err.status, STATUS_IO);
    ck_assert_ptr_nonnull(strstr(err.text, "No space left"));
    char *text = file_read(path, &err);
    ck_assert_str_eq(text, "old");
    free(text);
}
END_TEST

START_TEST(test_paths_that_are_too_long)
{
    char path_of_4096[4097];
    memset(path_of_4096, 'x', sizeof path_of_4096 - 1);
    path_of_4096[4096] = '\0';
    ck_assert_int_eq(file_replace(path_of_4096, "file", write_text, "", &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "too long"));
    ck_assert_int_eq(file_make_directory(path_of_4096, &(struct error){0}), -1);
    ck_assert_int_eq(file_relink(path_of_4096, "target", &(struct error){0}), -1);
    ck_assert(!file_exists(path_of_4096, "file"));
}
END_TEST

START_TEST(test_a_link_that_cannot_be_put_in_place)
{
    char new[80];
    ck_assert_int_eq(mkdir(path, 0700), 0);
    ck_assert_int_eq(file_relink(path, "one", &err), -1);
    ck_assert_int_eq(err.status, STATUS_IO);
    snprintf(new, sizeof new, "%s.new", path);
    ck_assert_int_eq(access(new, F_OK), -1);
    ck_assert_int_eq(rmdir(path), 0);
    ck_assert_int_eq(file_relink("/nowhere/link", "one", &(struct error){0}), -1);
}
END_TEST

START_TEST(test_what_is_lost_on_its_way_out_is_told)
{
    ck_assert_int_eq(file_check_stdout(&err), 0);
    ck_assert_ptr_nonnull(freopen("/dev/full", "w", stdout));
    ck_assert_int_eq(file_check_stdout(&err), 0); /* nothing was lost yet */
    puts("word");
    ck_assert_int_eq(file_check_stdout(&err), -1);
    ck_assert_int_eq(err.status, STATUS_IO);
    ck_assert_ptr_nonnull(strstr(err.text, "No space left"));
    err = (struct error){0};
    ck_assert_int_eq(file_check_stdout(&err), -1); /* nor is it found again */
    ck_assert_ptr_nonnull(strstr(err.text, "an earlier write failed"));
}
END_TEST

START_TEST(test_links_are_moved)
{
    char target[8] = "";
    ck_assert_int_eq(file_relink(path, "one", &err), 0);
    ck_assert_int_eq(file_relink(path, "two", &err), 0);
    ck_assert_int_eq(readlink(path, target, sizeof target - 1), 3);
    ck_assert_str_eq(target, "two");
}
END_TEST

START_TEST(test_directories_are_made)
{
    char deep[96];
    struct stat info;
    snprintf(deep, sizeof deep, "%s/a/b", folder);
    ck_assert_int_eq(file_make_directory(deep, &err), 0);
    ck_assert_int_eq(file_make_directory(deep, &err), 0); /* is there already */
    ck_assert_int_eq(stat(deep, &info), 0);
    ck_assert_int_eq(rmdir(deep), 0);
    write_bytes("", 0);
    ck_assert_int_eq(file_make_directory(path, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "is not a directory"));
    snprintf(deep, sizeof deep, "%s/file/b", folder);
    ck_assert_int_eq(file_make_directory(deep, &(struct error){0}), -1);
    snprintf(deep, sizeof deep, "%s/a", folder);
    ck_assert_int_eq(rmdir(deep), 0);
}
END_TEST

/** Expects the file to be refused with these words. */
static void refuse(const char *words, int status)
{
    err = (struct error){0};
    ck_assert_ptr_null(file_read(path, &err));
    ck_assert_msg(strstr(err.text, words), "\"%s\" lacks \"%s\"", err.text, words);
    ck_assert_int_eq(err.status, status);
}

START_TEST(test_only_text_is_read)
{
    refuse("cannot read", STATUS_NO_FILE);
    write_bytes("", 0);
    refuse("is empty", STATUS_IO);
    write_bytes("a\0b", 3);
    refuse("is not a text file", STATUS_IO);
}
END_TEST

START_TEST(test_first_line)
{
    char line[8] = "old";
    ck_assert(!file_first_line(path, line, sizeof line));
    write_bytes("", 0);
    ck_assert(!file_first_line(path, line, sizeof line));
    write_bytes("one\ntwo\n", 8);
    ck_assert(file_first_line(path, line, sizeof line));
    ck_assert_str_eq(line, "one");
    write_bytes("one without an end", 18);
    ck_assert(file_first_line(path, line, sizeof line));
    ck_assert_str_eq(line, "one wit");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_is_replaced_whole,
        test_what_cannot_be_replaced_stays,
        test_what_cannot_be_written_leaves_the_old_one,
        test_paths_that_are_too_long,
        test_links_are_moved,
        test_a_link_that_cannot_be_put_in_place,
        test_directories_are_made,
        test_only_text_is_read,
        test_first_line,
        test_what_is_lost_on_its_way_out_is_told,
    };
    return RUN_TESTS_BETWEEN("files", tests, make_folder, remove_folder);
}
