/*
 * That --probe tells the kinds of KVM apart. The host's KVM stays what it is; what the kernel says
 * of processor and modules is replaced, in a mount namespace, by what other hosts say.
 */
#include "harness/host.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CANNOT_PREPARE = 99 };

/** A host, and what --probe has to call it. */
static const struct host {
    const char *module, *model, *flags;
    const char *backend, *kind;
} hosts[] = {
    {"kvm_intel", "Intel(R) Core(TM) i7", "fpu vmx sse", "kvm_intel", "hardware"},
    {"kvm_amd", "AMD Ryzen 7", "fpu sse svm", "kvm_amd", "hardware"},
    {"kvm_intel", "Intel(R) Xeon(R)", "fpu hypervisor vmx", "kvm_intel", "nested"},
    {"kvm_amd", "AMD EPYC", "fpu svm hypervisor", "kvm_amd", "nested"},
    {"kvm_amd", "QEMU TCG CPU version 2.5+", "fpu svm hypervisor", "kvm_amd", "simulated"},
    {"kvm_pvm", "Intel(R) Xeon(R)", "fpu sse hypervisor", "kvm_pvm", "software"},
    /* a module whose processor flag is missing: built in, and of no use */
    {"kvm_intel", "Intel(R) Xeon(R)", "fpu sse vmx_flags hypervisor", "unknown", "unknown"},
    {"kvm_other", "A new processor", "fpu", "unknown", "unknown"},
};

enum { HOSTS = sizeof(hosts) / sizeof(hosts[0]) };

struct disguise {
    const struct host *host;
    char cpuinfo[128]; /* the path of the file that replaces it */
};

static void write_cpuinfo(struct disguise *disguise)
{
    scratch_name(disguise->cpuinfo, "cpuinfo");
    FILE *file = fopen(disguise->cpuinfo, "we");
    ck_assert_ptr_nonnull(file);
    fprintf(file, "processor\t: 0\nmodel name\t: %s\nflags\t\t: %s\nvmx flags\t: ept\n",
            disguise->host->model, disguise->host->flags);
    ck_assert_int_eq(fclose(file), 0);
}

/* In the child, before kvm-vmm: nothing outside its mount namespace changes. */
static void put_on(void *opaque)
{
    const struct disguise *disguise = opaque;
    char folder[64];
    snprintf(folder, sizeof(folder), "/sys/module/%s", disguise->host->module);
    if (unshare(CLONE_NEWNS) < 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
        mount(disguise->cpuinfo, "/proc/cpuinfo", NULL, MS_BIND, NULL) < 0 ||
        mount("none", "/sys/module", "tmpfs", 0, NULL) < 0 || mkdir(folder, 0755) < 0)
        _exit(CANNOT_PREPARE);
}

static void must_say(const struct process *process, const char *key, const char *value)
{
    struct text line = {0};
    text_printf(&line, "%-16s %s\n", key, value);
    ck_assert_msg(text_find(&process->output, text_string(&line), 0) >= 0, "\"%s\" is not in:\n%s",
                  text_string(&line), text_string(&process->output));
    text_free(&line);
}

START_TEST(kinds_are_told_apart)
{
    struct disguise disguise = {.host = &hosts[_i]};
    struct process process;
    require_root("replace what the kernel says of the processor");
    require_kvm();
    write_cpuinfo(&disguise);
    vmm_run(&process, &(struct command){.prepare = put_on, .opaque = &disguise},
            ARGUMENTS("--probe"));
    if (process.status == CANNOT_PREPARE)
        skip("this system does not let a test replace /proc/cpuinfo");
    must_say(&process, "backend", disguise.host->backend);
    must_say(&process, "kind", disguise.host->kind);
    text_must_equal("stderr", &process.errors, "");
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("probe");
    TCase *tests = report_case(suite, "probe", 30);
    tcase_add_loop_test(tests, kinds_are_told_apart, 0, HOSTS);
    return report_run(argv[0], suite);
}
