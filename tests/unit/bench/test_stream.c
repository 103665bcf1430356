/* A boot's marks as they come through their pipe: what waited meanwhile, and how it came out. */
#include "boots/stream.h"
#include "mark_fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/* The scheduler's books, played, in the place of process/waits.c. */
static uint64_t waited_ns, own_waited_ns;
static pid_t watched;

void waits_open(struct waits *waits, pid_t pid)
{
    waits->count = 1;
    watched = pid;
}

uint64_t waits_ns(struct waits *waits)
{
    return waits->count ? waited_ns : 0;
}

uint64_t waits_own_ns(struct waits *waits)
{
    return waits->count ? own_waited_ns : 0;
}

void waits_close(struct waits *waits)
{
    waits->count = 0;
}

enum { EXITED_0 = 0, EXITED_1 = 1 << 8 /* wait(2) */, PID = 77 };

static const struct task task = {.workload = "fib", .size = 5};
static struct sample samples[1];
static struct stream stream;
static int writer;

static void open_stream(void)
{
    struct boot boot = {.round = 1, .order = 1, .engine = "kvm", .arch = "i386"};
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    writer = ends[1];
    stream = (struct stream){.fd = ends[0],
                             .pid = PID,
                             .collector = {.tasks = &task,
                                           .iterations = 1,
                                           .hypervisor = true,
                                           .tsc_hz = 1000000000,
                                           .samples = samples}};
    collector_begin(&stream.collector, &boot, 1);
}

/** Writes what is a mark with its check value, but for the last `cut` bytes; takes it at `now_ns`.
 */
static bool send(const char *body, size_t cut, uint64_t now_ns)
{
    char line[STREAM_MAX] = "";
    put(line, body);
    ck_assert_int_gt(write(writer, line, strlen(line) - cut), 0);
    return stream_take(&stream, now_ns);
}

static void send_all(void)
{
    ck_assert(send("M1 0 boot i386 1", 0, 10));
    ck_assert(send("M1 1 begin fib 5 0 100", 0, 20));
    ck_assert(send("M1 2 end fib 5 0 100 200 0000000000000007", 0, 30));
    ck_assert(send("M1 3 done 3", 0, 40));
}

START_TEST(test_what_waited_is_accounted)
{
    const struct collector *collector = &stream.collector;
    open_stream();
    ck_assert(stream_take(&stream, 5)); /* nothing yet */
    ck_assert_uint_eq(stream.first_byte_ns, 0);
    waited_ns = 1000;
    own_waited_ns = 100;
    ck_assert(send("M1 0 boot i386 1", 0, 10));
    ck_assert_uint_eq(stream.first_byte_ns, 10);
    ck_assert_int_eq(watched, PID);
    ck_assert_uint_eq(collector->late_ns, 0); /* what was before is not its own */
    waited_ns = 1500;
    own_waited_ns = 130;
    ck_assert(send("M1 1 begin fib 5 0 100", 3, 20)); /* most of a line */
    ck_assert_uint_eq(collector->late_ns, 30);
    ck_assert_uint_eq(collector->first_late_ns, 30);
    ck_assert_uint_eq(collector->waited_before_ns, 1000);
    ck_assert_uint_eq(collector->waited_ns, 1500);
    waited_ns = 1700;
    own_waited_ns = 137;
    char line[STREAM_MAX] = "";
    put(line, "M1 1 begin fib 5 0 100");
    ck_assert_int_eq(write(writer, line + strlen(line) - 3, 3), 3); /* its end */
    ck_assert(stream_take(&stream, 25));
    ck_assert_uint_eq(collector->late_ns, 7);
    ck_assert_uint_eq(collector->first_late_ns, 30); /* of its first byte still */
    ck_assert_uint_eq(collector->waited_before_ns, 1500);
    ck_assert_uint_eq(stream.first_byte_ns, 10);
    stream_close(&stream);
    ck_assert_uint_eq(stream.waits.count, 0);
}
END_TEST

START_TEST(test_end_of_the_pipe)
{
    open_stream();
    send_all();
    close(writer);
    ck_assert(!stream_take(&stream, 50));
    ck_assert_uint_ge(stream_last_end_ns(&stream), 20 + samples[0].wall_ns);
    ck_assert_uint_eq(samples[0].checksum, 7);
}
END_TEST

START_TEST(test_outcomes_of_whole_streams)
{
    open_stream();
    send_all();
    ck_assert_int_eq(stream_outcome(&stream, EXITED_0, 0), OUTCOME_OK);
    ck_assert_int_eq(stream_outcome(&stream, EXITED_1, 1), OUTCOME_FAILED);
    ck_assert_int_eq(stream_outcome(&stream, EXITED_1, -1), OUTCOME_CRASHED);
    ck_assert_int_eq(stream_outcome(&stream, SIGSEGV, 0), OUTCOME_CRASHED);
}
END_TEST

START_TEST(test_outcomes_of_cut_streams)
{
    open_stream();
    ck_assert(send("M1 0 boot i386 1", 0, 10));
    ck_assert_uint_eq(stream_last_end_ns(&stream), 0);
    ck_assert_int_eq(stream_outcome(&stream, EXITED_0, 0), OUTCOME_MISSING);
    ck_assert_int_eq(stream_outcome(&stream, EXITED_1, 1), OUTCOME_CRASHED);
    ck_assert(send("M1 1 done 1", 0, 20)); /* as if there had been no task */
    ck_assert_int_eq(stream_outcome(&stream, EXITED_0, 0), OUTCOME_MISSING);
}
END_TEST

START_TEST(test_outcomes_of_wrong_streams)
{
    open_stream();
    ck_assert_ptr_null(stream_fault(&stream));
    ck_assert(!send("M1 1 boot i386 1", 0, 10)); /* a line is missing before it */
    ck_assert_ptr_nonnull(stream_fault(&stream));
    ck_assert_int_eq(stream_outcome(&stream, EXITED_0, 0), OUTCOME_GARBLED);
    open_stream();
    ck_assert(send("M1 0 boot i386 1", 0, 10));
    ck_assert(!send("M1 1 begin sort 5 0 100", 0, 20)); /* nobody asked for that */
    ck_assert_int_eq(stream_outcome(&stream, EXITED_0, 0), OUTCOME_GARBLED);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_what_waited_is_accounted,  test_end_of_the_pipe,
        test_outcomes_of_whole_streams, test_outcomes_of_cut_streams,
        test_outcomes_of_wrong_streams,
    };
    return RUN_TESTS("stream", tests);
}
