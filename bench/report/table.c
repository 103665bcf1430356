#include "table.h"

#include "base/format.h"
#include "engines/engine.h"

#include <string.h>

/* Between columns, and between an engine's time and its speed-up. */
enum { GAP = 3, RATIO_GAP = 2 };

/** Whether this row is its workload's first: rows of one workload stand together. */
static bool begins_workload(const struct summary *summary, size_t row)
{
    return row == 0 || strcmp(summary->row[row].workload, summary->row[row - 1].workload) != 0;
}

/** Fills in time and speed-up; a cross behind the time says that samples were not valid. */
static void describe(const struct summary_row *row, char time[FORMAT_MAX + 4],
                     char ratio[FORMAT_MAX])
{
    char text[FORMAT_MAX];
    strcpy(time, "–");
    strcpy(ratio, "");
    if (row && row->n > 0)
        snprintf(time, FORMAT_MAX + 4, "%s%s", format_ns(text, row->median_ns),
                 row->bad > 0 ? " ✗" : "");
    else if (row && row->bad > 0)
        strcpy(time, "✗");
    if (row && row->speedup.known)
        format_ratio(ratio, row->speedup.value);
}

/** How wide an engine's columns are, with the gaps before them. */
struct widths {
    int time, ratio;
};

/** As wide as the widest of its figures, and as its name, asks for. */
static struct widths widths_of(const struct summary *summary, const char *engine)
{
    struct widths widths = {0};
    for (size_t i = 0; i < summary->count; i++) {
        char time[FORMAT_MAX + 4], ratio[FORMAT_MAX];
        if (strcmp(summary->row[i].engine, engine) != 0)
            continue;
        describe(&summary->row[i], time, ratio);
        widths.time = format_wider(widths.time, format_columns(time));
        widths.ratio = format_wider(widths.ratio, format_columns(ratio));
    }
    widths.ratio += widths.ratio > 0 ? RATIO_GAP : 0;
    widths.time = format_wider(widths.time, format_columns(engine) - widths.ratio) + GAP;
    return widths;
}

int table_name_width(const struct summary *summary)
{
    int width = 0;
    for (size_t i = 0; i < summary->count; i++)
        width = format_wider(width, format_columns(summary->row[i].workload));
    return width;
}

/** Prints text to the right end of `width` columns. */
static void print_right(FILE *out, const char *text, int width)
{
    int columns = format_columns(text);
    fprintf(out, "%*s%s", columns < width ? width - columns : 0, "", text);
}

static void print_workload(FILE *out, const struct summary *summary, const char *workload)
{
    fprintf(out, "%-*s", table_name_width(summary), workload);
    for (size_t i = 0; i < engine_count; i++) {
        char time[FORMAT_MAX + 4], ratio[FORMAT_MAX];
        if (!summary_has_engine(summary, engines[i]->name))
            continue;
        struct widths widths = widths_of(summary, engines[i]->name);
        describe(summary_find(summary, workload, engines[i]->name), time, ratio);
        print_right(out, time, widths.time);
        print_right(out, ratio, widths.ratio);
    }
    fputc('\n', out);
}

void table_print(FILE *out, const struct summary *summary)
{
    fprintf(out, "%*s", table_name_width(summary), "");
    for (size_t i = 0; i < engine_count; i++) {
        struct widths widths = widths_of(summary, engines[i]->name);
        if (summary_has_engine(summary, engines[i]->name))
            print_right(out, engines[i]->name, widths.time + widths.ratio);
    }
    fputc('\n', out);
    for (size_t i = 0; i < summary->count; i++) {
        if (begins_workload(summary, i))
            print_workload(out, summary, summary->row[i].workload);
    }
    fputs("(medians; × is the speed-up over " REFERENCE_ENGINE "; ✗ marks samples not valid)\n",
          out);
}

static void write_workload(FILE *out, const struct summary *summary, const char *workload)
{
    fprintf(out, "| %s ", workload);
    for (size_t i = 0; i < engine_count; i++) {
        char time[FORMAT_MAX + 4], ratio[FORMAT_MAX];
        if (!summary_has_engine(summary, engines[i]->name))
            continue;
        describe(summary_find(summary, workload, engines[i]->name), time, ratio);
        fprintf(out, "| %s | %s ", time, ratio);
    }
    fputs("|\n", out);
}

void table_write_markdown(FILE *out, const struct summary *summary)
{
    fputs("| workload ", out);
    for (size_t i = 0; i < engine_count; i++) {
        if (summary_has_engine(summary, engines[i]->name))
            fprintf(out, "| %s | speed-up ", engines[i]->name);
    }
    fputs("|\n|---", out);
    for (size_t i = 0; i < engine_count; i++) {
        if (summary_has_engine(summary, engines[i]->name))
            fputs("|--:|--:", out);
    }
    fputs("|\n", out);
    for (size_t i = 0; i < summary->count; i++) {
        if (begins_workload(summary, i))
            write_workload(out, summary, summary->row[i].workload);
    }
}
