/* When the console asks to be flushed, and how much it takes until then. */
#include "console/internal.h"
#include "console_fixture.h"
#include "unit/run_tests.h"

#include <poll.h>
#include <time.h>

static struct fixture out;

#define ALONE ((struct console_config){.notes_fd = -1, .vms = 1, .name = {"hello"}})
#define TWO   ((struct console_config){.notes_fd = -1, .vms = 2, .name = {"a", "b"}})

/* Waits for the console to want to be flushed. */
static int event(int timeout_ms)
{
    struct pollfd flush = {.fd = console_event_fd(out.console), .events = POLLIN};
    return poll(&flush, 1, timeout_ms);
}

START_TEST(one_event_for_many_bytes)
{
    fixture_pipe(&out, ALONE);
    ck_assert_int_eq(event(0), 0);
    fixture_put(&out, 0, "many bytes\n");
    ck_assert_int_eq(event(1000), 1);
    ck_assert_str_eq(fixture_flush(&out), "many bytes\n");
    ck_assert_int_eq(event(20), 0);
    fixture_put(&out, 0, "x");
    ck_assert_int_eq(event(1000), 1);
    fixture_close(&out);
}
END_TEST

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* A guest that prints without a pause is not paid for with a wake-up a byte. */
START_TEST(frames_keep_their_distance)
{
    unsigned flushes = 0;
    fixture_pipe(&out, ALONE);
    int64_t start = now_ns(), end = start + 100000000;
    while (now_ns() < end) {
        console_put(out.console, 0, 'x');
        if (event(0))
            fixture_flush(&out);
        flushes += out.length > 0;
        out.length = 0;
    }
    ck_assert_uint_ge(flushes, 1);
    ck_assert_uint_le(flushes, (unsigned)((now_ns() - start) / CONSOLE_FRAME_NS) + 2);
    fixture_close(&out);
}
END_TEST

/* While nothing can be written, the loop is not woken again for what cannot be shown. */
START_TEST(a_stopped_reader_costs_no_wakeups)
{
    fixture_pipe(&out, TWO);
    while (!console_wants_write(out.console)) {
        fixture_put(&out, 1, "a line that fills the pipe, sooner or later\n");
        ck_assert_int_eq(console_flush(out.console, &out.err), 0);
    }
    fixture_put(&out, 1, "x");
    event(20); /* the last one, at most */
    ck_assert_int_eq(console_flush(out.console, &out.err), 0);
    fixture_put(&out, 1, "many more bytes\n");
    ck_assert_int_eq(event(20), 0);
    fixture_flush(&out); /* the reader goes on */
    fixture_flush(&out);
    ck_assert_str_eq(out.text + out.length - 22, "\nb | xmany more bytes\n");
    fixture_close(&out);
}
END_TEST

START_TEST(what_overruns_the_ring_is_confessed)
{
    fixture_pipe(&out, ALONE);
    for (unsigned i = 0; i < CONSOLE_RING + 3; i++)
        console_put(out.console, 0, 'x');
    fcntl(out.writer, F_SETPIPE_SZ, 256 * 1024);
    ck_assert_int_eq(console_finish(out.console, 1000, &out.err), 0);
    fixture_flush(&out);
    ck_assert_str_eq(out.text + CONSOLE_RING, "\n[3 bytes of output were lost]\n");
    fixture_close(&out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        one_event_for_many_bytes,
        frames_keep_their_distance,
        a_stopped_reader_costs_no_wakeups,
        what_overruns_the_ring_is_confessed,
    };
    return RUN_TESTS("console_events", tests);
}
