/* The 16550A against the PC16550D data sheet: registers, each cause of IIR, FIFO, loopback. */
#include "dev/serial.h"
#include "dev/serial_registers.h"
#include "fake_board.h"
#include "run_tests.h"

enum { PORT = 0x3f8, IRQ = 4, FIFOS = 0xc0, TRIGGER_14 = 0xc1, TRIGGER_4 = 0x41 };

struct machine {
    struct fake fake;
    struct serial serial;
    struct script script;
    uint8_t sent[64];
    unsigned sent_count;
};

static void sink_put(void *owner, uint8_t byte)
{
    struct machine *machine = owner;
    ck_assert_uint_lt(machine->sent_count, sizeof machine->sent);
    machine->sent[machine->sent_count++] = byte;
}

static uint8_t get(struct machine *machine, uint16_t reg)
{
    return fake_in(&machine->fake, (uint16_t)(PORT + reg));
}

static void set(struct machine *machine, uint16_t reg, uint8_t value)
{
    fake_out(&machine->fake, (uint16_t)(PORT + reg), value);
}

static void start(struct machine *machine, const char *input)
{
    memset(machine, 0, sizeof *machine);
    fake_init(&machine->fake);
    script_refill(&machine->script, input);
    ck_assert_int_eq(serial_attach(&machine->serial, &machine->fake.board,
                                   (struct byte_sink){sink_put, machine},
                                   script_source(&machine->script)),
                     0);
    serial_poll(&machine->serial);
}

/* The same, with interrupts let through. */
static void start_wired(struct machine *machine, const char *input, uint8_t fcr, uint8_t ier)
{
    start(machine, input);
    set(machine, MCR, MCR_DTR | MCR_RTS | MCR_OUT2);
    get(machine, MSR);
    set(machine, IIR, fcr);
    set(machine, IER, ier);
}

/* Table III, "UART reset functions"; the modem inputs are those of a terminal that is there. */
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

/* Table IV: received data goes before THR empty; reading IIR does not end what it hides. */
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

START_TEST(loopback_cuts_the_source_off)
{
    struct machine m;
    start_wired(&m, "", 0x01, IER_RECEIVED);
    set(&m, MCR, MCR_LOOP | MCR_OUT2);
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

/* Table IV from the top: as each cause is dealt with, the next one shows. */
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
        registers_after_reset,        registers_keep_their_bits,
        divisor_hides_behind_dlab,    transmits_at_once,
        thr_empty_interrupt,          hidden_thr_empty_stays,
        receives_byte_by_byte,        fifo_takes_sixteen_and_has_trigger_levels,
        timeout_tells_of_the_rest,    fifo_is_filled_again_after_the_eoi,
        every_byte_value_is_received, start_up_loses_no_input,
        polling_guest_receives,       fcr_resets,
        out2_gates_the_line,          loopback_returns_what_is_sent,
        loopback_cuts_the_source_off, overrun,
        overrun_interrupts,           modem_status_in_loopback,
        modem_status_interrupts,      priorities,
        nothing_may_be_connected,
    };
    return RUN_TESTS("serial", tests);
}
