#include "observe/stats_rows.h"
#include "observe/whole_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Three digits or four and a unit: "812 ns", "1.240 ms"; nothing for what was not measured. */
static const char *duration(char *text, size_t size, bool known, uint64_t ns)
{
    if (!known)
        snprintf(text, size, "%s", "");
    else if (ns < 1000)
        snprintf(text, size, "%" PRIu64 " ns", ns);
    else if (ns < 1000000)
        snprintf(text, size, "%.3f us", (double)ns / 1e3);
    else if (ns < 1000000000)
        snprintf(text, size, "%.3f ms", (double)ns / 1e6);
    else
        snprintf(text, size, "%.3f s", (double)ns / 1e9);
    return text;
}

static void print_row(FILE *out, const struct stats_row *row)
{
    char total[24], p50[24], p99[24];
    fprintf(out, "  %-9s  %-16s  %-3s  %12" PRIu64 "  %12s  %12s  %12s\n", row->kind, row->key,
            row->direction, row->count,
            duration(total, sizeof total, row->total_known, row->total_ns),
            duration(p50, sizeof p50, row->quantiles_known, row->p50_ns),
            duration(p99, sizeof p99, row->quantiles_known, row->p99_ns));
}

static void print_vm(FILE *out, const struct stats *stats)
{
    struct stats_row rows[STATS_ROWS_MAX];
    unsigned count = stats_rows(stats, rows);
    fprintf(out, "VM %u, %s: %" PRIu64 " exits\n", stats->vm, stats->name, stats_exits(stats));
    fprintf(out, "  %-9s  %-16s  %-3s  %12s  %12s  %12s  %12s\n", "kind", "key", "dir", "count",
            "total", "p50", "p99");
    for (unsigned i = 0; i < count; i++)
        print_row(out, &rows[i]);
}

void stats_report(FILE *out, struct stats *const *stats, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (stats[i])
            print_vm(out, stats[i]);
}

/* A field of a CSV row, with the comma before it; empty when it was not measured. */
static void write_time(FILE *out, bool known, uint64_t ns)
{
    if (known)
        fprintf(out, ",%" PRIu64, ns);
    else
        fputc(',', out);
}

/* No field of ours holds a comma, a quote or a line break, so none needs quoting. RFC 4180 ends
   lines with CR LF; LF alone is what every reader on Linux takes, and what `make` diffs cleanly. */
static void write_vm(FILE *out, const struct stats *stats)
{
    struct stats_row rows[STATS_ROWS_MAX];
    unsigned count = stats_rows(stats, rows);
    for (unsigned i = 0; i < count; i++) {
        const struct stats_row *row = &rows[i];
        fprintf(out, "%u,%s,%s,%s,%" PRIu64, stats->vm, row->kind, row->key, row->direction,
                row->count);
        write_time(out, row->total_known, row->total_ns);
        write_time(out, row->quantiles_known, row->p50_ns);
        write_time(out, row->quantiles_known, row->p99_ns);
        fputc('\n', out);
    }
}

int stats_write_csv(struct whole_file *file, struct stats *const *stats, unsigned count,
                    struct error *err)
{
    fputs("vm,kind,key,direction,count,total_ns,p50_ns,p99_ns\n", file->stream);
    for (unsigned i = 0; i < count; i++)
        if (stats[i])
            write_vm(file->stream, stats[i]);
    return whole_file_end(file, err);
}
