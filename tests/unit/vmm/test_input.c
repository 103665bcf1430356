/* stdin to VM 0: all bytes, in order, one end; and the commands after Ctrl-A. */
#include "console/input.h"
#include "unit/run_tests.h"

#include <check.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum { LONG_INPUT = 100 * 1024 };

static struct input *input;
static int reader = -1, writer = -1;
static struct error err;

static void open_pipe(bool interactive)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    reader = ends[0];
    writer = ends[1];
    err = (struct error){0};
    input = input_create(reader, interactive, &err);
    ck_assert_ptr_nonnull(input);
}

static void close_pipe(void)
{
    input_destroy(input);
    close(reader);
    close(writer);
    input = NULL;
    reader = writer = -1;
}

static unsigned type(const char *keys)
{
    ck_assert_int_eq(write(writer, keys, strlen(keys)), (ssize_t)strlen(keys));
    return input_read(input, &err);
}

/* Takes what the guest can get now, at most 63 bytes. */
static const char *taken(void)
{
    static char text[64];
    unsigned length = 0;
    int byte;
    while (length < sizeof text - 1 && (byte = input_next(input)) >= 0)
        text[length++] = (char)byte;
    text[length] = '\0';
    return text;
}

static void ck_ended_once(void)
{
    ck_assert_int_eq(input_next(input), INPUT_EOF_BYTE);
    for (unsigned i = 0; i < 3; i++)
        ck_assert_int_eq(input_next(input), -1);
    ck_assert(!input_has_room(input));
}

START_TEST(bytes_pass_untouched_when_not_interactive)
{
    open_pipe(false);
    ck_assert(input_has_room(input));
    ck_assert_uint_eq(type("a\001x\001h\r\n\004\377"), INPUT_DATA);
    ck_assert_str_eq(taken(), "a\001x\001h\r\n\004\377");
    ck_assert_int_eq(input_next(input), -1);
    close(writer);
    ck_assert_uint_eq(input_read(input, &err), INPUT_END | INPUT_DATA);
    ck_ended_once();
    close_pipe();
}
END_TEST

START_TEST(the_end_comes_after_all_bytes)
{
    open_pipe(false);
    type("last");
    close(writer);
    ck_assert_uint_eq(input_read(input, &err), INPUT_END | INPUT_DATA);
    ck_assert_str_eq(taken(), "last\004");
    ck_assert_int_eq(input_next(input), -1);
    close_pipe();
}
END_TEST

static const struct {
    const char *keys;
    unsigned events;
    const char *taken;
} commands[] = {
    {"ab", INPUT_DATA, "ab"},
    {"\001x", INPUT_QUIT, ""},
    {"\001h", INPUT_HELP, ""},
    {"\001?", INPUT_HELP, ""},
    {"\001\001", INPUT_DATA, "\001"},
    {"\001\001x", INPUT_DATA, "\001x"},
    {"a\001xb", INPUT_DATA | INPUT_QUIT, "ab"},
    {"\001", 0, ""},
    {"\003\004\r", INPUT_DATA, "\003\004\r"},
};

START_TEST(the_prefix_commands)
{
    open_pipe(true);
    ck_assert_uint_eq(type(commands[_i].keys), commands[_i].events);
    ck_assert_str_eq(taken(), commands[_i].taken);
    close_pipe();
}
END_TEST

START_TEST(a_command_may_come_in_two_reads)
{
    open_pipe(true);
    ck_assert_uint_eq(type("\001"), 0);
    ck_assert_uint_eq(type("x"), INPUT_QUIT);
    ck_assert_uint_eq(type("x"), INPUT_DATA);
    ck_assert_str_eq(taken(), "x");
    close_pipe();
}
END_TEST

START_TEST(quit_works_when_the_guest_takes_nothing)
{
    static char keys[1024 + 1];
    unsigned events = 0;
    memset(keys, 'k', sizeof keys - 1);
    open_pipe(true);
    for (unsigned i = 0; i <= INPUT_RING / 1024; i++) {
        ck_assert(input_has_room(input));
        events = type(keys);
    }
    ck_assert_uint_eq(events, INPUT_DROPPED);
    ck_assert_uint_eq(type("\001x"), INPUT_QUIT);
    close_pipe();
}
END_TEST

/* Byte i of the long input. */
static uint8_t pattern(unsigned i)
{
    return (uint8_t)(i * 7 + i / 251);
}

static void *write_long_input(void *unused)
{
    uint8_t bytes[1000];
    for (unsigned done = 0; done < LONG_INPUT;) {
        unsigned count = 0;
        while (count < sizeof bytes && done < LONG_INPUT)
            bytes[count++] = pattern(done++);
        ck_assert_int_eq(write(writer, bytes, count), count);
    }
    close(writer);
    return unused;
}

/* The vCPU thread: takes bytes as they come, in bursts, and is slower than the writer. */
static void *take_long_input(void *unused)
{
    unsigned taken_bytes = 0;
    int byte;
    while (taken_bytes < LONG_INPUT) {
        for (unsigned i = 0; i < 300 && taken_bytes < LONG_INPUT; i++) {
            if ((byte = input_next(input)) < 0)
                break;
            ck_assert_int_eq(byte, pattern(taken_bytes++));
        }
        usleep(100);
    }
    while ((byte = input_next(input)) < 0)
        usleep(100);
    ck_assert_int_eq(byte, INPUT_EOF_BYTE);
    return unused;
}

/* The I/O thread's loop: reads when there is room, else waits for it, until the end. Returns how
   often the buffer was full. */
static unsigned feed(void)
{
    unsigned events = 0, full = 0;
    while (!(events & INPUT_END)) {
        bool room = input_has_room(input);
        struct pollfd fds[] = {
            {.fd = room ? input_fd(input) : -1, .events = POLLIN},
            {.fd = input_room_fd(input), .events = POLLIN},
        };
        full += !room;
        ck_assert_int_gt(poll(fds, 2, 5000), 0); /* 5 s without data or room: a lost wake-up */
        if (fds[1].revents)
            input_room_seen(input);
        events = fds[0].revents ? input_read(input, &err) : 0;
        ck_assert_uint_eq(events & INPUT_DROPPED, 0);
    }
    return full;
}

START_TEST(a_long_input_arrives_whole_and_in_order)
{
    pthread_t threads[2];
    open_pipe(false);
    pthread_create(&threads[0], NULL, write_long_input, NULL);
    pthread_create(&threads[1], NULL, take_long_input, NULL);
    unsigned full = feed();
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    ck_assert_uint_gt(full, 0);
    ck_assert_int_eq(input_next(input), -1);
    close_pipe();
}
END_TEST

static Suite *input_suite(void)
{
    Suite *suite = suite_create("input");
    TCase *bytes = tcase_create("bytes");
    tcase_set_timeout(bytes, 30);
    tcase_add_test(bytes, bytes_pass_untouched_when_not_interactive);
    tcase_add_test(bytes, the_end_comes_after_all_bytes);
    tcase_add_loop_test(bytes, the_prefix_commands, 0, sizeof commands / sizeof commands[0]);
    tcase_add_test(bytes, a_command_may_come_in_two_reads);
    tcase_add_test(bytes, quit_works_when_the_guest_takes_nothing);
    tcase_add_test(bytes, a_long_input_arrives_whole_and_in_order);
    suite_add_tcase(suite, bytes);
    return suite;
}

int main(void)
{
    return run_suite(input_suite());
}
