/*
 * The computing workloads' checksums against ones worked out here by other means: trial division
 * for the sieve, qsort() for the sort, printf() for the table, and so on. The objects tested are
 * those the x86_64 guest runs.
 */
#include "unit/run_tests.h"
#include "workload_host.h"

#include <stdio.h>

START_TEST(sieve_finds_the_primes_of_trial_division)
{
    uint32_t count = 0, largest = 0, size = size_of("sieve", _i);
    for (uint32_t n = 2; n < 32768; n++) {
        uint32_t divisor = 2;
        while (divisor * divisor <= n && n % divisor != 0)
            divisor++;
        if (divisor * divisor > n)
            count++, largest = n;
    }
    ck_assert_uint_eq(count, 3512);
    uint64_t sum = start;
    for (uint32_t i = 0; i < size; i++)
        fold(&sum, count), fold(&sum, largest);
    ck_assert_uint_eq(run("sieve", size), sum);
}
END_TEST

START_TEST(fib_is_the_sum_of_the_two_before)
{
    uint32_t a = 0, b = 1, size = size_of("fib", _i);
    for (unsigned n = 0; n < 20; n++) {
        uint32_t next = a + b;
        a = b, b = next;
    }
    ck_assert_uint_eq(a, 6765);
    uint64_t sum = start;
    for (uint32_t i = 0; i < size; i++)
        fold(&sum, a);
    ck_assert_uint_eq(run("fib", size), sum);
}
END_TEST

START_TEST(matmul_multiplies_rows_by_columns)
{
    static uint32_t left[1024], right[1024];
    uint32_t state = 1, size = size_of("matmul", _i);
    for (unsigned i = 0; i < 1024; i++) {
        left[i] = state = xorshift(state);
        right[i] = state = xorshift(state);
    }
    uint64_t sum = start;
    for (uint32_t pass = 0; pass < size; pass++) {
        for (unsigned row = 0; row < 32; row++) {
            uint64_t dot = pass;
            for (unsigned k = 32; k-- > 0;)
                dot += (uint64_t)left[row * 32 + k] * right[k * 32 + (31 - row)];
            fold(&sum, (uint32_t)dot);
        }
    }
    ck_assert_uint_eq(run("matmul", size), sum);
}
END_TEST

static int by_value(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

START_TEST(sort_orders_like_qsort)
{
    static uint32_t key[2048];
    uint32_t size = size_of("sort", _i);
    uint64_t sum = start;
    for (uint32_t pass = 0; pass < size; pass++) {
        uint64_t weighted = 0;
        for (uint32_t i = 0, state = pass + 1; i < 2048; i++)
            key[i] = state = xorshift(state);
        qsort(key, 2048, sizeof *key, by_value);
        for (uint32_t i = 0; i < 2048; i++)
            weighted += (uint64_t)key[i] * i;
        fold(&sum, (uint32_t)weighted);
    }
    ck_assert_uint_eq(run("sort", size), sum);
}
END_TEST

/* Counts the boards on which `queen` rows can be completed, comparing each pair of queens. */
static uint32_t count_boards(int queen[8], int row)
{
    uint32_t boards = 0;
    if (row == 8)
        return 1;
    for (queen[row] = 0; queen[row] < 8; queen[row]++) {
        int other = 0;
        while (other < row && queen[other] != queen[row] &&
               abs(queen[other] - queen[row]) != row - other)
            other++;
        if (other == row)
            boards += count_boards(queen, row + 1);
    }
    return boards;
}

START_TEST(nqueens_counts_92_boards)
{
    int queen[8];
    uint32_t boards = count_boards(queen, 0), size = size_of("nqueens", _i);
    ck_assert_uint_eq(boards, 92);
    uint64_t sum = start;
    for (uint32_t i = 0; i < size; i++)
        fold(&sum, boards);
    ck_assert_uint_eq(run("nqueens", size), sum);
}
END_TEST

/* x / 2^bits rounded down, by division: what the workload gets from an arithmetic shift. */
static __int128 divide_down(__int128 x, unsigned bits)
{
    __int128 unit = (__int128)1 << bits;
    return x / unit - (x % unit < 0);
}

static uint32_t points_iterations(__int128 c_real, __int128 c_imaginary)
{
    const __int128 four = (__int128)4 << 26;
    __int128 x = 0, y = 0;
    uint32_t count = 0;
    while (count < 64 && divide_down(x * x, 26) + divide_down(y * y, 26) <= four) {
        __int128 next = divide_down(x * x, 26) - divide_down(y * y, 26) + c_real;
        y = divide_down(2 * x * y, 26) + c_imaginary;
        x = next;
        count++;
    }
    return count;
}

START_TEST(mandelbrot_agrees_with_wider_numbers)
{
    const int64_t one = 1 << 26;
    uint32_t size = size_of("mandelbrot", _i);
    uint64_t sum = start;
    for (uint32_t picture = 0; picture < size; picture++) {
        uint32_t weighted = 0;
        for (uint32_t place = 0; place < 32 * 24; place++) {
            int64_t column = place % 32, row = place / 32;
            int64_t real = column * one * 3 / 32 - one * 9 / 4 + picture % 256;
            weighted += (place + 1) * points_iterations(real, one / 12 * (row - 12));
        }
        fold(&sum, weighted);
    }
    ck_assert_uint_eq(run("mandelbrot", size), sum);
}
END_TEST

START_TEST(times_table_writes_what_printf_would)
{
    char text[2048];
    int length = 0;
    for (int a = 2; a <= 9; a++)
        for (int b = 1; b <= 9; b++)
            length += sprintf(text + length, "%d x %d = %d\n", a, b, a * b);
    uint32_t size = size_of("times-table", _i);
    uint64_t sum = start;
    for (uint32_t pass = 0; pass < size; pass++) {
        uint32_t hash = pass;
        for (int i = 0; i < length; i++)
            hash = (hash << 5) - hash + (uint8_t)text[i];
        fold(&sum, hash);
    }
    ck_assert_uint_eq(run("times-table", size), sum);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("workloads: computing");
    TCase *tests = tcase_create("checksums");
    tcase_add_loop_test(tests, sieve_finds_the_primes_of_trial_division, 0, SIZES);
    tcase_add_loop_test(tests, fib_is_the_sum_of_the_two_before, 0, SIZES);
    tcase_add_loop_test(tests, matmul_multiplies_rows_by_columns, 0, SIZES);
    tcase_add_loop_test(tests, sort_orders_like_qsort, 0, SIZES);
    tcase_add_loop_test(tests, nqueens_counts_92_boards, 0, SIZES);
    tcase_add_loop_test(tests, mandelbrot_agrees_with_wider_numbers, 0, SIZES);
    tcase_add_loop_test(tests, times_table_writes_what_printf_would, 0, SIZES);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
