#include "exits.h"

#include "base/csv_row.h"
#include "base/file.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define EXITS_FILE   "exits.csv"
#define EXITS_HEADER "arch,workload,size,iterations,kind,key,direction,count,total_ns,p50_ns,p99_ns"
#define STATS_HEADER "vm,kind,key,direction,count,total_ns,p50_ns,p99_ns"

enum { ARCH, WORKLOAD, SIZE, ITERATIONS, FIGURES };
enum { VM, STATS_FIGURES };
/* The columns that both files have, counted from their first. */
enum { KIND, KEY, DIRECTION, COUNT, TOTAL_NS, P50_NS, P99_NS };

/** What a reader of statistics needs: where to, and for which boot. */
struct taking {
    struct exits *exits;
    const struct exit_count *label;
};

static struct exit_count *append(struct exits *exits, struct csv_row *row)
{
    struct exit_count *more = reallocarray(exits->row, exits->count + 1, sizeof *more);
    if (!more) {
        row->wrong = fail(row->err, STATUS_OS_ERROR, "out of memory") != 0;
        return NULL;
    }
    exits->row = more;
    return &more[exits->count++];
}

static void read_figures(struct exit_count *count, struct csv_row *row, size_t from)
{
    csv_row_name(row, from + KIND, count->kind, sizeof count->kind);
    csv_row_name(row, from + KEY, count->key, sizeof count->key);
    snprintf(count->direction, sizeof count->direction, "%s", csv_row_text(row, from + DIRECTION));
    count->count = csv_row_whole(row, from + COUNT, UINT64_MAX);
    count->total_ns = csv_row_optional(row, from + TOTAL_NS);
    count->p50_ns = csv_row_optional(row, from + P50_NS);
    count->p99_ns = csv_row_optional(row, from + P99_NS);
}

static void take_statistics(void *owner, struct csv_row *row)
{
    struct taking *taking = owner;
    struct exit_count *count = append(taking->exits, row);
    if (!count)
        return;
    *count = *taking->label;
    read_figures(count, row, STATS_FIGURES);
}

int exits_take(struct exits *exits, const struct exit_count *label, const char *directory,
               const char *file, struct error *err)
{
    struct taking taking = {.exits = exits, .label = label};
    return csv_load_rows(directory, file, STATS_HEADER, take_statistics, &taking, err);
}

uint64_t exits_total(const struct exits *exits, const char *workload)
{
    uint64_t total = 0;
    for (size_t i = 0; i < exits->count; i++) {
        const struct exit_count *row = &exits->row[i];
        if (strcmp(row->workload, workload) == 0 && strcmp(row->kind, "exit") == 0)
            total += row->count;
    }
    return total;
}

static void write_exits(FILE *out, const void *data)
{
    const struct exits *exits = data;
    struct csv_writer csv = {.out = out};
    fputs(EXITS_HEADER "\n", out);
    for (size_t i = 0; i < exits->count; i++) {
        const struct exit_count *row = &exits->row[i];
        csv_text(&csv, row->arch);
        csv_text(&csv, row->workload);
        csv_print(&csv, "%" PRIu32, row->size);
        csv_print(&csv, "%u", row->iterations);
        csv_text(&csv, row->kind);
        csv_text(&csv, row->key);
        csv_text(&csv, row->direction);
        csv_print(&csv, "%" PRIu64, row->count);
        csv_known(&csv, row->total_ns >= 0, (uint64_t)row->total_ns);
        csv_known(&csv, row->p50_ns >= 0, (uint64_t)row->p50_ns);
        csv_known(&csv, row->p99_ns >= 0, (uint64_t)row->p99_ns);
        csv_end_row(&csv);
    }
}

int exits_save(const struct exits *exits, const char *directory, struct error *err)
{
    return file_replace(directory, EXITS_FILE, write_exits, exits, err);
}

static void take_row(void *owner, struct csv_row *row)
{
    struct exit_count *count = append(owner, row);
    if (!count)
        return;
    *count = (struct exit_count){0};
    csv_row_name(row, ARCH, count->arch, sizeof count->arch);
    csv_row_name(row, WORKLOAD, count->workload, sizeof count->workload);
    count->size = (uint32_t)csv_row_whole(row, SIZE, UINT32_MAX);
    count->iterations = (unsigned)csv_row_whole(row, ITERATIONS, UINT_MAX);
    read_figures(count, row, FIGURES);
}

int exits_load(struct exits *exits, const char *directory, struct error *err)
{
    *exits = (struct exits){0};
    if (!file_exists(directory, EXITS_FILE))
        return 0;
    return csv_load_rows(directory, EXITS_FILE, EXITS_HEADER, take_row, exits, err);
}

void exits_free(struct exits *exits)
{
    free(exits->row);
    *exits = (struct exits){0};
}
