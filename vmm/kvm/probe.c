#include "kvm/probe.h"

#include "kvm/kvm.h"

#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

/* The kernel modules a KVM can come from; the module says how guests are run. */
static const struct backend {
    const char *module;
    const char *cpu_flag; /* of /proc/cpuinfo, for a processor that has the means */
    bool hardware;
} backends[] = {
    {"kvm_intel", "vmx", true},
    {"kvm_amd", "svm", true},
    {"kvm_pvm", NULL, false},
};

/** Looks for `word` in the line of /proc/cpuinfo that begins with `key`. */
static bool cpuinfo_has(const char *key, const char *word)
{
    char line[8192];
    bool found = false;
    FILE *file = fopen("/proc/cpuinfo", "re");
    while (file && !found && fgets(line, sizeof line, file)) {
        if (strncmp(line, key, strlen(key)) != 0)
            continue;
        const char *at = strstr(line, word);
        char after = at ? at[strlen(word)] : 'x';
        found = at && at[-1] == ' ' && (after == ' ' || after == '\n');
    }
    if (file)
        fclose(file);
    return found;
}

static const struct backend *find_backend(void)
{
    for (size_t i = 0; i < sizeof backends / sizeof backends[0]; i++) {
        char path[64];
        struct stat st;
        snprintf(path, sizeof path, "/sys/module/%s", backends[i].module);
        if (stat(path, &st) == 0 &&
            (!backends[i].cpu_flag || cpuinfo_has("flags", backends[i].cpu_flag)))
            return &backends[i];
    }
    return NULL;
}

/**
 * Hardware, nested (this host is itself a guest), simulated (its processor is QEMU's emulation, or
 * Bochs's: true in function, never in speed), or software.
 */
static const char *kind_of(const struct backend *backend)
{
    if (!backend)
        return "unknown";
    if (!backend->hardware)
        return "software";
    if (cpuinfo_has("model name", "TCG") || cpuinfo_has("model name", "Bochs"))
        return "simulated";
    return cpuinfo_has("flags", "hypervisor") ? "nested" : "hardware";
}

static void print_capability(FILE *out, const struct kvm *kvm, const char *name, long capability)
{
    int value = kvm_ioctl(kvm->fd, KVM_CHECK_EXTENSION, (void *)capability);
    fprintf(out, "%-16s %s\n", name, value > 0 ? "yes" : "no");
}

static enum probe_result print_findings(FILE *out, const struct kvm *kvm)
{
    struct utsname host;
    const struct backend *backend = find_backend();
    bool paging = kvm_has_32bit_paging(kvm);
    bool long_mode = kvm_has_long_mode(kvm);
    uname(&host);
    fprintf(out, "%-16s %s %s\n", "kernel", host.sysname, host.release);
    fprintf(out, "%-16s %s\n", "backend", backend ? backend->module : "unknown");
    fprintf(out, "%-16s %s\n", "kind", kind_of(backend));
    fprintf(out, "%-16s %s\n", "32-bit paging", paging ? "yes" : "no");
    fprintf(out, "%-16s %s\n", "long mode", long_mode ? "yes" : "no");
    print_capability(out, kvm, "kernel irqchip", KVM_CAP_IRQCHIP);
    print_capability(out, kvm, "kernel timer", KVM_CAP_PIT2);
    print_capability(out, kvm, "sync regs", KVM_CAP_SYNC_REGS);
    print_capability(out, kvm, "coalesced pio", KVM_CAP_COALESCED_PIO);
    fprintf(out, "%-16s %s\n", "1K OS i386", paging ? "runs" : "cannot run: no 32-bit paging");
    fprintf(out, "%-16s %s\n", "1K OS x86_64", long_mode ? "runs" : "cannot run: no long mode");
    return paging ? PROBE_I386 : long_mode ? PROBE_X86_64 : PROBE_NONE;
}

int probe(FILE *out, struct error *err)
{
    struct kvm kvm;
    if (kvm_open(&kvm, err) < 0)
        return PROBE_NONE;
    int vm = kvm_create_vm(&kvm, err); /* /dev/kvm may open while another hypervisor rules */
    if (vm >= 0)
        close(vm);
    enum probe_result result = vm < 0 ? PROBE_NONE : print_findings(out, &kvm);
    kvm_close(&kvm);
    return result;
}
