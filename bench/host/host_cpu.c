#include "host_cpu.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/** The value of a line "key<tab>: value\n" of /proc/cpuinfo, or NULL; cuts the line. */
static const char *value_of(char *line, const char *key)
{
    size_t length = strlen(key);
    char *colon = strchr(line, ':');
    if (!colon || strncmp(line, key, length) != 0 ||
        (line[length] != '\t' && line + length != colon))
        return NULL;
    line[strcspn(line, "\n")] = '\0';
    return colon + 1 + strspn(colon + 1, " ");
}

static bool has_flag(const char *flags, const char *flag)
{
    size_t length = strlen(flag);
    for (const char *at = flags; (at = strstr(at, flag)); at += length) {
        bool begins = at == flags || at[-1] == ' ';
        if (begins && (at[length] == ' ' || at[length] == '\0'))
            return true;
    }
    return false;
}

/** Notes those flags on which trust in the time-stamp counter rests. */
static void describe_flags(struct facts *facts, const char *flags)
{
    static const char *const wanted[] = {"constant_tsc", "nonstop_tsc", "tsc_known_freq",
                                         "tsc_reliable"};
    char found[120] = "";
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        size_t length = strlen(found);
        if (has_flag(flags, wanted[i]))
            snprintf(found + length, sizeof found - length, "%s%s", length > 0 ? " " : "",
                     wanted[i]);
    }
    facts_set(facts, "tsc_flags", "%s", found);
    facts_set(facts, "hypervisor", "%s", has_flag(flags, "hypervisor") ? "yes" : "no");
}

void host_describe_cpu(struct facts *facts)
{
    char line[8192];
    FILE *in = fopen("/proc/cpuinfo", "re");
    facts_set(facts, "cpu", "%s", "");
    facts_set(facts, "cpus", "%ld", sysconf(_SC_NPROCESSORS_ONLN));
    /* The first processor speaks for all: its lines end at the first empty one. */
    while (in && fgets(line, sizeof line, in) && *line != '\n') {
        const char *value;
        if ((value = value_of(line, "model name")))
            facts_set(facts, "cpu", "%s", value);
        else if ((value = value_of(line, "flags")))
            describe_flags(facts, value);
    }
    if (in)
        fclose(in);
    /* QEMU's own translator names itself in the model: no speed means anything there. */
    const char *model = facts_get(facts, "cpu");
    bool simulated = strstr(model, "QEMU") || strstr(model, "TCG") || strstr(model, "Bochs");
    facts_set(facts, "simulated", "%s", simulated ? "yes" : "no");
}
