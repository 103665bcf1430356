/* Statistics: what is told apart, the table and the CSV file. */
#include "observe/exit_reason.h"
#include "observe/stats.h"
#include "observe/whole_file.h"
#include "unit/run_tests.h"

#include <inttypes.h>
#include <linux/kvm.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct error err;
static struct stats *stats;

static void open_stats(void)
{
    err = (struct error){0};
    stats = stats_create(2, "counter", &err);
    ck_assert_ptr_nonnull(stats);
}

static void close_stats(void)
{
    stats_destroy(stats);
}

START_TEST(reasons_have_names)
{
    ck_assert_str_eq(exit_reason_name(KVM_EXIT_IO), "io");
    ck_assert_str_eq(exit_reason_name(KVM_EXIT_IRQ_WINDOW_OPEN), "irq_window_open");
    ck_assert_str_eq(exit_reason_name(KVM_EXIT_INTERNAL_ERROR), "internal_error");
    ck_assert_str_eq(exit_reason_name(13), "unknown");             /* of another architecture */
    ck_assert_str_eq(exit_reason_name(KVM_EXIT_NOTIFY), "notify"); /* the last we know */
    ck_assert_str_eq(exit_reason_name(KVM_EXIT_NOTIFY + 1), "unknown");
    ck_assert_str_eq(exit_reason_name(9999), "unknown");
}
END_TEST

static int write_csv(const char *path, struct stats *const *all, unsigned count)
{
    struct whole_file file;
    if (whole_file_begin(&file, path, &err) < 0)
        return -1;
    return stats_write_csv(&file, all, count, &err);
}

/* The statistics as CSV text, the header line checked and left out. */
static const char *csv(void)
{
    static char text[64 * 1024];
    static const char header[] = "vm,kind,key,direction,count,total_ns,p50_ns,p99_ns\n";
    char path[] = "/tmp/test_stats.XXXXXX";
    close(mkstemp(path));
    ck_assert_msg(write_csv(path, (struct stats *[]){NULL, stats}, 2) == 0, "%s", err.text);
    FILE *file = fopen(path, "r");
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    unlink(path);
    ck_assert(strncmp(text, header, strlen(header)) == 0);
    return text + strlen(header);
}

START_TEST(nothing_happened)
{
    ck_assert_str_eq(csv(), "2,window,irq,,0,,,\n2,guest,run,,0,0,,\n");
}
END_TEST

START_TEST(exits_are_told_apart_and_longest_first)
{
    stats_exit(stats, KVM_EXIT_IO, 0x3f8, true, 10);
    stats_exit(stats, KVM_EXIT_IO, 0x3f8, true, 12);
    stats_exit(stats, KVM_EXIT_IO, 0x3f8, false, 5);
    stats_exit(stats, KVM_EXIT_IO, 0x60, false, 3);
    stats_exit(stats, KVM_EXIT_MMIO, 0, true, 2);
    stats_exit(stats, KVM_EXIT_HLT, 77, true, 15); /* port and direction mean nothing here */
    stats_exit(stats, KVM_EXIT_HLT, 0, false, 15);
    stats_exit(stats, 9999, 0, false, 1);
    stats_interrupt(stats, 0x21, 7);
    stats_interrupt(stats, 0x20, 9);
    stats_interrupt(stats, 0x20, 8);
    stats_window(stats);
    stats_guest(stats, 1000);
    stats_guest(stats, 234);
    ck_assert_uint_eq(stats_exits(stats), 8);
    ck_assert_str_eq(csv(), "2,exit,hlt,,2,30,15,15\n"
                            "2,exit,io 0x03f8,out,2,22,10,12\n"
                            "2,exit,io 0x03f8,in,1,5,5,5\n"
                            "2,exit,io 0x0060,in,1,3,3,3\n"
                            "2,exit,mmio,out,1,2,2,2\n"
                            "2,exit,unknown 9999,,1,1,1,1\n"
                            "2,interrupt,0x20,,2,17,8,9\n"
                            "2,interrupt,0x21,,1,7,7,7\n"
                            "2,window,irq,,1,,,\n"
                            "2,guest,run,,2,1234,,\n");
}
END_TEST

START_TEST(interrupts_without_a_time_stay_out_of_the_others)
{
    stats_interrupt(stats, 0x20, 8);
    stats_untimed_interrupt(stats, 0x20);
    stats_untimed_interrupt(stats, 0x20);
    stats_untimed_interrupt(stats, 0x27);
    ck_assert_str_eq(csv(), "2,interrupt,0x20,,1,8,8,8\n"
                            "2,interrupt,0x20,,2,,,\n"
                            "2,interrupt,0x27,,1,,,\n"
                            "2,window,irq,,0,,,\n"
                            "2,guest,run,,0,0,,\n");
}
END_TEST

START_TEST(a_guest_on_all_ports_loses_no_exit)
{
    uint64_t total = 0, count, sum = 0;
    bool other = false;
    for (unsigned port = 0; port < 65536; port++)
        stats_exit(stats, KVM_EXIT_IO, (uint16_t)port, port & 1, 1);
    for (const char *row = csv(); *row; row = strchr(row, '\n') + 1) {
        char key[32];
        if (sscanf(row, "2,exit,%31[^,],%*[^0-9]%" SCNu64 ",%" SCNu64, key, &count, &sum) == 3 ||
            sscanf(row, "2,exit,%31[^,],,%" SCNu64 ",%" SCNu64, key, &count, &sum) == 3)
            total += count;
        other |= strstr(row, "2,exit,other,,") == row;
    }
    ck_assert(other);
    ck_assert_uint_eq(total, 65536);
    ck_assert_uint_eq(stats_exits(stats), 65536);
}
END_TEST

/* One exit of each unit; a quantile is off by as much as its histogram may be. */
/* clang-format off */
static const char table[] =
    "VM 2, counter: 4 exits\n"
    "  kind       key               dir         count         total           p50           p99\n"
    "  exit       hlt                               1       1.000 s    989.571 ms    989.571 ms\n"
    "  exit       mmio              in              1      1.000 ms    999.155 us    999.155 us\n"
    "  exit       io 0x00e9         out             1      1.000 us      1.000 us      1.000 us\n"
    "  exit       io 0x0060         in              1        999 ns        999 ns        999 ns\n"
    "  window     irq                               0                                          \n"
    "  guest      run                               0          0 ns                            \n";
/* clang-format on */

START_TEST(the_table_has_names_and_units)
{
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    stats_exit(stats, KVM_EXIT_IO, 0xe9, true, 1000);
    stats_exit(stats, KVM_EXIT_IO, 0x60, false, 999);
    stats_exit(stats, KVM_EXIT_HLT, 0, false, 1000000000);
    stats_exit(stats, KVM_EXIT_MMIO, 0, false, 1000000);
    stats_report(file, (struct stats *[]){stats, NULL}, 2);
    fclose(file);
    ck_assert_str_eq(text, table);
    free(text);
}
END_TEST

START_TEST(a_file_that_cannot_be_written_is_an_error)
{
    ck_assert_int_eq(write_csv("/nonexistent/stats.csv", &stats, 1), -1);
    ck_assert_int_eq(err.status, STATUS_NO_FILE);
    err = (struct error){0};
    ck_assert_int_eq(write_csv("/dev/full", &stats, 1), -1);
    ck_assert_int_eq(err.status, STATUS_OS_ERROR);
    ck_assert_ptr_nonnull(strstr(err.text, "No space left"));
    err = (struct error){0};
    ck_assert_int_eq(write_csv("/dev/null", &stats, 1), 0);
    struct stat status;
    ck_assert_int_eq(stat("/dev/null", &status), 0);
    ck_assert(S_ISCHR(status.st_mode)); /* and not replaced by a file */
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        reasons_have_names,
        nothing_happened,
        exits_are_told_apart_and_longest_first,
        interrupts_without_a_time_stay_out_of_the_others,
        a_guest_on_all_ports_loses_no_exit,
        the_table_has_names_and_units,
        a_file_that_cannot_be_written_is_an_error,
    };
    return RUN_TESTS_BETWEEN("stats", tests, open_stats, close_stats);
}
