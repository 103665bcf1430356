#include "description.h"

#include "host/host_cpu.h"
#include "process/output.h"

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>

/** The value of a line "key   value" of `kvm-vmm --probe`. */
static void probed(const char *probe, const char *key, char value[60])
{
    const char *line = strstr(probe, key);
    snprintf(value, 60, "%s", "unknown");
    if (line)
        sscanf(line + strlen(key), "%59s", value);
}

static int ask(const char *const *words, char *text, size_t size, struct error *err)
{
    struct command command = {0};
    command_add_words(&command, words);
    int status = output_of(&command, text, size, NULL, err);
    command_free(&command);
    return status;
}

int description_make(struct description *about, const struct bench *bench, struct error *err)
{
    static const char *const commit[] = {"git", "describe", "--always", "--dirty", NULL};
    const char *const probe[] = {bench->monitor, "--probe", NULL};
    struct error ignored = {0};
    struct utsname system;
    struct tm utc;
    time_t now = time(NULL);
    *about = (struct description){.probe = ""};
    if (ask(probe, about->probe, sizeof about->probe, err) < 0)
        return -1;
    if (ask(commit, about->commit, sizeof about->commit, &ignored) != 0)
        about->commit[0] = '\0';
    about->commit[strcspn(about->commit, "\n")] = '\0';
    probed(about->probe, "backend", about->backend);
    probed(about->probe, "kind", about->kind);
    uname(&system);
    snprintf(about->kernel, sizeof about->kernel, "%s %s", system.sysname, system.release);
    strftime(about->date, sizeof about->date, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    host_describe_cpu(&about->facts);
    about->host = (struct host){
        .backend = about->backend,
        .kind = about->kind,
        .cpu = facts_get(&about->facts, "cpu"),
        .kernel = about->kernel,
        .date = about->date,
        .commit = about->commit,
        .simulated = strcmp(about->kind, "simulated") == 0,
    };
    return 0;
}

void description_free(struct description *about)
{
    facts_free(&about->facts);
}
