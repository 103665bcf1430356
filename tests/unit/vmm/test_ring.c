/* The ring between two threads: its room, its seam, and its counters, which wrap round. */
#include "console/ring.h"
#include "unit/run_tests.h"

enum { SIZE = 8 };

static struct ring ring;

static void open_ring(void)
{
    ck_assert_int_eq(ring_init(&ring, SIZE), 0);
}

static void close_ring(void)
{
    ring_free(&ring);
    ck_assert_ptr_null(ring.bytes);
}

static unsigned put(const char *text, unsigned count)
{
    return ring_put(&ring, (const uint8_t *)text, count);
}

/* Takes all that is in it: these bytes, in so many looks. */
static void must_have(const char *expected, unsigned looks)
{
    const uint8_t *bytes;
    for (uint32_t count; (count = ring_peek(&ring, &bytes)) > 0; looks--) {
        ck_assert_uint_gt(looks, 0);
        ck_assert_mem_eq(bytes, expected, count);
        expected += count;
        ring_skip(&ring, count);
    }
    ck_assert_uint_eq(looks, 0);
    ck_assert_str_eq(expected, "");
    ck_assert_uint_eq(ring_used(&ring), 0);
}

START_TEST(what_finds_no_room_is_left)
{
    ck_assert_uint_eq(put("abcdef", 6), 6);
    ck_assert_uint_eq(ring_used(&ring), 6);
    ck_assert_uint_eq(put("ghij", 4), 2);
    ck_assert_uint_eq(put("k", 1), 0);
    ck_assert_uint_eq(ring_used(&ring), SIZE);
    must_have("abcdefgh", 1);
}
END_TEST

START_TEST(a_look_ends_at_the_seam)
{
    put("......", 6);
    ring_skip(&ring, 5);
    put("abcde", 5);
    must_have(".abcde", 2); /* three bytes before the seam, three behind it */
    put("fgh", 3);          /* and now none lies across it */
    must_have("fgh", 1);
}
END_TEST

START_TEST(bytes_are_taken_one_by_one)
{
    ck_assert_int_eq(ring_take(&ring), -1);
    for (unsigned i = 0; i < 3 * SIZE; i++) {
        char byte = (char)('a' + i);
        put(&byte, 1);
        put("\xff", 1);
        ck_assert_int_eq(ring_take(&ring), byte);
        ck_assert_int_eq(ring_take(&ring), 0xff); /* which is not -1 */
        ck_assert_int_eq(ring_take(&ring), -1);
    }
}
END_TEST

START_TEST(counters_wrap_round)
{
    atomic_store(&ring.head, UINT32_MAX - 1);
    atomic_store(&ring.tail, UINT32_MAX - 1);
    ck_assert_uint_eq(put("abcdefghi", 9), SIZE);
    ck_assert_uint_eq(ring_used(&ring), SIZE);
    ck_assert_int_eq(ring_take(&ring), 'a');
    must_have("bcdefgh", 2);
    ck_assert_uint_lt(atomic_load(&ring.head), SIZE);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        what_finds_no_room_is_left,
        a_look_ends_at_the_seam,
        bytes_are_taken_one_by_one,
        counters_wrap_round,
    };
    return RUN_TESTS_BETWEEN("ring", tests, open_ring, close_ring);
}
