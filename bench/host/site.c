#include "site.h"

#include "process/output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *path_or(const char *variable, const char *usual)
{
    const char *path = getenv(variable);
    return path && *path ? path : usual;
}

static void find_programs(struct site *site)
{
    site->kvm_vmm = path_or("KVM_VMM", "./kvm-vmm");
    site->qemu[ARCH_I386] = path_or("QEMU_SYSTEM_I386", "qemu-system-i386");
    site->qemu[ARCH_X86_64] = path_or("QEMU_SYSTEM_X86_64", "qemu-system-x86_64");
    site->bochs = path_or("BOCHS", "bochs");
    site->native[ARCH_I386] = path_or("NATIVE_I386", "build/native/workloads-i386");
    site->native[ARCH_X86_64] = path_or("NATIVE_X86_64", "build/native/workloads-x86_64");
    site->image[ARCH_I386] = path_or("IMAGE_I386", "guest/os1k-i386.elf");
    site->image[ARCH_X86_64] = path_or("IMAGE_X86_64", "guest/os1k-x86_64.elf");
}

/** Runs `program option` and keeps its output, or the reason why there is none. */
static int ask(const struct site *site, const char *program, const char *option, char *text,
               size_t size)
{
    struct command command = {0};
    struct error err = {0};
    command_add(&command, "%s", program);
    command_add(&command, "%s", option);
    int status = output_of(&command, text, size, site->signals, &err);
    command_free(&command);
    if (status < 0)
        snprintf(text, size, "%s", err.text);
    else if (status > 0 && !text[0])
        snprintf(text, size, "`%s %s` ended with status %d and said nothing", program, option,
                 status);
    return status;
}

static enum kvm_ability probe(struct site *site)
{
    int status = ask(site, site->kvm_vmm, "--probe", site->probe, sizeof site->probe);
    return status == 0 ? KVM_RUNS_I386 : status == 1 ? KVM_RUNS_X86_64 : KVM_RUNS_NONE;
}

/**
 * i386 wherever it can run on all engines. Where there is no KVM to say no, the host's kernel still
 * may: one without 32-bit emulation runs no native program for it.
 */
static enum arch choose_arch(const struct site *site)
{
    char ignored[sizeof site->probe];
    if (site->ability == KVM_RUNS_NONE)
        return ask(site, site->native[ARCH_I386], "--list", ignored, sizeof ignored) == 0
                   ? ARCH_I386
                   : ARCH_X86_64;
    return site->ability == KVM_RUNS_X86_64 ? ARCH_X86_64 : ARCH_I386;
}

static void learn_qemu_version(struct site *site)
{
    char text[sizeof site->qemu_version];
    if (ask(site, site->qemu[site->arch], "-version", text, sizeof text) == 0)
        snprintf(site->qemu_version, sizeof site->qemu_version, "%.*s", (int)strcspn(text, "\n"),
                 text);
}

/** Bochs says what it is in --help, on standard error among other things. */
static void learn_bochs_version(struct site *site)
{
    static const char name[] = "Bochs x86 Emulator";
    char text[8000];
    if (ask(site, site->bochs, "--help", text, sizeof text) != 0)
        return;
    const char *line = strstr(text, name);
    if (line)
        snprintf(site->bochs_version, sizeof site->bochs_version, "%.*s", (int)strcspn(line, "\n"),
                 line);
    site->bochs_debugs = strstr(text, "  -rc ") != NULL;
}

void site_open(struct site *site, int wanted, struct signals *signals)
{
    *site = (struct site){.signals = signals};
    find_programs(site);
    site->ability = probe(site);
    site->arch = wanted != ARCH_AUTO ? (enum arch)wanted : choose_arch(site);
    learn_qemu_version(site);
    learn_bochs_version(site);
}

void site_describe(const struct site *site, int wanted, struct facts *facts)
{
    bool narrowed = site->ability == KVM_RUNS_NONE && site->arch == ARCH_X86_64;
    const char *why = access(site->native[ARCH_I386], F_OK) == 0
                          ? ", and this kernel runs no 32-bit programs"
                          : ", and the native program for i386 is not built";
    static const char *const abilities[] = {
        [KVM_RUNS_I386] = "this KVM can page in 32-bit mode",
        [KVM_RUNS_X86_64] = "this KVM cannot page in 32-bit mode, but runs long mode",
        [KVM_RUNS_NONE] = "KVM cannot be used here: QEMU and native only",
    };
    facts_set(facts, "arch", "%s", arch_name(site->arch));
    if (wanted != ARCH_AUTO)
        facts_set(facts, "arch_reason", "asked for by --arch");
    else
        facts_set(facts, "arch_reason", "%s%s", abilities[site->ability], narrowed ? why : "");
    facts_set(facts, "kvm_ability", "%s", abilities[site->ability]);
}

/** Whether a program is there: a plain name is looked for along PATH, as execvp() does. */
static bool runnable(const char *path)
{
    if (strchr(path, '/'))
        return access(path, X_OK) == 0;
    const char *search = getenv("PATH");
    for (; search; search = strchr(search, ':'), search += search != NULL) {
        char candidate[4096];
        int length = (int)strcspn(search, ":"); /* none: the folder we are in */
        snprintf(candidate, sizeof candidate, "%.*s%s%s", length, search, length > 0 ? "/" : "",
                 path);
        if (access(candidate, X_OK) == 0)
            return true;
    }
    errno = ENOENT;
    return false;
}

int site_need_program(const char *path, const char *remedy, struct error *why)
{
    if (runnable(path))
        return 0;
    return fail(why, STATUS_NO_FILE, "%s: %s; %s", path,
                errno == ENOENT ? "not found" : strerror(errno), remedy);
}

int site_need_file(const char *path, const char *remedy, struct error *why)
{
    if (access(path, R_OK) == 0)
        return 0;
    return fail(why, STATUS_NO_FILE, "%s: %s; %s", path,
                errno == ENOENT ? "not found" : strerror(errno), remedy);
}

int site_need_kvm(const struct site *site, struct error *why)
{
    if (site->ability == KVM_RUNS_NONE)
        return fail(why, STATUS_UNAVAILABLE, "KVM cannot be used: %.*s",
                    (int)strcspn(site->probe, "\n"), site->probe);
    if (site->ability == KVM_RUNS_X86_64 && site->arch == ARCH_I386)
        return fail(why, STATUS_UNAVAILABLE,
                    "this KVM cannot page in 32-bit mode; use --arch x86_64");
    return 0;
}
