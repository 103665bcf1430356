/* The receiver of the 16550A: FIFO, trigger levels, timeout, overrun, and input that must arrive.
 */
#include "serial_fixture.h"

/* Without FIFOs: one byte, one interrupt, one edge each. */
START_TEST(receives_byte_by_byte)
{
    struct machine m;
    start_wired(&m, "abc", 0, IER_RECEIVED);
    for (const char *expected = "abc"; *expected; expected++) {
        ck_assert(m.fake.level[IRQ]);
        ck_assert_uint_eq(get(&m, IIR), IIR_RECEIVED);
        ck_assert_uint_eq(get(&m, LSR), 0x61);
        ck_assert_uint_eq(get(&m, RBR), (uint8_t)*expected);
        ck_assert_uint_eq(get(&m, LSR), 0x60);
        ck_assert(!m.fake.level[IRQ]);
        fake_open(&m.fake, IRQ);
    }
    ck_assert_uint_eq(m.fake.rises[IRQ], 3);
}
END_TEST

START_TEST(fifo_takes_sixteen_and_has_trigger_levels)
{
    static const struct {
        uint8_t fcr;
        unsigned level;
    } table[] = {{0x01, 1}, {0x41, 4}, {0x81, 8}, {0xc1, 14}};
    for (unsigned i = 0; i < 4; i++) {
        struct machine m;
        start_wired(&m, "0123456789abcdefghij", table[i].fcr, IER_RECEIVED);
        ck_assert_uint_eq(m.script.taken, 16);
        for (unsigned left = 16; left >= table[i].level; left--) {
            ck_assert_uint_eq(get(&m, IIR), FIFOS | IIR_RECEIVED);
            get(&m, RBR);
        }
        if (table[i].level > 1)
            ck_assert_uint_eq(get(&m, IIR), FIFOS | IIR_TIMEOUT);
        else
            ck_assert_uint_eq(get(&m, IIR), FIFOS | IIR_NONE);
    }
}
END_TEST

/* Below the trigger level, each byte read makes a new edge while there are others. */
START_TEST(timeout_tells_of_the_rest)
{
    struct machine m;
    start_wired(&m, "abc", TRIGGER_14, IER_RECEIVED);
    for (unsigned i = 0; i < 3; i++) {
        ck_assert(m.fake.level[IRQ]);
        ck_assert_uint_eq(m.fake.rises[IRQ], i + 1);
        ck_assert_uint_eq(get(&m, IIR), FIFOS | IIR_TIMEOUT);
        ck_assert_uint_eq(get(&m, RBR), "abc"[i]);
    }
    ck_assert(!m.fake.level[IRQ]);
    ck_assert_uint_eq(get(&m, IIR), FIFOS | IIR_NONE);
}
END_TEST

/* Who has not asked for what is received is not told of it, however long it waits. */
START_TEST(timeout_needs_to_be_asked_for)
{
    struct machine m;
    start_wired(&m, "", TRIGGER_14, 0);
    set(&m, MCR, MCR_LOOP);
    set(&m, RBR, 'a');
    set(&m, MCR, MCR_OUT2);
    ck_assert_uint_eq(get(&m, LSR), 0x61);
    ck_assert_uint_eq(get(&m, IIR), FIFOS | IIR_NONE);
    ck_assert(!m.fake.level[IRQ]);
    set(&m, IER, IER_RECEIVED);
    ck_assert_uint_eq(get(&m, IIR), FIFOS | IIR_TIMEOUT);
    ck_assert(m.fake.level[IRQ]);
}
END_TEST

/* A handler that reads until there is no more gets 16 bytes, and the others after its EOI. */
START_TEST(fifo_is_filled_again_after_the_eoi)
{
    static char text[1001];
    struct machine m;
    unsigned received = 0, calls = 0;
    memset(text, 'k', sizeof text - 1);
    start_wired(&m, text, TRIGGER_14, IER_RECEIVED);
    while (m.fake.level[IRQ]) {
        for (; get(&m, LSR) & LSR_DATA; received++)
            ck_assert_uint_eq(get(&m, RBR), 'k');
        fake_open(&m.fake, IRQ);
        calls++;
    }
    ck_assert_uint_eq(received, 1000);
    ck_assert_uint_eq(calls, 63);
    ck_assert_uint_eq(m.fake.alarms_fired, 0);
}
END_TEST

START_TEST(every_byte_value_is_received)
{
    struct machine m;
    char all[256];
    start_wired(&m, "", 0, IER_RECEIVED);
    for (unsigned i = 0; i < 256; i++)
        all[i] = (char)i;
    m.script = (struct script){all, 256, 0};
    serial_poll(&m.serial);
    for (unsigned i = 0; i < 256; i++) {
        ck_assert(m.fake.level[IRQ]);
        ck_assert_uint_eq(get(&m, RBR), i);
        fake_open(&m.fake, IRQ);
    }
}
END_TEST

/* Start-up clears the FIFO and looks at LSR; input that waits must survive that. */
START_TEST(start_up_loses_no_input)
{
    struct machine m;
    start(&m, "abc");
    set(&m, IIR, 0xc7);
    set(&m, MCR, MCR_DTR | MCR_RTS | MCR_OUT2);
    while (get(&m, LSR) & LSR_DATA)
        get(&m, RBR);
    get(&m, RBR);
    set(&m, IER, IER_RECEIVED);
    for (unsigned i = 0; i < 3; i++)
        ck_assert_uint_eq(get(&m, RBR), "abc"[i]);
}
END_TEST

START_TEST(polling_guest_receives)
{
    struct machine m;
    unsigned received = 0;
    start(&m, "hello");
    for (uint64_t ms = 1; ms < 100 && received < 5; ms++) {
        fake_run_until(&m.fake, ms * 1000000);
        if (get(&m, LSR) & LSR_DATA)
            ck_assert_uint_eq(get(&m, RBR), "hello"[received++]);
    }
    ck_assert_uint_eq(received, 5);
}
END_TEST

START_TEST(fcr_resets)
{
    struct machine m;
    start_wired(&m, "abc", TRIGGER_4, IER_RECEIVED);
    set(&m, IIR, 0x40); /* bits count only with bit 0, which switches the FIFOs off here */
    ck_assert_uint_eq(get(&m, IIR), IIR_NONE);
    ck_assert_uint_eq(get(&m, LSR), 0x60); /* and clears them */
    script_refill(&m.script, "de");
    set(&m, IIR, TRIGGER_4);
    ck_assert_uint_eq(get(&m, IIR), FIFOS | IIR_TIMEOUT);
    set(&m, IIR, TRIGGER_4 | 0x04); /* the transmitter's FIFO: not ours */
    ck_assert_uint_eq(get(&m, IIR), FIFOS | IIR_TIMEOUT);
    set(&m, IIR, TRIGGER_4 | FCR_CLEAR_RX);
    ck_assert_uint_eq(get(&m, IIR), FIFOS | IIR_NONE);
    ck_assert(!m.fake.level[IRQ]);
}
END_TEST

START_TEST(loopback_cuts_the_source_off)
{
    struct machine m;
    start_wired(&m, "", 0x01, IER_RECEIVED);
    set(&m, MCR, MCR_LOOP | MCR_OUT2);
    ck_assert_uint_eq(get(&m, MCR), MCR_LOOP | MCR_OUT2);
    script_refill(&m.script, "x");
    serial_poll(&m.serial);
    ck_assert_uint_eq(get(&m, LSR), 0x60);
    set(&m, MCR, MCR_OUT2);
    fake_run_until(&m.fake, 1000000);
    ck_assert_uint_eq(get(&m, RBR), 'x');
}
END_TEST

/* The first of all causes; reading LSR ends it. With FIFOs the new byte is lost, else the old. */
START_TEST(overrun)
{
    struct machine m;
    start_wired(&m, "", 0x01, IER_RECEIVED | IER_LINE);
    set(&m, MCR, MCR_LOOP);
    for (unsigned i = 0; i < 17; i++)
        set(&m, RBR, (uint8_t)i);
    ck_assert_uint_eq(get(&m, IIR), FIFOS | IIR_LINE);
    ck_assert_uint_eq(get(&m, LSR), 0x63);
    ck_assert_uint_eq(get(&m, LSR), 0x61);
    ck_assert_uint_eq(get(&m, IIR), FIFOS | IIR_RECEIVED);
    for (unsigned i = 0; i < 16; i++)
        ck_assert_uint_eq(get(&m, RBR), i);
    ck_assert_uint_eq(get(&m, LSR), 0x60);

    set(&m, IIR, 0x00);
    set(&m, RBR, 'a');
    set(&m, RBR, 'b');
    ck_assert_uint_eq(get(&m, LSR), 0x63);
    ck_assert_uint_eq(get(&m, RBR), 'b');
}
END_TEST

START_TEST(overrun_interrupts)
{
    struct machine m;
    start_wired(&m, "", 0, IER_LINE);
    set(&m, MCR, MCR_LOOP);
    set(&m, RBR, 'a');
    set(&m, RBR, 'b');
    set(&m, MCR, MCR_OUT2);
    ck_assert(m.fake.level[IRQ]);
    get(&m, LSR);
    ck_assert(!m.fake.level[IRQ]);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        receives_byte_by_byte,
        fifo_takes_sixteen_and_has_trigger_levels,
        timeout_tells_of_the_rest,
        timeout_needs_to_be_asked_for,
        fifo_is_filled_again_after_the_eoi,
        every_byte_value_is_received,
        start_up_loses_no_input,
        polling_guest_receives,
        fcr_resets,
        loopback_cuts_the_source_off,
        overrun,
        overrun_interrupts,
    };
    return RUN_TESTS("serial_receive", tests);
}
