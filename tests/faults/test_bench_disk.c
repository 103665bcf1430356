/*
 * A disk that fills up while the bench driver writes its results, after one page, after two, and so
 * on: it is said, and what is on the disk is whole.
 */
#include "harness/host.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef BENCH /* the makefile names that of the variant under test */
#define BENCH "bench/kvm-bench"
#endif

enum {
    CANNOT_WRITE = 74,
    CANNOT_PREPARE = 99,
    PAGE = 4096,
    PAGES_MOST = 6, /* a run of one round writes seven small files */
    LIMIT_S = 90,
};

struct disk {
    const char *folder;
    unsigned pages;
};

/* A small file system in the folder, which only the driver and its children see; what is on it
   comes to the test by the driver's /proc/PID/root, so it is looked at before the end is. */
static void mount_disk(void *argument)
{
    const struct disk *disk = argument;
    char options[40];
    snprintf(options, sizeof(options), "size=%u,mode=755", disk->pages * PAGE);
    if (unshare(CLONE_NEWNS) < 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
        mount("none", disk->folder, "tmpfs", 0, options) < 0)
        _exit(CANNOT_PREPARE);
}

/* The driver under a shell that afterwards lists what is left on the disk, file by file, with the
   last byte of each: what is cut off does not end with a line. */
#define THEN_LIST                                                                                  \
    BENCH " run --arch x86_64 --engines tcg,native --workloads fib --iterations 1 --budget 6 "     \
          "--rounds 1 "                                                                            \
          "--out \"$0\"; "                                                                         \
          "status=$?; cd \"$0\"; for file in .[!.]* *; do [ ! -e \"$file\" ] || "                  \
          "printf 'left %s %s\\n' \"$file\" \"$(tail -c 1 \"$file\" | od -An -c)\"; done; exit "   \
          "$status"

START_TEST(a_full_disk_is_said_and_what_is_there_is_whole)
{
    struct disk disk = {.pages = (unsigned)_i};
    struct process process;
    char folder[128], name[24];
    require_root("mount a small disk");
    require_program("qemu-system-x86_64");
    snprintf(name, sizeof(name), "small-%d", (int)getpid()); /* each test is a process of its own */
    scratch_name(folder, name);
    ck_assert_int_eq(mkdir(folder, 0755), 0);
    disk.folder = folder;
    process_run(&process, &(struct command){
                              .argv = (const char *const[]){"sh", "-c", THEN_LIST, folder, NULL},
                              .prepare = mount_disk,
                              .opaque = &disk,
                              .limit_s = LIMIT_S});
    if (process.status == CANNOT_PREPARE)
        skip("this system does not let a test mount a disk");
    must_end_with(&process, CANNOT_WRITE);
    ck_assert_msg(text_find(&process.errors, "No space left on device", 0) >= 0, "it said:\n%s",
                  text_tail(&process.errors));
    unsigned left = text_count(&process.output, "left "); /* some take more than a page */
    ck_assert_uint_ge(left, 1);
    ck_assert_uint_le(left, disk.pages);
    ck_assert_uint_eq(text_count(&process.output, "\\n\n"), left);
    ck_assert_uint_eq(text_count(&process.output, "left ."), 0);
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("bench_disk");
    TCase *tests = report_case(suite, "bench_disk", LIMIT_S + 10);
    tcase_add_loop_test(tests, a_full_disk_is_said_and_what_is_there_is_whole, 1, PAGES_MOST + 1);
    return report_run(argv[0], suite);
}
