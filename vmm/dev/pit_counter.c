#include "pit_counter.h"

enum {
    CONTROL_BCD = 0x01,
    CONTROL_BITS = 0x3f,
    STATUS_NULL = 0x40,
    STATUS_OUT = 0x80,
};

enum pit_mode pit_counter_mode(const struct pit_counter *counter)
{
    unsigned m = counter->control >> 1 & 7;
    return m > PIT_HARDWARE_STROBE ? m - 4 : m; /* M2 is "don't care" in modes 2 and 3 */
}

static enum pit_access access_of(const struct pit_counter *counter)
{
    return counter->control & PIT_BOTH_BYTES;
}

static uint32_t modulus_of(const struct pit_counter *counter)
{
    return counter->control & CONTROL_BCD ? 10000 : 0x10000;
}

static uint32_t from_bcd(uint32_t raw)
{
    return raw % 16 + raw / 16 % 16 * 10 + raw / 256 % 16 * 100 + raw / 4096 * 1000;
}

static uint32_t to_bcd(uint32_t n)
{
    return n % 10 + n / 10 % 10 * 16 + n / 100 % 10 * 256 + n / 1000 * 4096;
}

/** GATE low stops the count; in the triggered modes it is only the edge that matters. */
static bool is_held(const struct pit_counter *counter)
{
    return !counter->gate && !pit_wave_is_triggered(pit_counter_mode(counter));
}

/** @return whether `pulse` has come; pulse numbers may have wrapped round below 0 */
static bool reached(uint64_t pulse, uint64_t now)
{
    return (int64_t)(now - pulse) >= 0;
}

/** @return the pulses counted in this round */
static uint64_t elapsed(const struct pit_counter *counter, uint64_t pulse)
{
    if (!counter->running)
        return 0;
    if (is_held(counter))
        return counter->held;
    return reached(counter->start, pulse) ? pulse - counter->start : 0;
}

/** Books the edges of this round up to `pulse`, before the round ends. */
static void book_edges(struct pit_counter *counter, uint64_t pulse)
{
    if (!counter->running)
        return;
    uint64_t edges =
        pit_wave_edges(pit_counter_mode(counter), counter->count, elapsed(counter, pulse));
    counter->edges_past += edges - counter->edges_known;
    counter->edges_known = edges;
}

/** Begins a round with the count register's value, loaded at pulse `start`. */
static void load(struct pit_counter *counter, uint64_t start)
{
    counter->running = true;
    counter->waiting = false;
    counter->count = counter->reload;
    counter->reload_at = PIT_NEVER;
    counter->start = start;
    counter->held = 0;
    counter->edges_known = 0;
}

/** Lets a count that was waiting for the end of the period take over, if that has come. */
static void settle(struct pit_counter *counter, uint64_t pulse)
{
    uint64_t at = counter->reload_at;
    if (at == PIT_NEVER || !reached(at, pulse))
        return;
    book_edges(counter, at);
    load(counter, at - pit_wave_handover(pit_counter_mode(counter), counter->count,
                                         at - counter->start, counter->reload));
}

void pit_counter_init(struct pit_counter *counter, bool gate)
{
    *counter = (struct pit_counter){
        .control = PIT_BOTH_BYTES | PIT_SQUARE_WAVE << 1,
        .gate = gate,
        .reload = 0x10000,
        .count = 0x10000,
        .reload_at = PIT_NEVER,
    };
}

void pit_counter_control(struct pit_counter *counter, uint8_t word, uint64_t pulse)
{
    settle(counter, pulse);
    book_edges(counter, pulse);
    counter->control = word & CONTROL_BITS;
    counter->write_high = false;
    pit_latch_reset(&counter->latch);
    counter->written = counter->running = counter->waiting = false;
    counter->reload_at = PIT_NEVER;
}

/**
 * A whole count is in the count register. A first count, and any in modes 0 and 4, is loaded with
 * the next pulse; in modes 2 and 3 a later one waits for the end of the period; in modes 1 and 5
 * every one waits for the trigger.
 */
static void count_written(struct pit_counter *counter, uint32_t raw, uint64_t pulse)
{
    enum pit_mode mode = pit_counter_mode(counter);
    uint32_t n = counter->control & CONTROL_BCD ? from_bcd(raw) : raw;
    counter->reload = n ? n : modulus_of(counter);
    counter->written = true;
    bool loaded = counter->running && reached(counter->start, pulse);
    if (!pit_wave_is_triggered(mode) && !(pit_wave_repeats(mode) && loaded)) {
        load(counter, pulse + 1);
        return;
    }
    counter->waiting = true;
    if (pit_wave_repeats(mode) && counter->gate)
        counter->reload_at =
            counter->start + pit_wave_reload(mode, counter->count, elapsed(counter, pulse));
}

void pit_counter_write(struct pit_counter *counter, uint8_t value, uint64_t pulse)
{
    settle(counter, pulse);
    book_edges(counter, pulse);
    enum pit_access access = access_of(counter);
    if (access == PIT_LOW_BYTE) {
        count_written(counter, value, pulse);
    } else if (access == PIT_HIGH_BYTE) {
        count_written(counter, (uint32_t)value << 8, pulse);
    } else if (counter->write_high) {
        counter->write_high = false;
        count_written(counter, (uint32_t)value << 8 | counter->write_low, pulse);
    } else {
        counter->write_high = true;
        counter->write_low = value;
        if (pit_counter_mode(counter) == PIT_TERMINAL_COUNT)
            counter->running = false; /* the first byte stops the count and sets OUT low */
    }
}

static uint16_t present_count(struct pit_counter *counter, uint64_t pulse)
{
    settle(counter, pulse);
    uint32_t count = pit_wave_count(pit_counter_mode(counter), counter->count, modulus_of(counter),
                                    elapsed(counter, pulse));
    return (uint16_t)(counter->control & CONTROL_BCD ? to_bcd(count) : count);
}

uint8_t pit_counter_read(struct pit_counter *counter, uint64_t pulse)
{
    uint16_t count = present_count(counter, pulse);
    return pit_latch_read(&counter->latch, access_of(counter), count);
}

void pit_counter_latch_count(struct pit_counter *counter, uint64_t pulse)
{
    pit_latch_count(&counter->latch, present_count(counter, pulse));
}

void pit_counter_latch_status(struct pit_counter *counter, uint64_t pulse)
{
    settle(counter, pulse);
    bool loaded = counter->running && reached(counter->start, pulse) && !counter->waiting;
    pit_latch_status(&counter->latch,
                     (uint8_t)(counter->control | (loaded ? 0 : STATUS_NULL) |
                               (pit_counter_out(counter, pulse) ? STATUS_OUT : 0)));
}

void pit_counter_set_gate(struct pit_counter *counter, bool gate, uint64_t pulse)
{
    if (gate == counter->gate)
        return;
    settle(counter, pulse);
    book_edges(counter, pulse);
    enum pit_mode mode = pit_counter_mode(counter);
    if (!gate) {
        counter->held = elapsed(counter, pulse);
        if (pit_wave_repeats(mode))
            counter->reload_at = PIT_NEVER; /* the rising edge will load it */
    }
    counter->gate = gate;
    if (!gate || !counter->written)
        return;
    if (pit_wave_is_triggered(mode) || pit_wave_repeats(mode))
        load(counter, pulse + 1);
    else if (counter->running)
        counter->start = pulse - counter->held;
}

bool pit_counter_out(const struct pit_counter *counter, uint64_t pulse)
{
    struct pit_counter now = *counter;
    settle(&now, pulse);
    enum pit_mode mode = pit_counter_mode(&now);
    bool started = now.running && reached(now.start, pulse);
    if (pit_wave_repeats(mode) && is_held(&now))
        return true;
    if (!started) /* (a one-shot triggered again would stay low in this one pulse) */
        return mode != PIT_TERMINAL_COUNT;
    return pit_wave_out(mode, now.count, elapsed(&now, pulse));
}

uint64_t pit_counter_take_edges(struct pit_counter *counter, uint64_t pulse)
{
    settle(counter, pulse);
    book_edges(counter, pulse);
    uint64_t edges = counter->edges_past;
    counter->edges_past = 0;
    return edges;
}

uint64_t pit_counter_next_edge(const struct pit_counter *counter, uint64_t pulse)
{
    struct pit_counter later = *counter;
    settle(&later, pulse);
    if (!later.running || is_held(&later))
        return PIT_NEVER;
    enum pit_mode mode = pit_counter_mode(&later);
    uint64_t known = pit_wave_edges(mode, later.count, elapsed(&later, pulse));
    uint64_t edge = pit_wave_edge(mode, later.count, known + 1);
    if (edge != PIT_NEVER)
        edge += later.start;
    if (later.reload_at == PIT_NEVER || reached(edge, later.reload_at))
        return edge;
    return pit_counter_next_edge(&later, later.reload_at);
}
