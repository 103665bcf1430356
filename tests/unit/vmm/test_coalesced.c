/* What KVM gathers for us: order, the ring's wrap, a full ring; the kernel's side is played here.
 */
#include "kvm/coalesced.h"
#include "memory.h"
#include "unit/run_tests.h"

#include <string.h>

/* A page like the one that a vCPU's mapping holds. */
static union {
    struct kvm_coalesced_mmio_ring ring;
    uint8_t bytes[PAGE_SIZE];
} page;

enum { FLOOD = COALESCED_FLOOD, LOOKS = COALESCED_LOOKS };

static struct coalesced coalesced;

static void open_ring(uint32_t at)
{
    memset(&page, 0, sizeof page);
    page.ring.first = page.ring.last = at;
    coalesced = (struct coalesced){.ring = &page.ring, .least = FLOOD};
}

/* As virt/kvm/coalesced_mmio.c does: one entry stays free, so that full is not empty. */
static bool guest_writes(uint8_t byte)
{
    uint32_t last = page.ring.last, next = (last + 1) % COALESCED_MAX;
    if (next == page.ring.first)
        return false; /* an exit */
    page.ring.coalesced_mmio[last] =
        (struct kvm_coalesced_mmio){.phys_addr = 0xe9, .len = 1, .pio = 1, .data = {byte}};
    page.ring.last = next;
    return true;
}

/* Takes all there is, and sees that it is what was written from `from` on. */
static unsigned must_take(unsigned from)
{
    uint8_t bytes[COALESCED_MAX];
    unsigned count = coalesced_take(&coalesced, bytes);
    for (unsigned i = 0; i < count; i++)
        ck_assert_uint_eq(bytes[i], (uint8_t)(from + i));
    return count;
}

START_TEST(nothing_waits_in_an_empty_ring)
{
    open_ring(7);
    ck_assert(!coalesced_waiting(&coalesced));
    ck_assert_uint_eq(must_take(0), 0);
    ck_assert_uint_eq(page.ring.first, 7);
}
END_TEST

START_TEST(bytes_come_in_order)
{
    open_ring(0);
    for (unsigned i = 0; i < 5; i++)
        ck_assert(guest_writes((uint8_t)i));
    ck_assert(coalesced_waiting(&coalesced));
    ck_assert_uint_eq(must_take(0), 5);
    ck_assert(!coalesced_waiting(&coalesced));
    ck_assert_uint_eq(coalesced.taken, 5);
}
END_TEST

START_TEST(order_outlasts_the_end_of_the_page)
{
    for (uint32_t start = 0; start < COALESCED_MAX; start++) {
        open_ring(start);
        for (unsigned i = 0; i < 100; i++)
            ck_assert(guest_writes((uint8_t)i));
        ck_assert_uint_eq(must_take(0), 100);
        ck_assert_uint_eq(page.ring.first, (start + 100) % COALESCED_MAX);
    }
}
END_TEST

START_TEST(full_ring_is_taken_whole_and_goes_on)
{
    for (uint32_t start = 0; start < COALESCED_MAX; start += 13) {
        unsigned written = 0;
        open_ring(start);
        while (guest_writes((uint8_t)written))
            written++;
        ck_assert_uint_eq(written, COALESCED_MAX - 1);
        ck_assert_uint_eq(must_take(0), written);
        ck_assert(guest_writes((uint8_t)written));
        ck_assert_uint_eq(must_take(written), 1);
        ck_assert_uint_eq(coalesced.taken, COALESCED_MAX);
    }
}
END_TEST

START_TEST(nothing_is_taken_twice_while_the_guest_goes_on)
{
    unsigned written = 0, taken = 0;
    open_ring(0);
    for (unsigned turn = 1; turn < 1000; turn++) {
        for (unsigned i = 0; i < turn % 37; i++)
            written += guest_writes((uint8_t)written);
        if (turn % 3 == 0)
            taken += must_take(taken);
    }
    taken += must_take(taken);
    ck_assert_uint_eq(taken, written);
    ck_assert_uint_eq(coalesced.taken, written);
}
END_TEST

START_TEST(without_a_ring_there_is_nothing)
{
    coalesced = (struct coalesced){.ring = NULL};
    ck_assert(!coalesced_waiting(&coalesced));
    ck_assert_uint_eq(must_take(0), 0);
}
END_TEST

START_TEST(kvm_without_a_ring_is_not_asked)
{
    struct kvm without = {.fd = -1};
    coalesced.ring = &page.ring;
    coalesced_open(&coalesced, &without, -1, &page, 0xe9, 1);
    ck_assert_ptr_null(coalesced.ring);
    coalesced_exited(&coalesced, FLOOD);
    ck_assert(!coalesced.refused);
    ck_assert(!coalesced_gathering(&coalesced));
}
END_TEST

START_TEST(kvm_is_asked_in_a_flood_and_once_if_it_refuses)
{
    struct kvm kvm = {.fd = -1, .coalesced_offset = PAGE_SIZE};
    coalesced_open(&coalesced, &kvm, -1, &page, 0xe9, 1);
    coalesced_exited(&coalesced, FLOOD - 1);
    ck_assert(!coalesced.refused);
    coalesced_exited(&coalesced, 1); /* no such descriptor: EBADF */
    ck_assert(coalesced.refused);
    ck_assert(!coalesced_gathering(&coalesced));
    coalesced_exited(&coalesced, FLOOD);
    ck_assert_uint_eq(coalesced.exits, 0);
}
END_TEST

/* Bytes that come between two looks, and whether the last of some looks calls for an end. */
static bool looks_end_it(unsigned bytes_a_look)
{
    bool ended = false;
    for (unsigned i = 1, from = 0; i <= LOOKS; i++, from += bytes_a_look) {
        for (unsigned k = 0; k < bytes_a_look; k++)
            ck_assert(guest_writes((uint8_t)(from + k)));
        ck_assert_uint_eq(must_take(from), bytes_a_look);
        ck_assert(!ended);
        ended = coalesced_looked(&coalesced);
    }
    return ended;
}

START_TEST(gathering_ends_when_few_bytes_come)
{
    open_ring(0);
    ck_assert(!looks_end_it(0)); /* it does not gather */
    atomic_store(&coalesced.gathering, true);
    ck_assert(!looks_end_it(FLOOD / LOOKS));
    ck_assert(!looks_end_it(FLOOD / LOOKS));
    ck_assert(looks_end_it(FLOOD / LOOKS - 1));
    ck_assert(atomic_load(&coalesced.calm));
    ck_assert(looks_end_it(0));
}
END_TEST

START_TEST(a_zone_that_stays_is_looked_at_further)
{
    struct kvm kvm = {.fd = -1, .coalesced_offset = PAGE_SIZE};
    coalesced_open(&coalesced, &kvm, -1, &page, 0xe9, 1);
    atomic_store(&coalesced.gathering, true);
    atomic_store(&coalesced.calm, true);
    coalesced_calm_down(&coalesced); /* EBADF */
    ck_assert(coalesced_gathering(&coalesced));
    ck_assert(!atomic_load(&coalesced.calm));
}
END_TEST

START_TEST(the_ring_is_where_kvm_has_it)
{
    static uint8_t run[4 * PAGE_SIZE];
    struct kvm kvm = {.coalesced_offset = 2 * PAGE_SIZE};
    coalesced_open(&coalesced, &kvm, 3, run, 0xe9, 5);
    ck_assert_ptr_eq(coalesced.ring, run + 2 * PAGE_SIZE);
    ck_assert_uint_eq(coalesced.port, 0xe9);
    ck_assert_uint_eq(coalesced.least, 5);
    ck_assert_int_eq(coalesced.vm_fd, 3);
    kvm.coalesced_offset = 0; /* it has none */
    coalesced_open(&coalesced, &kvm, 3, run, 0xe9, 5);
    ck_assert_ptr_null(coalesced.ring);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        nothing_waits_in_an_empty_ring,
        bytes_come_in_order,
        order_outlasts_the_end_of_the_page,
        full_ring_is_taken_whole_and_goes_on,
        nothing_is_taken_twice_while_the_guest_goes_on,
        without_a_ring_there_is_nothing,
        kvm_without_a_ring_is_not_asked,
        kvm_is_asked_in_a_flood_and_once_if_it_refuses,
        gathering_ends_when_few_bytes_come,
        a_zone_that_stays_is_looked_at_further,
        the_ring_is_where_kvm_has_it,
    };
    return RUN_TESTS("coalesced", tests);
}
