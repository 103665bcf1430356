/*
 * The checksums of the workloads that lean on the system and on the world outside, against ones
 * worked out here by other means.
 */
#include "unit/run_tests.h"
#include "workload_host.h"

#include <stdio.h>

START_TEST(syscall_and_hypercall_count)
{
    uint64_t calls = start, writes = start;
    fold(&calls, size_of("syscall", _i));
    fold(&writes, size_of("hypercall", _i));
    ck_assert_uint_eq(run("syscall", size_of("syscall", _i)), calls);
    ck_assert_uint_eq(run("hypercall", size_of("hypercall", _i)), writes);
}
END_TEST

START_TEST(pagefault_numbers_the_pages_of_each_mapping)
{
    uint32_t size = size_of("pagefault", _i);
    uint64_t sum = start;
    for (uint32_t page = 0; page < size; page++)
        fold(&sum, page % 64);
    ck_assert_uint_eq(run("pagefault", size), sum);
}
END_TEST

START_TEST(exceptions_and_ticks_count)
{
    static const char *const names[] = {"exception", "timer-tick"};
    for (unsigned i = 0; i < 2; i++) {
        uint64_t sum = start;
        fold(&sum, size_of(names[i], _i));
        ck_assert_uint_eq(run(names[i], size_of(names[i], _i)), sum);
    }
}
END_TEST

START_TEST(tlb_flush_reads_a_word_of_each_page)
{
    uint32_t size = size_of("tlb-flush", _i), words = 0, state = 1;
    uint64_t sum = start;
    for (unsigned page = 0; page < 64; page++)
        words += state = xorshift(state);
    for (uint32_t round = 0; round < size; round++)
        fold(&sum, words + round);
    ck_assert_uint_eq(run("tlb-flush", size), sum);
}
END_TEST

START_TEST(console_line_writes_its_line)
{
    uint32_t size = size_of("console-line", _i);
    uint64_t sum = start;
    for (uint32_t i = 0; i < size; i++)
        fold_text(&sum, "console-line: the quick brown fox jumps over the lazy dog 01234\n");
    ck_assert_uint_eq(run("console-line", size), sum);
}
END_TEST

START_TEST(key_echo_reads_a_row_of_keys)
{
    static const char keys[] = "asdfghjkl";
    uint32_t size = size_of("key-echo", _i);
    uint64_t sum = start;
    for (uint32_t i = 0; i < size; i++)
        fold(&sum, (uint8_t)keys[i % 9]);
    ck_assert_uint_eq(run("key-echo", size), sum);
}
END_TEST

/* What program `number` of the menu prints, as docs and tests of the menu have it. */
static void menu_text(unsigned number, char *text)
{
    switch (number) {
    case 1:
        for (unsigned row = 1; row <= 9; row++)
            for (unsigned table = 2; table <= 9; table++)
                text += sprintf(text, "%ux%u=%2u%s", table, row, table * row,
                                table == 9 ? "\n" : "   ");
        break;
    case 2:
        strcpy(text, "0 1 2 3 4 5 6 7 8 9\n");
        break;
    case 3:
        strcpy(text, "Type a line and press Enter; an empty line or Ctrl-D ends.\n"
                     "> hello\nhello\n> \n");
        break;
    case 4:
        strcpy(text, "Hello, World\n");
    }
}

START_TEST(menu_programs_write_what_they_should)
{
    static const char *const names[] = {"menu-multiplication", "menu-counter", "menu-echo",
                                        "menu-hello"};
    char text[1024];
    const char *name = names[_i / SIZES];
    uint32_t size = size_of(name, _i % SIZES);
    uint64_t sum = start;
    menu_text((unsigned)_i / SIZES + 1, text);
    for (uint32_t i = 0; i < size; i++)
        fold_text(&sum, text);
    ck_assert_uint_eq(run(name, size), sum);
}
END_TEST

static const uint32_t delays_us[] = {1, 5, 419, 1000, 5000, 54924, 54925, UINT32_MAX};

START_TEST(oneshot_counts_the_pulses_of_its_delay)
{
    uint64_t pulses = (delays_us[_i] * UINT64_C(1193182) + 500000) / 1000000, sum = start;
    fold(&sum, pulses < 65535 ? pulses : 65535);
    ck_assert_uint_eq(run("oneshot", delays_us[_i]), sum);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("workloads: system and outside");
    TCase *tests = tcase_create("checksums");
    tcase_add_loop_test(tests, syscall_and_hypercall_count, 0, SIZES);
    tcase_add_loop_test(tests, pagefault_numbers_the_pages_of_each_mapping, 0, SIZES);
    tcase_add_loop_test(tests, exceptions_and_ticks_count, 0, SIZES);
    tcase_add_loop_test(tests, tlb_flush_reads_a_word_of_each_page, 0, SIZES);
    tcase_add_loop_test(tests, console_line_writes_its_line, 0, SIZES);
    tcase_add_loop_test(tests, key_echo_reads_a_row_of_keys, 0, SIZES);
    tcase_add_loop_test(tests, menu_programs_write_what_they_should, 0, 4 * SIZES);
    tcase_add_loop_test(tests, oneshot_counts_the_pulses_of_its_delay, 0,
                        sizeof delays_us / sizeof *delays_us);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
