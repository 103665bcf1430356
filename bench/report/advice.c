#include "advice.h"

#include "base/number.h"
#include "precision.h"
#include "record/validity.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of more things than this it helps more to know their number than all their names. */
enum { NAMED = 8 };

/* An interval wider than this share of the median is called noisy. */
#define NOISY_SHARE 0.10
/* A least detectable difference above this share is worth a warning. */
#define COARSE_SHARE 0.05
/* How far the counter's rate may wander during a run, or be off from what KVM knows: the most by
 * which NTP slews Linux's clock. */
#define DRIFT_PPM 500.0
/* Processor time stolen beyond this share is worth a warning. */
#define STOLEN_PERCENT 1.0

void advice_add(struct advice *advice, const char *format, ...)
{
    va_list args;
    if (advice->count == ADVICE_MAX)
        return;
    va_start(args, format);
    vsnprintf(advice->text[advice->count++], ADVICE_TEXT_MAX, format, args);
    va_end(args);
}

void advice_name(struct advice_names *names, const char *format, ...)
{
    size_t length = strlen(names->text);
    char *end = names->text + length, name[100];
    va_list args;
    va_start(args, format);
    vsnprintf(name, sizeof name, format, args);
    va_end(args);
    if (names->count <= NAMED)
        snprintf(end, sizeof names->text - length, "%s%s", length > 0 ? ", " : "",
                 names->count < NAMED ? name : "…");
    names->count++;
}

static double real_fact(const struct facts *facts, const char *key, double otherwise)
{
    double value;
    return number_real(facts_get(facts, key), &value) ? value : otherwise;
}

static void advise_on_machine(struct advice *advice, const struct facts *facts)
{
    const char *governor = facts_get(facts, "governor");
    if (strcmp(facts_get(facts, "simulated"), "yes") == 0)
        advice_add(advice,
                   "The processor is itself simulated by QEMU: these figures say nothing about "
                   "speed. Run on a real machine.");
    if (*governor && strcmp(governor, "performance") != 0)
        advice_add(advice,
                   "The frequency governor is \"%s\": clocks change during the run. Remedy: "
                   "`cpupower frequency-set -g performance`.",
                   governor);
    if (real_fact(facts, "load_1min", 0) > 0.5)
        advice_add(advice,
                   "Other programs were running at the start (load %s). Remedy: end them, or run "
                   "more rounds.",
                   facts_get(facts, "load_1min"));
    if (strcmp(facts_get(facts, "smt"), "on") == 0)
        advice_add(advice,
                   "Two hardware threads share each core, and what runs on one slows the other. "
                   "Remedy: `echo off > /sys/devices/system/cpu/smt/control`.");
    if (real_fact(facts, "stolen_percent", 0) > STOLEN_PERCENT)
        advice_add(
            advice,
            "A hypervisor below took %s %% of the processors' time away during the run. Remedy: a "
            "machine of one's own, more rounds.",
            facts_get(facts, "stolen_percent"));
}

/** Whether a list of words, with blanks between, holds a word. */
static bool has_word(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (; *list; list += strcspn(list, " "), list += strspn(list, " ")) {
        if (strcspn(list, " ") == length && strncmp(list, word, length) == 0)
            return true;
    }
    return false;
}

static void advise_on_clock(struct advice *advice, const struct facts *facts)
{
    const char *clocksource = facts_get(facts, "clocksource");
    if (!has_word(facts_get(facts, "tsc_flags"), "constant_tsc"))
        advice_add(advice,
                   "The processor does not promise a constant time-stamp counter; the comparison "
                   "of the two clocks is the only guard. Remedy: fix the clock frequency.");
    if (has_word("hpet acpi_pm jiffies refined-jiffies", clocksource))
        advice_add(
            advice,
            "The kernel does not trust the time-stamp counter: its clock source is %s. Remedy: see "
            "its log for \"clocksource\"; on such a machine times are worth little.",
            clocksource);
    else if (*facts_get(facts, "clocksources") &&
             !has_word(facts_get(facts, "clocksources"), "tsc"))
        advice_add(
            advice,
            "The kernel does not offer the time-stamp counter as a clock source: it holds it for "
            "unstable, or was told to (tsc=unstable). The comparison of the two clocks is the only "
            "guard. Remedy: see its log for \"tsc\"; trust wall_ns where the two differ.");
    if (real_fact(facts, "tsc_off_ppm", 0) > DRIFT_PPM)
        advice_add(
            advice,
            "The time-stamp counter was measured at %s Hz, but KVM knows it as %s Hz. Remedy: "
            "run again; if it stays so, trust the wall_ns of samples.csv instead.",
            facts_get(facts, "tsc_hz"), facts_get(facts, "tsc_hz_by_kvm"));
    if (real_fact(facts, "tsc_drift_ppm", 0) > DRIFT_PPM)
        advice_add(
            advice,
            "The time-stamp counter's rate moved by %s ppm during the run. Remedy: see whether "
            "the machine was suspended or migrated, and run again.",
            facts_get(facts, "tsc_drift_ppm"));
}

static size_t most_rounds(const struct summary *summary)
{
    size_t most = 0;
    for (size_t i = 0; i < summary->count; i++)
        most = summary->row[i].rounds > most ? summary->row[i].rounds : most;
    return most;
}

static void advise_on_plan(struct advice *advice, const struct facts *facts,
                           const struct summary *summary)
{
    size_t rounds = most_rounds(summary);
    double coverage = rounds > 0 ? statistics_best_coverage(rounds) : 1;
    if (coverage < 0.95)
        advice_add(advice,
                   "With %zu round%s an interval can hold the true median with %.0f %% at most, "
                   "not 95 %%. Remedy: --rounds 6 or more.",
                   rounds, rounds == 1 ? "" : "s", coverage > 0 ? coverage * 100 : 0.0);
    if (*facts_get(facts, "short_samples"))
        advice_add(advice,
                   "On the fastest engine these take less than 0.5 ms a sample, where timing is "
                   "coarse: %s. Remedy: a larger --budget.",
                   facts_get(facts, "short_samples"));
    if (real_fact(facts, "elapsed_s", 0) > 1.1 * real_fact(facts, "budget_s", 1e9))
        advice_add(advice,
                   "The run took %s s, more than its budget of %s s. Remedy: a larger --budget, "
                   "fewer --workloads or fewer --rounds.",
                   facts_get(facts, "elapsed_s"), facts_get(facts, "budget_s"));
}

/** Names the rows that drift. */
static void advise_on_drift(struct advice *advice, const struct summary *summary)
{
    bool *drifting = calloc(summary->count + 1, sizeof *drifting);
    struct advice_names names = {0};
    size_t found = drifting ? precision_drifting(summary, drifting) : 0;
    for (size_t i = 0; found > 0 && i < summary->count; i++) {
        const struct summary_row *row = &summary->row[i];
        if (drifting[i])
            advice_name(&names, "%s on %s (rank correlation %.2f)", row->workload, row->engine,
                        row->speedup.drift.rho);
    }
    free(drifting);
    if (found > 0)
        advice_add(
            advice,
            "Speed-ups that drift with the rounds, more than chance explains: %s. Remedy: see what "
            "changed during the run (heat, neighbours), and run again.",
            names.text);
}

/** Names the least difference that the run could have found. */
static void advise_on_precision(struct advice *advice, const struct summary *summary)
{
    double coarsest = 0;
    for (size_t i = 0; i < summary->count; i++) {
        const struct summary_row *row = &summary->row[i];
        if (precision_applies(row) && precision_detectable(&row->speedup) > coarsest)
            coarsest = precision_detectable(&row->speedup);
    }
    if (coarsest > COARSE_SHARE)
        advice_add(advice,
                   "Differences below %.0f %% could be missed somewhere; precision.csv has "
                   "the least detectable one of each. Remedy: more rounds, an idle machine.",
                   coarsest * 100);
}

static void advise_on_noise(struct advice *advice, const struct summary *summary)
{
    struct advice_names names = {0};
    for (size_t i = 0; i < summary->count; i++) {
        const struct summary_row *row = &summary->row[i];
        double width = row->interval_ns.high - row->interval_ns.low;
        if (row->n > 0 && width > NOISY_SHARE * row->median_ns)
            advice_name(&names, "%s on %s", row->workload, row->engine);
    }
    if (names.count > 0)
        advice_add(advice,
                   "%zu interval%s wider than 10 %% of the median: %s. Remedy: an idle machine, "
                   "more rounds.",
                   names.count, names.count == 1 ? " is" : "s are", names.text);
}

static void advise_on_validity(struct advice *advice, const struct record *record)
{
    size_t samples = 0, boots = 0, disturbed = validity_disturbed(record);
    for (size_t i = 0; i < record->samples; i++)
        samples += validity_objects(record, &record->sample[i]);
    for (size_t i = 0; i < record->boots; i++)
        boots += outcome_bad(record->boot[i].outcome);
    if (samples + boots > 0)
        advice_add(advice,
                   "%zu of %zu samples and %zu of %zu boots are not valid; they are not in the "
                   "figures. Their status is in samples.csv and boots.csv.",
                   samples, record->samples, boots, record->boots);
    if (disturbed > 0)
        advice_add(
            advice,
            "The two clocks disagree about %zu of %zu samples, few enough for noise; they are left "
            "out, and the notes name their workloads. Remedy: end other programs, more rounds.",
            disturbed, record->samples);
}

void advice_gather(struct advice *advice, const struct facts *facts, const struct record *record,
                   const struct summary *summary)
{
    advice->count = 0;
    advise_on_validity(advice, record);
    advise_on_machine(advice, facts);
    advise_on_clock(advice, facts);
    advise_on_plan(advice, facts, summary);
    advise_on_drift(advice, summary);
    advise_on_precision(advice, summary);
    advise_on_noise(advice, summary);
}
