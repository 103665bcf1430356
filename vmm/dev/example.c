#include "example.h"

#define NS_PER_MS 1000000u

static void set_rung(struct example *example, bool rung)
{
    example->rung = rung;
    example->board->irq_set(example->board->owner, EXAMPLE_IRQ, rung);
}

static void time_is_up(void *device, uint64_t now_ns)
{
    (void)now_ns;
    set_rung(device, true);
}

static void example_write(void *device, uint16_t offset, uint8_t milliseconds)
{
    struct example *example = device;
    struct board *board = example->board;
    (void)offset;
    set_rung(example, false);
    example->alarm.deadline_ns = board->now_ns(board->owner) + milliseconds * (uint64_t)NS_PER_MS;
    board->alarm_set(board->owner, &example->alarm);
}

static uint8_t example_read(void *device, uint16_t offset)
{
    struct example *example = device;
    (void)offset;
    uint8_t status = example->rung;
    set_rung(example, false);
    return status;
}

static const struct bus_ops example_ops = {example_read, example_write};

int example_attach(struct example *example, struct board *board)
{
    *example = (struct example){
        .board = board,
        .alarm = {.deadline_ns = ALARM_OFF, .fire = time_is_up, .device = example},
    };
    return bus_attach(board->bus, EXAMPLE_PORT, 1, &example_ops, example);
}
