/* A file that appears whole or not at all, whatever becomes of the process that writes it. */
#include "observe/whole_file.h"
#include "unit/run_tests.h"

#include <dirent.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[32], path[64];
static struct error err;

static void make_folder(void)
{
    strcpy(folder, "/tmp/test_whole.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/file", folder);
    err = (struct error){0};
}

static void remove_folder(void)
{
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0); /* which fails when something else is left there */
}

static unsigned count_files(void)
{
    unsigned count = 0;
    DIR *list = opendir(folder);
    for (const struct dirent *entry; (entry = readdir(list));)
        count += entry->d_name[0] != '.';
    closedir(list);
    return count;
}

static void must_hold(const char *text)
{
    char held[64] = "";
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    held[fread(held, 1, sizeof held - 1, file)] = '\0';
    fclose(file);
    ck_assert_str_eq(held, text);
}

static void write_old(void)
{
    FILE *file = fopen(path, "w");
    fputs("old", file);
    fclose(file);
}

START_TEST(it_replaces_the_old_one_at_its_end)
{
    struct whole_file file;
    write_old();
    ck_assert_msg(whole_file_begin(&file, path, &err) == 0, "%s", err.text);
    fputs("new", file.stream);
    fflush(file.stream);
    must_hold("old");
    ck_assert_uint_eq(count_files(), 2);
    ck_assert_int_eq(whole_file_end(&file, &err), 0);
    must_hold("new");
    ck_assert_uint_eq(count_files(), 1);
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1); /* the keeper is gone */
}
END_TEST

/* In a folder where others may write, the name beside the file's may be somebody's trap. */
START_TEST(it_writes_through_nobody_elses_link)
{
    struct whole_file file;
    char victim[64], trap[96];
    snprintf(victim, sizeof victim, "%s/victim", folder);
    snprintf(trap, sizeof trap, "%s.%d.tmp", path, (int)getpid());
    write_old();
    ck_assert_int_eq(rename(path, victim), 0);
    ck_assert_int_eq(symlink(victim, trap), 0);
    ck_assert_msg(whole_file_begin(&file, path, &err) == 0, "%s", err.text);
    fputs("new", file.stream);
    ck_assert_int_eq(whole_file_end(&file, &err), 0);
    must_hold("new");
    ck_assert_int_eq(rename(victim, path), 0);
    must_hold("old");
    ck_assert_uint_eq(count_files(), 1);
}
END_TEST

START_TEST(given_up_it_leaves_nothing)
{
    struct whole_file file, none = {0};
    write_old();
    ck_assert_int_eq(whole_file_begin(&file, path, &err), 0);
    fputs("new", file.stream);
    whole_file_drop(&file);
    whole_file_drop(&file);
    whole_file_drop(&none);
    must_hold("old");
    ck_assert_uint_eq(count_files(), 1);
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
}
END_TEST

START_TEST(killed_its_writer_leaves_nothing)
{
    struct whole_file file;
    int told[2];
    char begun;
    write_old();
    ck_assert_int_eq(prctl(PR_SET_CHILD_SUBREAPER, 1), 0); /* the keeper comes to us */
    ck_assert_int_eq(pipe(told), 0);
    pid_t pid = fork();
    if (pid == 0) {
        if (whole_file_begin(&file, path, &err) == 0 && fputs("new", file.stream) >= 0 &&
            fflush(file.stream) == 0 && write(told[1], "b", 1) == 1)
            pause();
        _exit(1);
    }
    ck_assert_int_eq(read(told[0], &begun, 1), 1);
    ck_assert_uint_eq(count_files(), 2);
    kill(pid, SIGKILL);
    while (waitpid(-1, NULL, 0) > 0)
        ;
    must_hold("old");
    ck_assert_uint_eq(count_files(), 1);
}
END_TEST

START_TEST(what_cannot_be_put_in_place_is_an_error)
{
    struct whole_file file;
    ck_assert_int_eq(whole_file_begin(&file, path, &err), 0);
    ck_assert_int_eq(mkdir(path, 0700), 0); /* a folder has taken its place */
    ck_assert_int_eq(whole_file_end(&file, &err), -1);
    ck_assert_int_eq(err.status, STATUS_OS_ERROR);
    ck_assert_ptr_nonnull(strstr(err.text, "Is a directory"));
    ck_assert_int_eq(rmdir(path), 0);
    ck_assert_uint_eq(count_files(), 0);
}
END_TEST

START_TEST(without_its_keeper_it_is_an_error)
{
    struct whole_file file;
    signal(SIGPIPE, SIG_IGN); /* as kvm-vmm has it */
    ck_assert_int_eq(whole_file_begin(&file, path, &err), 0);
    kill(file.keeper.pid, SIGKILL);
    siginfo_t ended;
    ck_assert_int_eq(waitid(P_PID, (id_t)file.keeper.pid, &ended, WEXITED | WNOWAIT), 0);
    ck_assert_int_eq(whole_file_end(&file, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "it was not written"));
    ck_assert_int_ne(access(path, F_OK), 0);
    char temporary[96];
    snprintf(temporary, sizeof temporary, "%s.%d.tmp", path, (int)getpid());
    ck_assert_int_eq(unlink(temporary), 0); /* nobody was left to do so */
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        it_replaces_the_old_one_at_its_end,
        it_writes_through_nobody_elses_link,
        given_up_it_leaves_nothing,
        killed_its_writer_leaves_nothing,
        what_cannot_be_put_in_place_is_an_error,
        without_its_keeper_it_is_an_error,
    };
    return RUN_TESTS_BETWEEN("whole_file", tests, make_folder, remove_folder);
}
