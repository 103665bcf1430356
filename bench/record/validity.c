#include "validity.h"

#include <math.h>
#include <string.h>

struct clock_tally validity_clocks(const struct record *record, const char *engine)
{
    struct clock_tally tally = {0};
    for (size_t i = 0; i < record->samples; i++) {
        const struct sample *sample = &record->sample[i];
        if (sample->warmup || !outcome_timed(sample->outcome) ||
            strcmp(sample->engine, engine) != 0)
            continue;
        tally.timed++;
        tally.disagree += sample->outcome == OUTCOME_CLOCK;
    }
    return tally;
}

/** The chance of exactly `hits` in `tries`, each with chance CLOCK_SHARE: the binomial law. */
static double chance_of(size_t hits, size_t tries)
{
    double n = (double)tries, k = (double)hits;
    return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(CLOCK_SHARE) +
               (n - k) * log(1 - CLOCK_SHARE));
}

bool validity_tolerates(struct clock_tally tally)
{
    double fewer = 0;
    for (size_t i = 0; i < tally.disagree; i++)
        fewer += chance_of(i, tally.timed);
    return 1 - fewer >= CLOCK_CHANCE;
}

bool validity_objects(const struct record *record, const struct sample *sample)
{
    if (sample->outcome != OUTCOME_CLOCK)
        return outcome_bad(sample->outcome);
    return !validity_tolerates(validity_clocks(record, sample->engine));
}

size_t validity_objections(const struct record *record)
{
    size_t objections = 0;
    for (size_t i = 0; i < record->boots; i++)
        objections += outcome_bad(record->boot[i].outcome);
    for (size_t i = 0; i < record->samples; i++)
        objections += validity_objects(record, &record->sample[i]);
    return objections;
}

size_t validity_disturbed(const struct record *record)
{
    size_t disturbed = 0;
    for (size_t i = 0; i < record->samples; i++) {
        const struct sample *sample = &record->sample[i];
        disturbed += sample->outcome == OUTCOME_CLOCK && !validity_objects(record, sample);
    }
    return disturbed;
}
