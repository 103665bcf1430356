/* That a look without the lock knows of every interrupt: it is all that an entry into the guest
   asks. */
#include "fake_board.h"
#include "ports.h"
#include "unit/run_tests.h"
#include "vm/irq.h"

static struct irq irq;
static struct fake fake;
static unsigned kicks;

static void kick(void *owner)
{
    (void)owner;
    ck_assert(irq_waiting(&irq)); /* who is woken by it must find it */
    kicks++;
}

static void out(uint16_t port, uint8_t value)
{
    fake_out(&fake, port, value);
    ck_assert_int_eq(irq_waiting(&irq), irq_pending(&irq));
}

static void open_irq(void)
{
    kicks = 0;
    fake_init(&fake);
    irq = (struct irq){.chip = IRQCHIP_USER, .intr = kick};
    ck_assert_int_eq(irq_attach(&irq, &fake.board), 0);
    for (unsigned chip = 0; chip < 2; chip++) {
        uint16_t port = chip ? PORT_PIC_SLAVE : PORT_PIC_MASTER;
        out(port, 0x11);
        out(port + 1, (uint8_t)(0x20 + 8 * chip));
        out(port + 1, chip ? 2 : 4);
        out(port + 1, 1);
        out(port + 1, 0);
    }
}

START_TEST(raised_line_waits_until_it_is_taken)
{
    open_irq();
    ck_assert(!irq_waiting(&irq));
    irq_set(&irq, 1, true);
    ck_assert(irq_waiting(&irq));
    ck_assert_uint_eq(kicks, 1);
    ck_assert_uint_eq(irq_take(&irq).vector, 0x21);
    ck_assert(!irq_waiting(&irq));
}
END_TEST

START_TEST(line_that_falls_waits_no_more)
{
    open_irq();
    irq_set(&irq, 4, true);
    irq_set(&irq, 4, false);
    ck_assert(!irq_waiting(&irq));
}
END_TEST

START_TEST(masks_and_ends_of_interrupt_are_noticed)
{
    open_irq();
    out(PORT_PIC_MASTER + 1, 0xff);
    irq_set(&irq, 0, true);
    ck_assert(!irq_waiting(&irq));
    ck_assert_uint_eq(kicks, 0);
    out(PORT_PIC_MASTER + 1, 0);
    ck_assert(irq_waiting(&irq));
    irq_take(&irq);
    irq_set(&irq, 1, true); /* less urgent than the one in service */
    ck_assert(!irq_waiting(&irq));
    out(PORT_PIC_MASTER, 0x20);
    ck_assert(irq_waiting(&irq));
}
END_TEST

START_TEST(second_interrupt_still_waits)
{
    open_irq();
    irq_set(&irq, 4, true);
    irq_set(&irq, 1, true);
    ck_assert_uint_eq(irq_take(&irq).vector, 0x21);
    out(PORT_PIC_MASTER, 0x20);
    ck_assert(irq_waiting(&irq));
    ck_assert_uint_eq(irq_take(&irq).vector, 0x24);
    ck_assert(!irq_waiting(&irq));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        raised_line_waits_until_it_is_taken,
        line_that_falls_waits_no_more,
        masks_and_ends_of_interrupt_are_noticed,
        second_interrupt_still_waits,
    };
    return RUN_TESTS("irq", tests);
}
