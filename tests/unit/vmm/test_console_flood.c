/* The console under load: vCPU threads that flood, readers that are slow, stopped or gone. */
#include "console_fixture.h"
#include "unit/run_tests.h"

#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum {
    LINES = 6000, /* for each VM; over 200 KB, three times its ring */
    TIMEOUT_MS = 20000,
};

static struct fixture out;

static const struct console_config four = {.notes_fd = -1, .vms = 4, .name = {"a", "b", "c", "d"}};
static const struct console_config two = {.notes_fd = -1, .vms = 2, .name = {"a", "b"}};

struct guest {
    unsigned vm;
    atomic_bool *stop; /* NULL: ends after LINES */
    unsigned lines;
};

/* A guest that prints as fast as it can, a byte an exit, as its vCPU thread would. */
static void *flood(void *argument)
{
    struct guest *guest = argument;
    char line[48];
    while (guest->stop ? !atomic_load(guest->stop) : guest->lines < LINES) {
        snprintf(line, sizeof line, "line %u of a guest that never rests\n", guest->lines++);
        for (const char *byte = line; *byte; byte++) {
            console_put(out.console, guest->vm, (uint8_t)*byte);
            console_throttle(out.console, guest->vm);
        }
    }
    console_end_vm(out.console, guest->vm);
    return NULL;
}

/* Checks a stream of lines "a | line 0 …": each VM's complete and in order. */
struct checker {
    unsigned next[4];
    char line[128];
    size_t length;
};

static void check_line(struct checker *checker)
{
    char name, expected[64];
    unsigned number;
    ck_assert_msg(sscanf(checker->line, "%c | line %u", &name, &number) == 2 && name >= 'a' &&
                      name <= 'd',
                  "torn line: %s", checker->line);
    snprintf(expected, sizeof expected, "%c | line %u of a guest that never rests", name,
             checker->next[name - 'a']++);
    ck_assert_str_eq(checker->line, expected);
}

static void check_byte(struct checker *checker, char byte)
{
    if (byte == '\n') {
        checker->line[checker->length] = '\0';
        check_line(checker);
        checker->length = 0;
    } else if (checker->length < sizeof checker->line - 1) { /* an assertion would be a write(2) */
        checker->line[checker->length++] = byte;
    } else {
        ck_abort_msg("a line without end");
    }
}

static void check(struct checker *checker, const char *bytes, ssize_t count)
{
    for (ssize_t i = 0; i < count; i++)
        check_byte(checker, bytes[i]);
}

/* The loop of the I/O thread: waits for the console's two descriptors and does what it says. The
   fixture's reader takes at most `chunk` bytes each time round. */
static ssize_t turn(char *bytes, size_t chunk)
{
    struct pollfd fds[] = {
        {.fd = console_event_fd(out.console), .events = POLLIN},
        {.fd = console_wants_write(out.console) ? console_output_fd(out.console) : -1,
         .events = POLLOUT},
    };
    poll(fds, 2, 1);
    if (fds[0].revents || fds[1].revents)
        ck_assert_int_eq(console_flush(out.console, &out.err), 0);
    return read(out.reader, bytes, chunk);
}

START_TEST(four_floods_and_a_slow_reader_lose_nothing)
{
    pthread_t threads[4];
    struct guest guests[4];
    struct checker checker = {.length = 0};
    fixture_pipe(&out, four);
    for (unsigned vm = 0; vm < 4; vm++) {
        guests[vm] = (struct guest){.vm = vm};
        pthread_create(&threads[vm], NULL, flood, &guests[vm]);
    }
    size_t before = mallinfo2().uordblks;
    char bytes[4096];
    unsigned done = 0;
    while (done < 4 * LINES) {
        check(&checker, bytes, turn(bytes, sizeof bytes));
        done = checker.next[0] + checker.next[1] + checker.next[2] + checker.next[3];
    }
    ck_assert_uint_le(mallinfo2().uordblks, before + 1024);
    for (unsigned vm = 0; vm < 4; vm++) {
        pthread_join(threads[vm], NULL);
        ck_assert_uint_eq(checker.next[vm], LINES);
    }
    ck_assert_uint_eq(checker.length, 0);
    ck_assert(!console_pending(out.console));
    fixture_close(&out);
}
END_TEST

/* However much VM 0 has waiting, VM 1's line comes after at most one of VM 0's. */
START_TEST(a_flood_does_not_starve_another)
{
    char line[] = "line 0000 of a flood\n";
    fixture_pipe(&out, two);
    for (unsigned i = 0; i < 2000; i++) {
        snprintf(line, sizeof line, "line %04u of a flood\n", i);
        fixture_put(&out, 0, line);
    }
    fixture_put(&out, 1, "here\nand here\n");
    fixture_flush(&out);
    const char *first = strstr(out.text, "b | here\n"),
               *second = strstr(out.text, "b | and here\n");
    ck_assert(first && first - out.text <= (ptrdiff_t)strlen("a | line 0000 of a flood\n"));
    ck_assert(second &&
              second - first <= (ptrdiff_t)strlen("b | here\na | line 0000 of a flood\n"));
    fixture_close(&out);
}
END_TEST

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Opens a console whose reader never reads: on a pipe, a terminal or a socket. */
static void open_stopped(int kind)
{
    int ends[2];
    if (kind == 0) {
        fixture_pipe(&out, two);
    } else if (kind == 1) {
        fixture_terminal(&out, two, 80);
    } else {
        out = (struct fixture){.length = 0};
        ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
        out.reader = ends[0];
        out.writer = ends[1];
        fixture_open(&out, two);
    }
    ck_assert_int_eq(fcntl(out.writer, F_GETFL) & O_NONBLOCK, 0);
}

START_TEST(a_stopped_reader_never_blocks_the_loop)
{
    pthread_t thread;
    atomic_bool stop = false;
    struct guest guest = {.vm = 1, .stop = &stop};
    open_stopped(_i);
    pthread_create(&thread, NULL, flood, &guest);
    int64_t start = now_ms();
    while (now_ms() - start < 300 || !console_wants_write(out.console)) {
        ck_assert_int_lt(now_ms() - start, TIMEOUT_MS);
        ck_assert_int_eq(console_flush(out.console, &out.err), 0);
        usleep(1000);
    }
    struct pollfd writable = {.fd = console_output_fd(out.console), .events = POLLOUT};
    ck_assert_int_eq(poll(&writable, 1, 0), 0);
    ck_assert(console_pending(out.console));
    struct error err = {0};
    ck_assert_int_eq(console_finish(out.console, 50, &err), -1);
    ck_assert_int_eq(err.status, STATUS_OS_ERROR);
    atomic_store(&stop, true);
    console_shutdown(out.console); /* lets go of the vCPU thread, which is throttled */
    pthread_join(thread, NULL);
    ck_assert_int_eq(fcntl(out.writer, F_GETFL) & O_NONBLOCK, 0); /* the flag is not ours to set */
    fixture_close(&out);
}
END_TEST

START_TEST(a_reader_gone_is_an_error)
{
    fixture_pipe(&out, two);
    close(out.reader);
    fixture_put(&out, 0, "nobody reads this\n");
    ck_assert_int_eq(console_flush(out.console, &out.err), -1);
    ck_assert_int_eq(out.err.status, STATUS_OS_ERROR);
    ck_assert_ptr_nonnull(strstr(out.err.text, "Broken pipe"));
    for (unsigned i = 0; i < CONSOLE_RING; i++)
        console_put(out.console, 0, 'x');
    console_throttle(out.console, 0); /* does not wait for what can never be */
    fixture_close(&out);
}
END_TEST

static Suite *flood_suite(void)
{
    Suite *suite = suite_create("console_flood");
    TCase *load = tcase_create("load");
    tcase_set_timeout(load, 60);
    tcase_add_test(load, four_floods_and_a_slow_reader_lose_nothing);
    tcase_add_test(load, a_flood_does_not_starve_another);
    tcase_add_loop_test(load, a_stopped_reader_never_blocks_the_loop, 0, 3);
    tcase_add_test(load, a_reader_gone_is_an_error);
    suite_add_tcase(suite, load);
    return suite;
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    return run_suite(flood_suite());
}
