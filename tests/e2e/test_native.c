/*
 * The native engine's programs as they are used: the list, bad usage, and that i386 and x86_64
 * give the same checksums for every workload.
 */
#include "harness/host.h"
#include "harness/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { ROWS_MAX = 64, OUTPUT_MAX = 1 << 16 };

/* Runs `program ARCH`'s binary through the shell, keeps its output and returns its status. */
static int run(const char *arch, const char *arguments, char *output)
{
    char command[4096];
    require_native(arch);
    snprintf(command, sizeof command, "%s %s", host_native(arch), arguments);
    FILE *stream = popen(command, "r");
    ck_assert_ptr_nonnull(stream);
    size_t length = fread(output, 1, OUTPUT_MAX - 1, stream);
    output[length] = '\0';
    int status = pclose(stream);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/*
 * Turns the list into a spec that runs every workload once at its default size.
 * @param alien  receives how many of them need a hypervisor
 */
static unsigned make_spec(const char *list, char *spec, unsigned *alien)
{
    unsigned rows = 0, size, needs_hypervisor;
    char name[32];
    *alien = 0;
    *spec = '\0';
    for (const char *at = list; *at != '\0'; at = strchr(at, '\n') + 1, rows++) {
        ck_assert_int_eq(
            sscanf(at, "%31[^,],%*[a-z],%u,%*[^,],%*[^,],%u,", name, &size, &needs_hypervisor), 3);
        *alien += needs_hypervisor;
        spec += sprintf(spec, "%s%s:%u:1", rows > 0 ? "," : "", name, size);
    }
    return rows;
}

/* Keeps of each `end` mark the workload, size and checksum: what must not differ. */
static unsigned keep_checksums(const char *marks, char rows[][80])
{
    unsigned count = 0, size;
    char name[32], checksum[17];
    for (const char *at = marks; *at != '\0'; at = strchr(at, '\n') + 1)
        if (sscanf(at, "M1 %*u end %31s %u 0 %*u %*u %16s", name, &size, checksum) == 3)
            sprintf(rows[count++], "%s %u %s", name, size, checksum);
    return count;
}

START_TEST(both_architectures_agree)
{
    static char list[OUTPUT_MAX], spec[OUTPUT_MAX], marks[OUTPUT_MAX];
    static char wide[ROWS_MAX][80], narrow[ROWS_MAX][80];
    ck_assert_int_eq(run("x86_64", "--list", list), 0);
    unsigned alien, rows = make_spec(list, spec, &alien);
    ck_assert_uint_ge(rows, 20);
    ck_assert_uint_ge(alien, 2);
    strcat(spec, " 2>&1");
    ck_assert_int_eq(run("x86_64", spec, marks), 1);
    ck_assert_ptr_nonnull(strstr(marks, "fail hypercall 100 0 unsupported"));
    ck_assert_uint_eq(keep_checksums(marks, wide), rows - alien);
    ck_assert_int_eq(run("i386", spec, marks), 1);
    ck_assert_uint_eq(keep_checksums(marks, narrow), rows - alien);
    for (unsigned i = 0; i < rows - alien; i++)
        ck_assert_str_eq(wide[i], narrow[i]);
}
END_TEST

static const char *const archs[] = {"i386", "x86_64"};

START_TEST(a_good_spec_ends_with_status_0)
{
    static char marks[OUTPUT_MAX];
    char boot[32];
    ck_assert_int_eq(run(archs[_i], "fib:1:2,pagefault:70:1 2>/dev/null", marks), 0);
    snprintf(boot, sizeof boot, "M1 0 boot %s ", archs[_i]);
    ck_assert_msg(strncmp(marks, boot, strlen(boot)) == 0, "%s", marks);
    ck_assert_ptr_nonnull(strstr(marks, "\nM1 7 done 7 *"));
}
END_TEST

START_TEST(the_list_has_seven_fields_a_row)
{
    static char list[OUTPUT_MAX];
    ck_assert_int_eq(run(archs[_i], "--list", list), 0);
    ck_assert_ptr_nonnull(strstr(list, "\nfib,compute,20,times fib(20),calls and returns,0,0\n"));
    ck_assert_ptr_nonnull(strstr(list, "\nhypercall,outside,"));
    for (char *row = strtok(list, "\n"); row != NULL; row = strtok(NULL, "\n")) {
        unsigned commas = 0;
        for (const char *at = row; *at != '\0'; at++)
            commas += *at == ',';
        ck_assert_msg(commas == 6, "%s", row);
    }
}
END_TEST

START_TEST(bad_usage_ends_with_status_64)
{
    static char output[OUTPUT_MAX];
    static const char *const bad[] = {"2>&1", "a:1:1 b:1:1 2>&1", "--help 2>&1", "-x 2>&1"};
    for (unsigned i = 0; i < sizeof bad / sizeof *bad; i++) {
        ck_assert_int_eq(run(archs[_i], bad[i], output), 64);
        ck_assert_ptr_nonnull(strstr(output, "usage: "));
    }
    ck_assert_int_eq(run(archs[_i], "--list >/dev/full", output), 1);
    ck_assert_int_eq(run(archs[_i], "fib:0:1 2>&1", output), 1);
    ck_assert_ptr_nonnull(strstr(output, "bad word 'fib:0:1'"));
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("native");
    TCase *tests = report_case(suite, "programs", 60);
    tcase_add_test(tests, both_architectures_agree);
    tcase_add_loop_test(tests, a_good_spec_ends_with_status_0, 0, 2);
    tcase_add_loop_test(tests, the_list_has_seven_fields_a_row, 0, 2);
    tcase_add_loop_test(tests, bad_usage_ends_with_status_64, 0, 2);
    return report_run(argv[0], suite);
}
