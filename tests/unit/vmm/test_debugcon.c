/* The hypercall ports: debug console, marks, exit. */
#include "dev/debugcon.h"
#include "dev/exit.h"
#include "fake_board.h"
#include "ports.h"
#include "unit/run_tests.h"

struct recorder {
    unsigned count;
    uint8_t byte[16];
};

static void record(void *owner, uint8_t byte)
{
    struct recorder *recorder = owner;
    ck_assert_uint_lt(recorder->count, sizeof recorder->byte);
    recorder->byte[recorder->count++] = byte;
}

START_TEST(console_and_marks_go_apart)
{
    struct fake fake;
    struct debugcon console, marks;
    struct recorder printed = {0}, marked = {0};
    fake_init(&fake);
    ck_assert_int_eq(
        debugcon_attach(&console, &fake.board, PORT_DEBUGCON, (struct byte_sink){record, &printed}),
        0);
    ck_assert_int_eq(
        debugcon_attach(&marks, &fake.board, PORT_MARKS, (struct byte_sink){record, &marked}), 0);
    fake_out(&fake, 0xe9, 'h');
    fake_out(&fake, 0x1e9, 'M');
    fake_out(&fake, 0xe9, 0x00);
    ck_assert_uint_eq(printed.count, 2);
    ck_assert_mem_eq(printed.byte, "h\0", 2);
    ck_assert_uint_eq(marked.count, 1);
    ck_assert_uint_eq(marked.byte[0], 'M');
}
END_TEST

START_TEST(reads_tell_that_it_is_there)
{
    struct fake fake;
    struct debugcon console;
    struct recorder printed = {0};
    fake_init(&fake);
    debugcon_attach(&console, &fake.board, PORT_MARKS, (struct byte_sink){record, &printed});
    ck_assert_uint_eq(fake_in(&fake, 0x1e9), 0xe9);
    ck_assert_uint_eq(fake_in(&fake, 0xe9), 0xff); /* nobody there */
    ck_assert_uint_eq(printed.count, 0);
}
END_TEST

START_TEST(wide_write_prints_its_first_byte)
{
    struct fake fake;
    struct debugcon console;
    struct recorder printed = {0};
    fake_init(&fake);
    debugcon_attach(&console, &fake.board, PORT_DEBUGCON, (struct byte_sink){record, &printed});
    bus_write(&fake.bus, PORT_DEBUGCON, (const uint8_t *)"abcd", 4);
    ck_assert_uint_eq(printed.count, 1);
    ck_assert_uint_eq(printed.byte[0], 'a');
}
END_TEST

START_TEST(exit_tells_the_status)
{
    struct fake fake;
    struct exit_port port;
    struct recorder ended = {0};
    fake_init(&fake);
    ck_assert_int_eq(exit_port_attach(&port, &fake.board, record, &ended), 0);
    ck_assert_uint_eq(fake_in(&fake, PORT_EXIT), 0xff);
    ck_assert_uint_eq(ended.count, 0);
    fake_out(&fake, PORT_EXIT, 42);
    ck_assert_uint_eq(ended.count, 1);
    ck_assert_uint_eq(ended.byte[0], 42);
    fake_out(&fake, PORT_EXIT + 1, 7); /* nobody's */
    ck_assert_uint_eq(ended.count, 1);
}
END_TEST

START_TEST(attach_fails_when_the_port_is_taken)
{
    struct fake fake;
    struct debugcon console, second;
    struct exit_port port, other;
    struct recorder recorder = {0};
    struct byte_sink sink = {record, &recorder};
    fake_init(&fake);
    ck_assert_int_eq(debugcon_attach(&console, &fake.board, PORT_DEBUGCON, sink), 0);
    ck_assert_int_eq(debugcon_attach(&second, &fake.board, PORT_DEBUGCON, sink), -1);
    ck_assert_int_eq(exit_port_attach(&port, &fake.board, record, &recorder), 0);
    ck_assert_int_eq(exit_port_attach(&other, &fake.board, record, &recorder), -1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        console_and_marks_go_apart,          reads_tell_that_it_is_there,
        wide_write_prints_its_first_byte,    exit_tells_the_status,
        attach_fails_when_the_port_is_taken,
    };
    return RUN_TESTS("debugcon", tests);
}
