/*
 * The table of workloads, and the checksums of those that use memory and the system, against ones
 * worked out here by other means.
 */
#include <stdio.h>

#include "workload_host.h"

enum { WORDS_MAX = 1 << 20, LINES_MAX = 1 << 17 };

static const char *const footprints[] = {"16k", "1m", "8m"};

/* Row `index` of a memory workload: every footprint at every size. */
static const struct workload *row_of(const char *kind, int index, uint32_t *size)
{
    char name[32] = "";
    strcat(strcat(strcat(name, kind), "-"), footprints[index / SIZES]);
    *size = size_of(name, index % SIZES);
    return workload_find(name);
}

START_TEST(copy_stores_the_source_under_a_key)
{
    static uint32_t source[WORDS_MAX / 2];
    uint32_t size;
    const struct workload *row = row_of("copy", _i, &size);
    uint32_t half = row->memory / 16;
    for (uint32_t i = 0, state = 1; i < half; i++)
        source[i] = state = xorshift(state);
    uint64_t sum = start;
    for (uint32_t round = 0; round < size; round++)
        for (uint32_t kib = 1; kib <= half / 128; kib++)
            fold(&sum, source[kib * 128 - 1] ^ round);
    ck_assert_uint_eq(run(row->name, size), sum);
}
END_TEST

START_TEST(fill_reads_its_patterns_back)
{
    uint32_t size;
    const struct workload *row = row_of("fill", _i, &size);
    uint64_t sum = start;
    for (uint32_t round = 0; round < size; round++)
        for (uint32_t kib = 0; kib < row->memory / 1024; kib++)
            fold(&sum, round * 1099511628211u);
    ck_assert_uint_eq(run(row->name, size), sum);
}
END_TEST

/* Sattolo's algorithm as he gave it: exchange element i with one chosen below it. */
static void make_cycle(uint32_t *next, uint32_t lines)
{
    uint32_t state = 1;
    for (uint32_t i = 0; i < lines; i++)
        next[i] = i;
    for (uint32_t i = lines; i-- > 1;) {
        state = xorshift(state);
        uint32_t j = state % i, kept = next[j];
        next[j] = next[i];
        next[i] = kept;
    }
}

START_TEST(walk_follows_one_cycle_through_all_lines)
{
    static uint32_t next[LINES_MAX];
    static uint8_t seen[LINES_MAX];
    uint32_t size, at = 0;
    const struct workload *row = row_of("walk", _i, &size);
    uint32_t lines = row->memory / 64;
    make_cycle(next, lines);
    memset(seen, 0, sizeof seen);
    for (uint32_t i = 0; i < lines; i++, at = next[at])
        ck_assert_uint_eq(seen[at]++, 0);
    ck_assert_uint_eq(at, 0);

    uint32_t trace = 0;
    uint64_t sum = start;
    for (uint32_t round = 0; round < size; round++) {
        for (uint32_t step = 0; step < lines; step++, at = next[at])
            trace += trace + trace + next[at];
        fold(&sum, trace);
    }
    ck_assert_uint_eq(run(row->name, size), sum);
}
END_TEST

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

/* A CSV field that needs no quotes, and says something. */
static int is_plain(const char *text)
{
    return text != NULL && *text != '\0' && strpbrk(text, ",\"\r\n") == NULL;
}

START_TEST(every_row_is_complete)
{
    const struct workload *row = &workloads[_i];
    ck_assert_uint_gt(strlen(row->name), 0);
    ck_assert_uint_eq(strspn(row->name, "abcdefghijklmnopqrstuvwxyz0123456789-"),
                      strlen(row->name));
    ck_assert_uint_le(strlen(row->name), 31);
    ck_assert_ptr_eq(workload_find(row->name), row);
    ck_assert(is_plain(row->unit) && is_plain(row->stresses));
    ck_assert(is_plain(workload_group_name(row->group)));
    ck_assert_uint_gt(row->default_size, 0);
    ck_assert_uint_le(row->memory, 8 << 20);
    ck_assert_uint_eq(row->memory % OS_PAGE_SIZE, 0);
    ck_assert_int_ne(row->run == NULL, row->run_timed == NULL);
}
END_TEST

START_TEST(a_checksum_tells_sizes_apart)
{
    const char *name = workloads[_i].name;
    ck_assert_uint_ne(run(name, 1), run(name, 2));
    ck_assert_uint_ne(run(name, 2), run(name, 3));
}
END_TEST

START_TEST(an_unknown_name_is_not_found)
{
    ck_assert_ptr_null(workload_find("siev"));
    ck_assert_ptr_null(workload_find("sieves"));
    ck_assert_ptr_null(workload_find(""));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("workloads: memory and system");
    TCase *tests = tcase_create("checksums");
    tcase_add_loop_test(tests, copy_stores_the_source_under_a_key, 0, 3 * SIZES);
    tcase_add_loop_test(tests, fill_reads_its_patterns_back, 0, 3 * SIZES);
    tcase_add_loop_test(tests, walk_follows_one_cycle_through_all_lines, 0, 3 * SIZES);
    tcase_add_loop_test(tests, syscall_and_hypercall_count, 0, SIZES);
    tcase_add_loop_test(tests, pagefault_numbers_the_pages_of_each_mapping, 0, SIZES);
    tcase_add_loop_test(tests, exceptions_and_ticks_count, 0, SIZES);
    tcase_add_loop_test(tests, tlb_flush_reads_a_word_of_each_page, 0, SIZES);
    tcase_add_loop_test(tests, console_line_writes_its_line, 0, SIZES);
    tcase_add_loop_test(tests, key_echo_reads_a_row_of_keys, 0, SIZES);
    tcase_add_loop_test(tests, menu_programs_write_what_they_should, 0, 4 * SIZES);
    tcase_add_loop_test(tests, oneshot_counts_the_pulses_of_its_delay, 0,
                        sizeof delays_us / sizeof *delays_us);
    tcase_add_loop_test(tests, every_row_is_complete, 0, (int)workload_count);
    tcase_add_loop_test(tests, a_checksum_tells_sizes_apart, 0, (int)workload_count);
    tcase_add_test(tests, an_unknown_name_is_not_found);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
