/*
 * The table of workloads, and the checksums of those that move memory, against ones worked out here
 * by other means.
 */
#include "unit/run_tests.h"
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
    Suite *suite = suite_create("workloads: table and memory");
    TCase *tests = tcase_create("checksums");
    tcase_add_loop_test(tests, copy_stores_the_source_under_a_key, 0, 3 * SIZES);
    tcase_add_loop_test(tests, fill_reads_its_patterns_back, 0, 3 * SIZES);
    tcase_add_loop_test(tests, walk_follows_one_cycle_through_all_lines, 0, 3 * SIZES);
    tcase_add_loop_test(tests, every_row_is_complete, 0, (int)workload_count);
    tcase_add_loop_test(tests, a_checksum_tells_sizes_apart, 0, (int)workload_count);
    tcase_add_test(tests, an_unknown_name_is_not_found);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
