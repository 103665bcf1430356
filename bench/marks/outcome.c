#include "outcome.h"

#include <string.h>

static const char *const names[OUTCOME_COUNT] = {
    [OUTCOME_OK] = "ok",           [OUTCOME_CHECKSUM] = "checksum",
    [OUTCOME_CLOCK] = "clock",     [OUTCOME_UNSUPPORTED] = "unsupported",
    [OUTCOME_UNKNOWN] = "unknown", [OUTCOME_MEMORY] = "memory",
    [OUTCOME_FAULT] = "fault",     [OUTCOME_FAILED] = "failed",
    [OUTCOME_MISSING] = "missing", [OUTCOME_GARBLED] = "garbled",
    [OUTCOME_CRASHED] = "crashed", [OUTCOME_TIMEOUT] = "timeout",
    [OUTCOME_SKIPPED] = "skipped",
};

const char *outcome_name(enum outcome outcome)
{
    return names[outcome];
}

bool outcome_find(const char *name, enum outcome *outcome)
{
    for (int i = 0; i < OUTCOME_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            *outcome = (enum outcome)i;
            return true;
        }
    }
    return false;
}

bool outcome_timed(enum outcome outcome)
{
    return outcome == OUTCOME_OK || outcome == OUTCOME_CHECKSUM || outcome == OUTCOME_CLOCK;
}

bool outcome_bad(enum outcome outcome)
{
    return outcome != OUTCOME_OK && outcome != OUTCOME_UNSUPPORTED;
}
