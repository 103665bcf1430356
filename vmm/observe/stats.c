#include "observe/stats_internal.h"

#include <linux/kvm.h>
#include <stdio.h>
#include <stdlib.h>

struct stats *stats_create(unsigned vm, const char *name, struct error *err)
{
    struct stats *stats = calloc(1, sizeof *stats);
    if (!stats) {
        fail(err, STATUS_OS_ERROR, "no memory for the statistics of VM %u", vm);
        return NULL;
    }
    stats->vm = vm;
    snprintf(stats->name, sizeof stats->name, "%s", name);
    return stats;
}

void stats_destroy(struct stats *stats)
{
    free(stats);
}

/* Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4): the product's high bits
   depend on all bits of the key. */
static unsigned hash(const struct stats_exit_key *key)
{
    uint32_t word = (uint32_t)key->reason << 17 ^ (uint32_t)key->port << 1 ^ key->out;
    return (word * 2654435769u) >> 24 & (STATS_SLOTS - 1);
}

static bool same(const struct stats_exit_key *a, const struct stats_exit_key *b)
{
    return a->reason == b->reason && a->port == b->port && a->out == b->out;
}

/* Linear probing; it ends, for the table is never full. */
static struct histogram *find(struct stats *stats, const struct stats_exit_key *key)
{
    unsigned i = hash(key);
    while (stats->slot[i].used && !same(&stats->slot[i].key, key))
        i = (i + 1) % STATS_SLOTS;
    struct stats_slot *slot = &stats->slot[i];
    if (!slot->used) {
        if (stats->keys == STATS_KEYS_MAX)
            return &stats->other;
        stats->keys++;
        slot->used = true;
        slot->key = *key;
    }
    return &slot->time;
}

void stats_exit(struct stats *stats, unsigned reason, uint16_t port, bool out, uint64_t ns)
{
    bool io = reason == KVM_EXIT_IO;
    struct stats_exit_key key = {
        .reason = reason,
        .port = io ? port : 0,
        .out = (io || reason == KVM_EXIT_MMIO) && out,
    };
    histogram_add(find(stats, &key), ns);
}

void stats_interrupt(struct stats *stats, uint8_t vector, uint64_t latency_ns)
{
    histogram_add(&stats->interrupt[vector], latency_ns);
}

void stats_untimed_interrupt(struct stats *stats, uint8_t vector)
{
    stats->untimed[vector]++;
}

void stats_window(struct stats *stats)
{
    stats->windows++;
}

void stats_coalesced(struct stats *stats, uint16_t port, uint64_t bytes)
{
    stats->coalesced_port = port;
    stats->coalesced = bytes;
}

void stats_guest(struct stats *stats, uint64_t ns)
{
    stats->entries++;
    stats->guest_ns += ns;
}

uint64_t stats_exits(const struct stats *stats)
{
    uint64_t exits = stats->other.count;
    for (unsigned i = 0; i < STATS_SLOTS; i++)
        exits += stats->slot[i].time.count;
    return exits;
}
