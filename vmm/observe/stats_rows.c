#include "observe/stats_rows.h"

#include "observe/exit_reason.h"

#include <linux/kvm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct stats_row row_of(const char *kind, const struct histogram *time)
{
    return (struct stats_row){
        .kind = kind,
        .direction = "",
        .count = time->count,
        .total_ns = time->total,
        .p50_ns = histogram_percentile(time, 50),
        .p99_ns = histogram_percentile(time, 99),
        .total_known = true,
        .quantiles_known = true,
    };
}

static struct stats_row exit_row(const struct stats_slot *slot)
{
    struct stats_row row = row_of("exit", &slot->time);
    const char *reason = exit_reason_name(slot->key.reason);
    if (slot->key.reason == KVM_EXIT_IO)
        snprintf(row.key, sizeof row.key, "%s 0x%04x", reason, slot->key.port);
    else if (!strcmp(reason, "unknown"))
        snprintf(row.key, sizeof row.key, "%s %u", reason, slot->key.reason);
    else
        snprintf(row.key, sizeof row.key, "%s", reason);
    if (slot->key.reason == KVM_EXIT_IO || slot->key.reason == KVM_EXIT_MMIO)
        row.direction = slot->key.out ? "out" : "in";
    return row;
}

static int longest_first(const void *left, const void *right)
{
    const struct stats_row *a = left, *b = right;
    if (a->total_ns != b->total_ns)
        return a->total_ns < b->total_ns ? 1 : -1;
    int order = strcmp(a->key, b->key);
    return order ? order : strcmp(a->direction, b->direction);
}

static unsigned exit_rows(const struct stats *stats, struct stats_row *rows)
{
    unsigned n = 0;
    for (unsigned i = 0; i < STATS_SLOTS; i++)
        if (stats->slot[i].used)
            rows[n++] = exit_row(&stats->slot[i]);
    qsort(rows, n, sizeof *rows, longest_first);
    if (stats->other.count) {
        rows[n] = row_of("exit", &stats->other);
        strcpy(rows[n++].key, "other");
    }
    return n;
}

/* Those that were not timed have a row of their own: as 0 ns they would be in every mean. */
static unsigned interrupt_rows(const struct stats *stats, struct stats_row *rows)
{
    unsigned n = 0;
    for (unsigned vector = 0; vector < STATS_VECTORS; vector++) {
        if (stats->interrupt[vector].count) {
            rows[n] = row_of("interrupt", &stats->interrupt[vector]);
            snprintf(rows[n++].key, STATS_KEY_SIZE, "0x%02x", vector);
        }
        if (stats->untimed[vector]) {
            rows[n] = (struct stats_row){
                .kind = "interrupt", .direction = "", .count = stats->untimed[vector]};
            snprintf(rows[n++].key, STATS_KEY_SIZE, "0x%02x", vector);
        }
    }
    return n;
}

unsigned stats_rows(const struct stats *stats, struct stats_row *rows)
{
    unsigned n = exit_rows(stats, rows);
    n += interrupt_rows(stats, rows + n);
    rows[n++] = (struct stats_row){
        .kind = "window", .key = "irq", .direction = "", .count = stats->windows};
    if (stats->coalesced) {
        rows[n] =
            (struct stats_row){.kind = "coalesced", .direction = "out", .count = stats->coalesced};
        snprintf(rows[n++].key, STATS_KEY_SIZE, "io 0x%04x", stats->coalesced_port);
    }
    rows[n++] = (struct stats_row){.kind = "guest",
                                   .key = "run",
                                   .direction = "",
                                   .count = stats->entries,
                                   .total_ns = stats->guest_ns,
                                   .total_known = true};
    return n;
}
