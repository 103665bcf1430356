/* The 16550A against the PC16550D data sheet: registers, causes of IIR, loopback, modem lines. */
#include "serial_fixture.h"

/* "UART Reset Configuration"; the modem inputs are those of a terminal that is there. */
START_TEST(registers_after_reset)
{
    struct machine m;
    start(&m, "");
    ck_assert_uint_eq(get(&m, IER), 0x00);
    ck_assert_uint_eq(get(&m, IIR), 0x01);
    ck_assert_uint_eq(get(&m, LCR), 0x00);
    ck_assert_uint_eq(get(&m, MCR), 0x00);
    ck_assert_uint_eq(get(&m, LSR), 0x60);
    ck_assert_uint_eq(get(&m, MSR), 0xb0);
    ck_assert(!m.fake.level[IRQ]);
}
END_TEST

/* How drivers recognise the chip: IER and MCR have no upper bits, SCR keeps all of its own. */
START_TEST(registers_keep_their_bits)
{
    struct machine m;
    start(&m, "");
    set(&m, SCR, 0xa5);
    set(&m, IER, 0xf0);
    set(&m, MCR, 0xe0);
    set(&m, LCR, 0x7f);
    set(&m, LSR, 0xff); /* read-only */
    set(&m, MSR, 0xff);
    ck_assert_uint_eq(get(&m, SCR), 0xa5);
    ck_assert_uint_eq(get(&m, IER), 0x00);
    ck_assert_uint_eq(get(&m, MCR), 0x00);
    ck_assert_uint_eq(get(&m, LCR), 0x7f);
    ck_assert_uint_eq(get(&m, LSR), 0x60);
    ck_assert_uint_eq(get(&m, MSR), 0xb0);
}
END_TEST

START_TEST(divisor_hides_behind_dlab)
{
    struct machine m;
    start(&m, "");
    set(&m, IER, 0x0f);
    set(&m, LCR, LCR_DLAB | 3);
    set(&m, RBR, 0x34);
    set(&m, IER, 0x12);
    ck_assert_uint_eq(m.serial.divisor, 0x1234);
    ck_assert_uint_eq(get(&m, RBR), 0x34);
    ck_assert_uint_eq(get(&m, IER), 0x12);
    set(&m, LCR, 3);
    ck_assert_uint_eq(get(&m, IER), 0x0f);
    ck_assert_uint_eq(m.sent_count, 0);
}
END_TEST

START_TEST(transmits_at_once)
{
    struct machine m;
    start(&m, "");
    for (const char *text = "hello"; *text; text++) {
        ck_assert_uint_eq(get(&m, LSR) & 0x60, 0x60);
        set(&m, RBR, (uint8_t)*text);
    }
    ck_assert_uint_eq(m.sent_count, 5);
    ck_assert_mem_eq(m.sent, "hello", 5);
}
END_TEST

START_TEST(thr_empty_interrupt)
{
    struct machine m;
    start_wired(&m, "", 0, IER_THR_EMPTY);
    ck_assert(m.fake.level[IRQ]); /* switching it on finds the register empty */
    ck_assert_uint_eq(get(&m, IIR), IIR_THR_EMPTY);
    ck_assert(!m.fake.level[IRQ]); /* reading IIR has ended it */
    ck_assert_uint_eq(get(&m, IIR), IIR_NONE);
    set(&m, IER, IER_THR_EMPTY); /* on already: nothing new */
    ck_assert_uint_eq(get(&m, IIR), IIR_NONE);
    set(&m, RBR, 'x');
    ck_assert(m.fake.level[IRQ]);
    unsigned rises = m.fake.rises[IRQ];
    set(&m, RBR, 'y'); /* each byte sent makes an edge */
    ck_assert_uint_eq(m.fake.rises[IRQ], rises + 1);
    ck_assert_uint_eq(get(&m, IIR), IIR_THR_EMPTY);
}
END_TEST

/* "Interrupt Control Functions": received data goes before THR empty; reading IIR does not end what
 * it hides. */
START_TEST(hidden_thr_empty_stays)
{
    struct machine m;
    start_wired(&m, "a", 0, IER_RECEIVED | IER_THR_EMPTY);
    ck_assert_uint_eq(get(&m, IIR), IIR_RECEIVED);
    ck_assert_uint_eq(get(&m, IIR), IIR_RECEIVED);
    ck_assert_uint_eq(get(&m, RBR), 'a');
    ck_assert_uint_eq(get(&m, IIR), IIR_THR_EMPTY);
    ck_assert_uint_eq(get(&m, IIR), IIR_NONE);
}
END_TEST

/* On a PC the interrupt goes through a gate that OUT2 opens. */
START_TEST(out2_gates_the_line)
{
    struct machine m;
    start_wired(&m, "", 0, IER_THR_EMPTY);
    ck_assert(m.fake.level[IRQ]);
    set(&m, MCR, MCR_DTR | MCR_RTS);
    ck_assert(!m.fake.level[IRQ]);
    set(&m, MCR, MCR_OUT2);
    ck_assert(m.fake.level[IRQ]);
    set(&m, MCR, MCR_OUT2 | MCR_LOOP); /* takes the pin away */
    ck_assert(!m.fake.level[IRQ]);
    ck_assert_uint_eq(get(&m, IIR), IIR_THR_EMPTY); /* but IIR still shows it */
}
END_TEST

START_TEST(loopback_returns_what_is_sent)
{
    struct machine m;
    start_wired(&m, "", 0x01, IER_RECEIVED);
    set(&m, MCR, MCR_LOOP);
    for (unsigned i = 0; i < 16; i++)
        set(&m, RBR, (uint8_t)(0xf0 + i));
    ck_assert_uint_eq(m.sent_count, 0);
    for (unsigned i = 0; i < 16; i++) {
        ck_assert_uint_eq(get(&m, LSR), 0x61);
        ck_assert_uint_eq(get(&m, RBR), 0xf0 + i);
    }
    ck_assert_uint_eq(get(&m, LSR), 0x60);
}
END_TEST

/* MSR: in loopback CTS is RTS, DSR is DTR, RI is OUT1, DCD is OUT2; the low half tells changes,
 * of RI only the trailing edge. */
START_TEST(modem_status_in_loopback)
{
    struct machine m;
    start(&m, "");
    set(&m, IER, IER_MODEM);
    set(&m, MCR, MCR_LOOP); /* CTS, DSR and DCD go off */
    ck_assert_uint_eq(get(&m, IIR), IIR_MODEM);
    ck_assert_uint_eq(get(&m, MSR), 0x0b);
    ck_assert_uint_eq(get(&m, IIR), IIR_NONE);
    ck_assert_uint_eq(get(&m, MSR), 0x00);
    set(&m, MCR, MCR_LOOP | MCR_RTS);
    ck_assert_uint_eq(get(&m, MSR), 0x11);
    set(&m, MCR, MCR_LOOP | MCR_RTS | MCR_DTR);
    ck_assert_uint_eq(get(&m, MSR), 0x32);
    set(&m, MCR, MCR_LOOP | MCR_OUT1);
    ck_assert_uint_eq(get(&m, MSR), 0x43); /* RI has come: not told */
    set(&m, MCR, MCR_LOOP | MCR_OUT2);
    ck_assert_uint_eq(get(&m, MSR), 0x8c); /* RI has gone, DCD has come */
    set(&m, MCR, 0);
    ck_assert_uint_eq(get(&m, MSR), 0xb3);
}
END_TEST

START_TEST(modem_status_interrupts)
{
    struct machine m;
    start_wired(&m, "", 0, IER_MODEM);
    set(&m, MCR, MCR_LOOP);
    set(&m, MCR, MCR_OUT2);
    ck_assert(m.fake.level[IRQ]);
    ck_assert_uint_eq(get(&m, MSR) & 0xf0, 0xb0);
    ck_assert(!m.fake.level[IRQ]);
}
END_TEST

/* The same table from the top: as each cause is dealt with, the next one shows. */
START_TEST(priorities)
{
    struct machine m;
    start(&m, "");
    set(&m, MCR, MCR_LOOP);
    set(&m, RBR, 'a');
    set(&m, RBR, 'b'); /* overrun, data, THR empty, modem lines */
    ck_assert_uint_eq(get(&m, IIR), IIR_NONE);
    set(&m, IER, 0x0f);
    ck_assert_uint_eq(get(&m, IIR), IIR_LINE);
    get(&m, LSR);
    ck_assert_uint_eq(get(&m, IIR), IIR_RECEIVED);
    get(&m, RBR);
    ck_assert_uint_eq(get(&m, IIR), IIR_THR_EMPTY);
    ck_assert_uint_eq(get(&m, IIR), IIR_MODEM);
    get(&m, MSR);
    ck_assert_uint_eq(get(&m, IIR), IIR_NONE);
}
END_TEST

START_TEST(nothing_may_be_connected)
{
    struct machine m;
    memset(&m, 0, sizeof m);
    fake_init(&m.fake);
    ck_assert_int_eq(serial_attach(&m.serial, &m.fake.board, (struct byte_sink){sink_put, &m},
                                   (struct byte_source){NULL, NULL}),
                     0);
    set(&m, IER, IER_RECEIVED);
    set(&m, MCR, MCR_OUT2);
    serial_poll(&m.serial);
    ck_assert_uint_eq(get(&m, LSR), 0x60);
    ck_assert_int_eq(serial_attach(&m.serial, &m.fake.board, (struct byte_sink){sink_put, &m},
                                   (struct byte_source){NULL, NULL}),
                     -1); /* its ports are taken now */
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        registers_after_reset,
        registers_keep_their_bits,
        divisor_hides_behind_dlab,
        transmits_at_once,
        thr_empty_interrupt,
        hidden_thr_empty_stays,
        out2_gates_the_line,
        loopback_returns_what_is_sent,
        modem_status_in_loopback,
        modem_status_interrupts,
        priorities,
        nothing_may_be_connected,
    };
    return RUN_TESTS("serial", tests);
}
