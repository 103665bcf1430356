#include "machine.h"
#include "child.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * `max` with SVM and nested paging is a processor on which the kernel's kvm_amd works. What slows a
 * kernel down to protect secrets is off.
 *
 * One processor only: with two, QEMU 10.0 at times ends a guest's stay with the hypervisor's own
 * registers in the guest's state (RIP in kvm_amd, RSP in the kernel's stack), and the guest hangs
 * or starts anew.
 */
#define CPU "max,+svm,+npt"

/*
 * The virtual clock: 4 ns for each instruction, about what they take, and no waiting for a timer.
 * So a test's outcome does not depend on what else this host does, and its sleep costs nothing.
 */
#define ICOUNT "shift=2,sleep=off"

/* no_timer_check: on a busy host the timer may be late when the kernel tries whether it works. */
#define APPEND "console=ttyS0 quiet panic=-1 mitigations=off nokaslr no_timer_check"

static pid_t start_qemu(const char *kernel, const char *initrd, const struct machine *machine,
                        int channel, enum machine_clock clock)
{
    /* clang-format off */
    const char *const argv[] = {
        "qemu-system-x86_64", "-M", "pc", "-accel", "tcg", "-cpu", CPU, "-m", "1024",
        "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
        "-kernel", kernel, "-initrd", initrd, "-append", APPEND,
        "-chardev", "file,id=log,path=/dev/stderr,append=on", "-serial", "chardev:log",
        "-chardev", "stdio,id=lab,signal=off", "-device", "virtio-serial-pci",
        "-device", "virtserialport,chardev=lab,name=lab",
        clock == CLOCK_VIRTUAL ? "-icount" : NULL, ICOUNT, NULL,
    };
    /* clang-format on */
    const struct child child = {
        .argv = argv, .fd = {channel, channel, machine->log}, .death_signal = SIGKILL};
    return child_start(&child);
}

int machine_start(struct machine *machine, const char *folder, enum machine_clock clock)
{
    char kernel[PATH_MAX], initrd[PATH_MAX];
    int ends[2];
    snprintf(kernel, sizeof(kernel), "%s/vmlinuz", folder);
    snprintf(initrd, sizeof(initrd), "%s/initrd.cpio", folder);
    if (access(kernel, R_OK) < 0 || access(initrd, R_OK) < 0) {
        fprintf(stderr, "lab: no machine in %s: run 'make lab-built'\n", folder);
        return -1;
    }
    machine->log = memfd_create("lab-log", MFD_CLOEXEC);
    if (machine->log < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) {
        perror("lab: cannot connect to a machine");
        return -1;
    }
    fcntl(machine->log, F_SETFL, O_APPEND);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    machine->channel = ends[0];
    machine->pid = start_qemu(kernel, initrd, machine, ends[1], clock);
    close(ends[1]);
    return machine->pid < 0 ? -1 : 0;
}

void machine_stop(struct machine *machine)
{
    if (machine->pid > 0) {
        kill(machine->pid, SIGKILL);
        waitpid(machine->pid, NULL, 0);
    }
    close(machine->channel);
}

void machine_say_end(struct machine *machine)
{
    int status = 0;
    fprintf(stderr, "lab: the machine has ended without an exit status\n");
    if (waitpid(machine->pid, &status, 0) == machine->pid && WIFSIGNALED(status))
        fprintf(stderr, "lab: QEMU was ended by signal %d (%s)\n", WTERMSIG(status),
                strsignal(WTERMSIG(status)));
    machine->pid = -1;
    machine_print_log(machine);
}

void machine_print_log(const struct machine *machine)
{
    char bytes[4096];
    off_t at = 0;
    for (ssize_t size; (size = pread(machine->log, bytes, sizeof(bytes), at)) > 0; at += size)
        if (write(STDERR_FILENO, bytes, (size_t)size) < 0)
            return;
}
