/* The moments of --phases: their file, and what stands in it. */
#include "observe/moments.h"
#include "unit/run_tests.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { VMS = 2, MAIN_NS = 1000 };

static char path[] = "/tmp/test_moments.XXXXXX";
static struct error err;

static uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static struct moments *open_file(void)
{
    strcpy(path + strlen(path) - 6, "XXXXXX");
    close(mkstemp(path));
    struct moments *moments = moments_open(path, VMS, MAIN_NS, &err);
    ck_assert_ptr_nonnull(moments);
    return moments;
}

/* Reads the file back and removes it. */
static void read_file(char *text, size_t size)
{
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
    unlink(path);
}

START_TEST(each_vm_has_its_rows_in_order)
{
    char text[400];
    uint64_t vm, guest, end, before = now_ns();
    struct moments *moments = open_file();
    moments_note(moments, 1, MOMENT_VM);
    moments_note(moments, 1, MOMENT_GUEST);
    moments_note(moments, 1, MOMENT_END);
    ck_assert_int_eq(moments_close(moments, &err), 0);
    read_file(text, sizeof text);
    ck_assert_int_eq(sscanf(text,
                            "vm,phase,monotonic_ns\n0,main,1000\n1,main,1000\n1,vm,%" SCNu64
                            "\n1,guest,%" SCNu64 "\n1,end,%" SCNu64,
                            &vm, &guest, &end),
                     3);
    ck_assert(before <= vm && vm <= guest && guest <= end && end <= now_ns());
}
END_TEST

START_TEST(a_phase_not_reached_has_no_row)
{
    char text[400];
    struct moments *moments = open_file();
    moments_note(moments, 0, MOMENT_VM);
    ck_assert_int_eq(moments_close(moments, &err), 0);
    read_file(text, sizeof text);
    ck_assert_ptr_nonnull(strstr(text, "\n0,vm,"));
    ck_assert_ptr_null(strstr(text, "guest"));
    ck_assert_ptr_null(strstr(text, "1,vm"));
}
END_TEST

START_TEST(without_it_nothing_is_noted)
{
    moments_note(NULL, 0, MOMENT_VM);
    ck_assert_int_eq(moments_close(NULL, &err), 0);
}
END_TEST

START_TEST(a_file_that_cannot_be_is_told_at_once)
{
    ck_assert_ptr_null(moments_open("/no/such/folder/phases.csv", VMS, MAIN_NS, &err));
    ck_assert_int_eq(err.status, STATUS_NO_FILE);
    ck_assert_ptr_nonnull(strstr(err.text, "--phases /no/such/folder/phases.csv: No such file"));
}
END_TEST

START_TEST(a_full_disk_is_told)
{
    struct moments *moments = moments_open("/dev/full", VMS, MAIN_NS, &err);
    ck_assert_ptr_nonnull(moments);
    ck_assert_int_eq(moments_close(moments, &err), -1);
    ck_assert_int_eq(err.status, STATUS_OS_ERROR);
    ck_assert_ptr_nonnull(strstr(err.text, "No space left"));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        each_vm_has_its_rows_in_order, a_phase_not_reached_has_no_row,
        without_it_nothing_is_noted,   a_file_that_cannot_be_is_told_at_once,
        a_full_disk_is_told,
    };
    return RUN_TESTS("moments", tests);
}
