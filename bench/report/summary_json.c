#include "summary_json.h"

#include "base/file.h"
#include "base/json.h"

struct content {
    const struct summary *summary;
    const struct facts *facts;
};

static void write_text(struct json_writer *json, const char *key, const char *text)
{
    json_key(json, key);
    json_text(json, text);
}

/** As many digits as the columns of summary.csv have. */
static void write_number(struct json_writer *json, const char *key, bool known, int digits,
                         double number)
{
    json_key(json, key);
    json_number(json, known, digits, number);
}

static void write_row(struct json_writer *json, const struct summary_row *row)
{
    const struct ratio *speedup = &row->speedup;
    double mips = summary_mips(row);
    bool timed = row->n > 0;
    json_open(json, '{');
    write_text(json, "arch", row->arch);
    write_text(json, "workload", row->workload);
    write_text(json, "engine", row->engine);
    write_number(json, "n", true, 15, (double)row->n);
    write_number(json, "median_ns", timed, 15, row->median_ns);
    write_number(json, "ci95_lo_ns", timed, 15, row->interval_ns.low);
    write_number(json, "ci95_hi_ns", timed, 15, row->interval_ns.high);
    write_number(json, "mad_ns", timed, 15, row->mad_ns);
    write_number(json, "instructions", row->instructions > 0, 17, (double)row->instructions);
    write_number(json, "mips", mips > 0, 6, mips);
    write_number(json, "speedup", speedup->known, 6, speedup->value);
    write_number(json, "speedup_lo", speedup->known, 6, speedup->interval.low);
    write_number(json, "speedup_hi", speedup->known, 6, speedup->interval.high);
    json_key(json, "valid");
    json_bool(json, row->valid);
    write_text(json, "note", row->note);
    json_close(json, '}');
}

static void write_content(FILE *out, const void *data)
{
    const struct content *content = data;
    struct json_writer json = {.out = out};
    json_open(&json, '{');
    json_key(&json, "host");
    json_open(&json, '{');
    for (size_t i = 0; i < content->facts->count; i++)
        write_text(&json, content->facts->fact[i].key, content->facts->fact[i].value);
    json_close(&json, '}');
    json_key(&json, "summary");
    json_open(&json, '[');
    for (size_t i = 0; i < content->summary->count; i++)
        write_row(&json, &content->summary->row[i]);
    json_close(&json, ']');
    json_close(&json, '}');
    fputc('\n', out);
}

int summary_json_save(const struct summary *summary, const struct facts *facts,
                      const char *directory, struct error *err)
{
    const struct content content = {.summary = summary, .facts = facts};
    return file_replace(directory, "summary.json", write_content, &content, err);
}
