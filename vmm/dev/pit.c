#include "pit.h"

#include "ports.h"

#define NS_PER_S 1000000000u

/*
 * Alarms are this far apart at least, or a guest with a count of 2 would keep the host's I/O
 * thread busy for all VMs. Ticks that fall between are not lost but owed.
 */
#define ALARM_SPACING_NS 100000u

/*
 * The debt is bounded by the ticks of this many seconds: longer than any delay of a loaded host,
 * and short enough that a VM stopped for a night (Ctrl-Z) or one whose handler is slower than its
 * timer does not replay ticks for minutes.
 */
#define DEBT_SECONDS 10u

enum {
    CONTROL = 3, /* offset of the control word */
    CONTROL_SC = 6,
    CONTROL_RW = 0x30,
    READ_BACK = 3,             /* select bits of the read-back command */
    READ_BACK_NO_COUNT = 0x20, /* its bits for count and status are low when wanted */
    READ_BACK_NO_STATUS = 0x10,
    UNDRIVEN = 0xff,

    PORT_B_GATE2 = 0x01,
    PORT_B_WRITABLE = 0x0f,
    PORT_B_REFRESH = 0x10,
    PORT_B_OUT2 = 0x20,
    REFRESH_PULSES = 18, /* the PC refreshes its memory every 15 µs, and toggles the bit */
};

/** @return the CLK pulse of the 1.193182 MHz oscillator, counted since the board's clock was 0 */
static uint64_t pulse_at(uint64_t ns)
{
    return (uint64_t)((unsigned __int128)ns * PIT_HZ / NS_PER_S);
}

/** @return the first nanosecond at which pulse_at() gives `pulse` */
static uint64_t ns_of(uint64_t pulse)
{
    return (uint64_t)(((unsigned __int128)pulse * NS_PER_S + PIT_HZ - 1) / PIT_HZ);
}

static uint64_t pulse_now(const struct pit *pit)
{
    return pulse_at(pit->board->now_ns(pit->board->owner));
}

/** A rising edge on IRQ 0. The line then stays high, as OUT does for nearly all of a period. */
static void raise_edge(struct pit *pit)
{
    struct board *board = pit->board;
    board->irq_set(board->owner, IRQ_TIMER, false);
    board->irq_set(board->owner, IRQ_TIMER, true);
    pit->ticks++;
}

/** Gives the guest a tick it is owed, unless it still deals with the one before. */
static void pay(struct pit *pit)
{
    if (pit->owed == 0 || pit->board->irq_busy(pit->board->owner, IRQ_TIMER))
        return;
    pit->owed--;
    raise_edge(pit);
}

static void line_opened(void *device)
{
    pay(device);
}

static void owe(struct pit *pit, uint64_t ticks)
{
    uint64_t bound = (uint64_t)DEBT_SECONDS * PIT_HZ / pit->counter[0].count;
    uint64_t room = bound > pit->owed ? bound - pit->owed : 0;
    uint64_t taken = ticks < room ? ticks : room;
    pit->owed += taken;
    pit->forgiven += ticks - taken;
}

/** Takes the ticks that have come due by `pulse` to the guest. A masked line remembers only one. */
static void collect_ticks(struct pit *pit, uint64_t pulse)
{
    uint64_t ticks = pit_counter_take_edges(&pit->counter[0], pulse);
    if (ticks == 0)
        return;
    if (pit->board->irq_masked(pit->board->owner, IRQ_TIMER)) {
        raise_edge(pit);
        return;
    }
    owe(pit, ticks);
    pay(pit);
}

/**
 * Sets the alarm for the first edge after `pulse`, up to which ticks have been collected: were the
 * clock read anew, a count that runs out in between would be over, and its only edge lost.
 */
static void set_alarm(struct pit *pit, uint64_t pulse)
{
    uint64_t edge = pit_counter_next_edge(&pit->counter[0], pulse);
    uint64_t deadline = edge == PIT_NEVER ? ALARM_OFF : ns_of(edge);
    if (deadline < pit->earliest_ns)
        deadline = pit->earliest_ns;
    if (deadline == pit->alarm.deadline_ns)
        return;
    pit->alarm.deadline_ns = deadline;
    pit->board->alarm_set(pit->board->owner, &pit->alarm);
}

static void alarm_fired(void *device, uint64_t now_ns)
{
    struct pit *pit = device;
    uint64_t pulse = pulse_now(pit);
    pit->earliest_ns = now_ns + ALARM_SPACING_NS;
    collect_ticks(pit, pulse);
    set_alarm(pit, pulse);
}

/**
 * Counter 0 was written to. In mode 0 that takes OUT low until the count is over, and with it the
 * interrupt request.
 */
static void counter0_written(struct pit *pit, uint64_t pulse)
{
    if (pit_counter_mode(&pit->counter[0]) == PIT_TERMINAL_COUNT) {
        pit->owed = 0;
        pit->board->irq_set(pit->board->owner, IRQ_TIMER, false);
    }
    set_alarm(pit, pulse);
}

static void read_back(struct pit *pit, uint8_t command, uint64_t pulse)
{
    for (unsigned i = 0; i < PIT_COUNTERS; i++) {
        if (!(command & 2u << i))
            continue;
        if (!(command & READ_BACK_NO_COUNT))
            pit_counter_latch_count(&pit->counter[i], pulse);
        if (!(command & READ_BACK_NO_STATUS))
            pit_counter_latch_status(&pit->counter[i], pulse);
    }
}

static void write_control(struct pit *pit, uint8_t word, uint64_t pulse)
{
    unsigned select = word >> CONTROL_SC;
    if (select == READ_BACK) {
        read_back(pit, word, pulse);
    } else if (!(word & CONTROL_RW)) {
        pit_counter_latch_count(&pit->counter[select], pulse);
    } else {
        pit_counter_control(&pit->counter[select], word, pulse);
        if (select == 0) {
            pit->owed = 0; /* a new life: nothing is owed from the one before */
            counter0_written(pit, pulse);
        }
    }
}

static void pit_write(void *device, uint16_t offset, uint8_t value)
{
    struct pit *pit = device;
    uint64_t pulse = pulse_now(pit);
    collect_ticks(pit, pulse);
    if (offset == CONTROL) {
        write_control(pit, value, pulse);
        return;
    }
    pit_counter_write(&pit->counter[offset], value, pulse);
    if (offset == 0)
        counter0_written(pit, pulse);
}

static uint8_t pit_read(void *device, uint16_t offset)
{
    struct pit *pit = device;
    uint64_t pulse = pulse_now(pit);
    collect_ticks(pit, pulse); /* a count seen to have gone round has ticked */
    return offset == CONTROL ? UNDRIVEN : pit_counter_read(&pit->counter[offset], pulse);
}

static void port_b_write(void *device, uint16_t offset, uint8_t value)
{
    struct pit *pit = device;
    (void)offset;
    pit->port_b = value & PORT_B_WRITABLE;
    pit_counter_set_gate(&pit->counter[2], value & PORT_B_GATE2, pulse_now(pit));
}

static uint8_t port_b_read(void *device, uint16_t offset)
{
    const struct pit *pit = device;
    (void)offset;
    uint64_t pulse = pulse_now(pit);
    uint8_t value = pit->port_b;
    if (pulse / REFRESH_PULSES % 2)
        value |= PORT_B_REFRESH;
    if (pit_counter_out(&pit->counter[2], pulse))
        value |= PORT_B_OUT2;
    return value;
}

static const struct bus_ops pit_ops = {pit_read, pit_write};
static const struct bus_ops port_b_ops = {port_b_read, port_b_write};

int pit_attach(struct pit *pit, struct board *board)
{
    *pit = (struct pit){
        .board = board,
        .alarm = {.deadline_ns = ALARM_OFF, .fire = alarm_fired, .device = pit},
    };
    for (unsigned i = 0; i < PIT_COUNTERS; i++)
        pit_counter_init(&pit->counter[i], i != 2); /* GATE 0 and 1 are wired high */
    if (board->irq_listen)
        board->irq_listen(board->owner, IRQ_TIMER, line_opened, pit);
    if (bus_attach(board->bus, PORT_PIT, CONTROL + 1, &pit_ops, pit) < 0)
        return -1;
    return bus_attach(board->bus, PORT_SYSTEM_B, 1, &port_b_ops, pit);
}
