/*
 * The premise of instructions.csv: that under QEMU's -icount the guest's time-stamp counter counts
 * instructions, exactly. The guest count_loop.S executes code of known length.
 */
#include "harness/host.h"
#include "harness/process.h"
#include "harness/report.h"

static const char *const programs[] = {"qemu-system-i386", "qemu-system-x86_64"};

/* The same option as bench/engines/tcg_icount.c; 0x1e8485 is 2,000,005, and 0x3ef 1,007. */
START_TEST(the_counter_counts_instructions)
{
    const char *const argv[] = {programs[_i],
                                "-accel",
                                "tcg",
                                "-icount",
                                "shift=0,sleep=off",
                                "-M",
                                "pc",
                                "-m",
                                "16",
                                "-nodefaults",
                                "-no-user-config",
                                "-display",
                                "none",
                                "-no-reboot",
                                "-chardev",
                                "file,id=console,path=/dev/fd/1",
                                "-device",
                                "isa-debugcon,iobase=0xe9,chardev=console",
                                "-device",
                                "isa-debug-exit,iobase=0xf4,iosize=1",
                                "-kernel",
                                "build/tests/guests/count_loop.elf",
                                NULL};
    struct process process;
    require_program(programs[_i]);
    process_run(&process, &(struct command){.argv = argv, .limit_s = 60});
    text_must_equal("console", &process.output, "001e8485\n00000007\n000003ef\n");
    ck_assert_int_eq(process.status, 1); /* isa-debug-exit: (0 << 1) | 1 */
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("instructions");
    TCase *tests = report_case(suite, "instructions", 60);
    tcase_add_loop_test(tests, the_counter_counts_instructions, 0, 2);
    return report_run(argv[0], suite);
}
