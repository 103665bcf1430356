#include "host.h"

#include "base/file.h"
#include "host_cpu.h"
#include "process/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>

static void describe_system(struct facts *facts)
{
    struct utsname host;
    char date[40];
    time_t now = time(NULL);
    struct tm utc;
    strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    facts_set(facts, "date", "%s", date);
    if (uname(&host) == 0)
        facts_set(facts, "kernel", "%s %s", host.sysname, host.release);
    facts_set(facts, "compiler", "%s",
#ifdef __clang__
              "clang " __clang_version__
#else
              "gcc " __VERSION__
#endif
    );
}

/** Sets a fact to the first line of a file; to nothing where there is none. */
static void set_from_file(struct facts *facts, const char *key, const char *path)
{
    char line[200];
    facts_set(facts, key, "%s", file_first_line(path, line, sizeof line) ? line : "");
}

/** Turbo is told by two drivers in two ways, once as "no turbo". */
static void describe_turbo(struct facts *facts)
{
    char line[20];
    if (file_first_line("/sys/devices/system/cpu/cpufreq/boost", line, sizeof line))
        facts_set(facts, "turbo", "%s", *line == '1' ? "on" : "off");
    else if (file_first_line("/sys/devices/system/cpu/intel_pstate/no_turbo", line, sizeof line))
        facts_set(facts, "turbo", "%s", *line == '0' ? "on" : "off");
    else
        facts_set(facts, "turbo", "%s", "");
}

static void describe_power(struct facts *facts)
{
    set_from_file(facts, "governor", "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
    describe_turbo(facts);
    set_from_file(facts, "smt", "/sys/devices/system/cpu/smt/control");
    set_from_file(facts, "clocksource",
                  "/sys/devices/system/clocksource/clocksource0/current_clocksource");
    set_from_file(facts, "clocksources",
                  "/sys/devices/system/clocksource/clocksource0/available_clocksource");
    double load;
    if (getloadavg(&load, 1) == 1)
        facts_set(facts, "load_1min", "%.2f", load);
}

/** Takes the lines of `kvm-vmm --probe`, "some key   value", as facts kvm_some_key. */
static void describe_kvm(const struct site *site, struct facts *facts)
{
    char text[sizeof site->probe], *rest = text;
    facts_set(facts, "kvm_backend", "%s", "");
    facts_set(facts, "kvm_kind", "%s", "");
    strcpy(text, site->probe);
    for (char *line; (line = strsep(&rest, "\n"));) {
        char key[80], *gap = strstr(line, "  ");
        if (!gap || gap == line)
            continue;
        snprintf(key, sizeof key, "kvm_%.*s", (int)(gap - line), line);
        for (char *blank; (blank = strchr(key, ' '));)
            *blank = '_';
        facts_set(facts, key, "%s", gap + strspn(gap, " "));
    }
    if (site->ability == KVM_RUNS_NONE)
        facts_set(facts, "kvm_trouble", "%.*s", (int)strcspn(site->probe, "\n"), site->probe);
}

/** Sets a fact to the first word, or the first line, that a command prints; else to nothing. */
static void set_from_command(const struct site *site, struct facts *facts, const char *key,
                             const char *end, const char *const *words)
{
    char text[400];
    struct command command = {0};
    struct error err = {0};
    command_add_words(&command, words);
    int status = output_of(&command, text, sizeof text, site->signals, &err);
    command_free(&command);
    facts_set(facts, key, "%.*s", status == 0 ? (int)strcspn(text, end) : 0, text);
}

static void describe_files(const struct site *site, struct facts *facts)
{
    static const char *const commit[] = {"git", "describe", "--always", "--dirty", NULL};
    const char *const image[] = {"sha256sum", site->image[site->arch], NULL};
    const char *const vmm[] = {"sha256sum", site->kvm_vmm, NULL};
    const char *const native[] = {"sha256sum", site->native[site->arch], NULL};
    static const char *const gnuplot[] = {"gnuplot", "--version", NULL};
    set_from_command(site, facts, "commit", "\n", commit);
    set_from_command(site, facts, "gnuplot_version", "\n", gnuplot);
    facts_set(facts, "image", "%s", site->image[site->arch]);
    set_from_command(site, facts, "image_sha256", " \n", image);
    set_from_command(site, facts, "kvm_vmm_sha256", " \n", vmm);
    set_from_command(site, facts, "native_sha256", " \n", native);
}

void host_describe(struct facts *facts, const struct site *site)
{
    describe_system(facts);
    host_describe_cpu(facts);
    describe_power(facts);
    describe_kvm(site, facts);
    facts_set(facts, "qemu_version", "%s", site->qemu_version);
    facts_set(facts, "bochs_version", "%s", site->bochs_version);
    describe_files(site, facts);
}
