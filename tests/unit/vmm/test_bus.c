/* The port bus: who answers which port, and how wide accesses are split. */
#include "dev/bus.h"
#include "unit/run_tests.h"

#include <string.h>

/* A device that notes what it is asked, and answers with its name and the offset. */
struct probe {
    uint8_t name;
    unsigned writes;
    uint16_t offset[8];
    uint8_t value[8];
};

static uint8_t probe_read(void *device, uint16_t offset)
{
    const struct probe *probe = device;
    return (uint8_t)(probe->name + offset);
}

static void probe_write(void *device, uint16_t offset, uint8_t value)
{
    struct probe *probe = device;
    probe->offset[probe->writes] = offset;
    probe->value[probe->writes++] = value;
}

static const struct bus_ops probe_ops = {probe_read, probe_write};
static const struct bus_ops mute_ops = {NULL, NULL};

static uint8_t read_byte(const struct bus *bus, uint16_t port)
{
    uint8_t value;
    bus_read(bus, port, &value, 1);
    return value;
}

START_TEST(an_empty_bus_floats)
{
    struct bus bus = {0};
    uint8_t data[4] = {0};
    bus_read(&bus, 0x1234, data, 4);
    ck_assert_mem_eq(data, "\xff\xff\xff\xff", 4);
    bus_write(&bus, 0x1234, data, 4);
    ck_assert_uint_eq(bus.ranges, 0);
}
END_TEST

START_TEST(handlers_get_the_offset)
{
    struct bus bus = {0};
    struct probe low = {.name = 0x10}, high = {.name = 0x80};
    ck_assert_int_eq(bus_attach(&bus, 0x20, 2, &probe_ops, &low), 0);
    ck_assert_int_eq(bus_attach(&bus, 0xfff8, 8, &probe_ops, &high), 0);
    ck_assert_uint_eq(read_byte(&bus, 0x1f), 0xff);
    ck_assert_uint_eq(read_byte(&bus, 0x20), 0x10);
    ck_assert_uint_eq(read_byte(&bus, 0x21), 0x11);
    ck_assert_uint_eq(read_byte(&bus, 0x22), 0xff);
    ck_assert_uint_eq(read_byte(&bus, 0xffff), 0x87);
}
END_TEST

START_TEST(wide_accesses_are_bytes_low_first)
{
    struct bus bus = {0};
    struct probe a = {.name = 0xa0}, b = {.name = 0xb0};
    uint8_t data[4];
    bus_attach(&bus, 0x100, 2, &probe_ops, &a);
    bus_attach(&bus, 0x103, 1, &probe_ops, &b);
    bus_read(&bus, 0x100, data, 4);
    ck_assert_mem_eq(data, "\xa0\xa1\xff\xb0", 4);
    bus_write(&bus, 0x100, (const uint8_t *)"\1\2\3\4", 4);
    ck_assert_uint_eq(a.writes, 2);
    ck_assert_uint_eq(a.offset[1], 1);
    ck_assert_uint_eq(a.value[1], 2);
    ck_assert_uint_eq(b.writes, 1);
    ck_assert_uint_eq(b.value[0], 4);
}
END_TEST

/* A wide access at the last port goes on at port 0, as 16 address lines do. */
START_TEST(ports_wrap_round)
{
    struct bus bus = {0};
    struct probe first = {.name = 0x01}, last = {.name = 0xf0};
    uint8_t data[2];
    bus_attach(&bus, 0, 1, &probe_ops, &first);
    bus_attach(&bus, 0xffff, 1, &probe_ops, &last);
    bus_read(&bus, 0xffff, data, 2);
    ck_assert_mem_eq(data, "\xf0\x01", 2);
}
END_TEST

START_TEST(a_device_may_only_read_or_only_write)
{
    struct bus bus = {0};
    bus_attach(&bus, 0x80, 1, &mute_ops, NULL);
    ck_assert_uint_eq(read_byte(&bus, 0x80), 0xff);
    bus_write(&bus, 0x80, (const uint8_t *)"x", 1);
}
END_TEST

START_TEST(ranges_do_not_overlap)
{
    static const struct {
        uint16_t base;
        uint32_t count;
        int result;
    } table[] = {
        {0x100, 8, -1},          {0x0ff, 2, -1}, {0x107, 1, -1},   {0x0f0, 0x100, -1},
        {0x102, 2, -1},          {0x0ff, 1, 0},  {0x108, 1, 0},    {0x200, 0, -1},
        {0xffff, 2, -1},         {0xffff, 1, 0}, {0, 0x10001, -1}, {0, 0xff, 0},
        {0x300, 0xffffffff, -1},
    };
    struct bus bus = {0};
    ck_assert_int_eq(bus_attach(&bus, 0x100, 8, &mute_ops, NULL), 0);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        ck_assert_msg(bus_attach(&bus, table[i].base, table[i].count, &mute_ops, NULL) ==
                          table[i].result,
                      "row %zu", i);
}
END_TEST

START_TEST(one_range_may_be_the_whole_bus)
{
    struct bus bus = {0};
    struct probe all = {.name = 0};
    ck_assert_int_eq(bus_attach(&bus, 0, 0x10000, &probe_ops, &all), 0);
    ck_assert_uint_eq(read_byte(&bus, 0x00), 0x00);
    ck_assert_uint_eq(read_byte(&bus, 0xffff), 0xff);
    bus_write(&bus, 0xffff, (const uint8_t *)"x", 1);
    ck_assert_uint_eq(all.offset[0], 0xffff);
}
END_TEST

/* Low ports are looked up, high ones searched: a range may lie in both. */
START_TEST(range_may_cross_the_end_of_the_table)
{
    struct bus bus = {0};
    struct probe both = {.name = 0x40}, high = {.name = 0x90};
    bus_attach(&bus, BUS_LOW_PORTS - 2, 4, &probe_ops, &both);
    bus_attach(&bus, BUS_LOW_PORTS + 2, 1, &probe_ops, &high);
    ck_assert_uint_eq(read_byte(&bus, BUS_LOW_PORTS - 3), 0xff);
    ck_assert_uint_eq(read_byte(&bus, BUS_LOW_PORTS - 1), 0x41);
    ck_assert_uint_eq(read_byte(&bus, BUS_LOW_PORTS + 1), 0x43);
    ck_assert_uint_eq(read_byte(&bus, BUS_LOW_PORTS + 2), 0x90);
}
END_TEST

START_TEST(an_access_is_claimed_when_any_byte_is)
{
    struct bus bus = {0};
    bus_attach(&bus, 0x60, 1, &mute_ops, NULL);
    bus_attach(&bus, 0x4d0, 2, &mute_ops, NULL);
    ck_assert(bus_claimed(&bus, 0x60, 1));
    ck_assert(bus_claimed(&bus, 0x5d, 4));
    ck_assert(!bus_claimed(&bus, 0x5c, 4));
    ck_assert(!bus_claimed(&bus, 0x61, 4));
    ck_assert(bus_claimed(&bus, 0x4ce, 4));
    ck_assert(!bus_claimed(&bus, 0xffff, 4));
}
END_TEST

START_TEST(a_full_bus_refuses)
{
    struct bus bus = {0};
    for (unsigned i = 0; i < BUS_MAX_RANGES; i++)
        ck_assert_int_eq(bus_attach(&bus, (uint16_t)i, 1, &mute_ops, NULL), 0);
    ck_assert_int_eq(bus_attach(&bus, BUS_MAX_RANGES, 1, &mute_ops, NULL), -1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        an_empty_bus_floats,
        handlers_get_the_offset,
        wide_accesses_are_bytes_low_first,
        ports_wrap_round,
        a_device_may_only_read_or_only_write,
        ranges_do_not_overlap,
        one_range_may_be_the_whole_bus,
        range_may_cross_the_end_of_the_table,
        an_access_is_claimed_when_any_byte_is,
        a_full_bus_refuses,
    };
    return RUN_TESTS("bus", tests);
}
