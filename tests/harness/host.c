#include "host.h"
#include "report.h"
#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PROBE_I386 = 0, PROBE_X86_64 = 1, MAX_ARGUMENTS = 24, EXIT_NOT_FOR_US = 126 };

const char *host_vmm(void)
{
    const char *path = getenv("KVM_VMM");
    return path != NULL ? path : "./kvm-vmm";
}

const char *host_variant(void)
{
    const char *variant = getenv("TEST_VARIANT");
    return variant != NULL ? variant : "";
}

unsigned host_variant_threads(void)
{
    return strcmp(host_variant(), "thread") == 0 ? 1 : 0;
}

const char *host_os1k(const char *arch)
{
    return strcmp(arch, "i386") == 0 ? "guest/os1k-i386.elf" : "guest/os1k-x86_64.elf";
}

const char *host_native(const char *arch)
{
    return strcmp(arch, "i386") == 0 ? "build/native/workloads-i386"
                                     : "build/native/workloads-x86_64";
}

int host_probe(void)
{
    struct process probe;
    vmm_run(&probe, &(struct command){0}, ARGUMENTS("--probe"));
    int status = probe.status;
    process_free(&probe);
    return status;
}

void require_kvm(void)
{
    int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    if (kvm < 0)
        skip("/dev/kvm cannot be opened: %s", strerror(errno));
    close(kvm);
}

void require_os1k(const char *arch)
{
    require_kvm();
    int status = host_probe();
    ck_assert_msg(status == PROBE_I386 || status == PROBE_X86_64,
                  "--probe gave %d though /dev/kvm opens", status);
    if (strcmp(arch, "i386") == 0 && status != PROBE_I386)
        skip("this host's KVM has no 32-bit paging, which 1K OS for i386 needs");
}

const char *require_any_os1k(void)
{
    require_kvm();
    return host_os1k(host_probe() == PROBE_I386 ? "i386" : "x86_64");
}

void require_native(const char *arch)
{
    const char *program = host_native(arch);
    pid_t child = fork();
    if (child == 0) {
        close(STDOUT_FILENO);
        execl(program, program, "--list", NULL);
        _exit(errno == ENOEXEC ? EXIT_NOT_FOR_US : EXIT_FAILURE);
    }
    int status = -1;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NOT_FOR_US)
        skip("this host's kernel runs no programs for %s", arch);
}

void require_program(const char *name)
{
    char *paths = strdup(getenv("PATH") != NULL ? getenv("PATH") : "/usr/bin:/bin"), *rest = paths;
    bool found = false;
    for (const char *folder; !found && (folder = strsep(&rest, ":")) != NULL;) {
        struct text path = {0};
        text_printf(&path, "%s/%s", folder, name);
        found = access(text_string(&path), X_OK) == 0;
        text_free(&path);
    }
    free(paths);
    if (!found)
        skip("%s is not installed; `make setup` installs it", name);
}

void require_root(const char *why)
{
    if (geteuid() != 0)
        skip("only root can %s", why);
}

bool host_is_simulated(void)
{
    struct text cpuinfo = {0};
    file_read("/proc/cpuinfo", &cpuinfo);
    bool simulated = text_find(&cpuinfo, "QEMU TCG", 0) >= 0;
    text_free(&cpuinfo);
    return simulated;
}

void require_speed(const char *what)
{
    if (host_is_simulated())
        skip("%s would take minutes in a simulated machine", what);
}

void vmm_start(struct process *process, const struct command *command,
               const char *const arguments[])
{
    const char *argv[MAX_ARGUMENTS + 2] = {host_vmm()};
    struct command full = *command;
    for (unsigned i = 0; arguments[i] != NULL; i++) {
        ck_assert_uint_lt(i, MAX_ARGUMENTS);
        argv[i + 1] = arguments[i];
    }
    full.argv = argv;
    process_start(process, &full);
}

void vmm_run(struct process *process, const struct command *command, const char *const arguments[])
{
    vmm_start(process, command, arguments);
    process_wait(process);
}

void must_end_with(const struct process *process, int status)
{
    if (!process->timed_out && process->status == status)
        return;
    struct text ending = {0};
    if (process->timed_out)
        text_printf(&ending, "ran longer than %.0f s", process->limit_s);
    else
        text_printf(&ending, "ended with %d, expected %d", process->status, status);
    ck_abort_msg("%s\n%s; the last of stdout:\n%s\nand of stderr:\n%s",
                 text_string(&process->command), text_string(&ending), text_tail(&process->output),
                 text_tail(&process->errors));
}
