#include "machine.h"
#include "host.h"
#include "report.h"

#include <string.h>
#include <unistd.h>

/* What kvm-vmm says first of all on a terminal. */
#define BANNER "Ctrl-A x quits, Ctrl-A h helps\r\n"

const struct machine_kind machine_kinds[MACHINE_KINDS] = {
    {"kvm-vmm --irqchip user, i386", "i386", "user"},
    {"kvm-vmm --irqchip kernel, i386", "i386", "kernel"},
    {"kvm-vmm --irqchip user, x86_64", "x86_64", "user"},
    {"kvm-vmm --irqchip kernel, x86_64", "x86_64", "kernel"},
    {"QEMU, i386", "i386", NULL},
    {"QEMU, x86_64", "x86_64", NULL},
};

static bool is_terminal(const struct machine *machine)
{
    return machine->kind->irqchip != NULL && machine->input >= MACHINE_KEYBOARD;
}

static void boot_kvm(struct machine *machine, const char *append, double limit_s)
{
    const struct machine_kind *kind = machine->kind;
    const char *input = machine->input == MACHINE_SERIAL ? "serial" : "keyboard";
    const struct command command = {
        .terminal = is_terminal(machine),
        .input = machine->input == MACHINE_ENDED ? INPUT_EMPTY : INPUT_OPEN,
        .limit_s = limit_s > 0 ? limit_s : 60,
    };
    require_os1k(kind->arch);
    scratch_make(&machine->qemu.marks, "", 0);
    vmm_start(machine->process, &command,
              ARGUMENTS("--color=never", "--irqchip", kind->irqchip, "--input", input, "--marks",
                        machine->qemu.marks.path, "-a", append, host_os1k(kind->arch)));
}

static void boot_qemu(struct machine *machine, const char *append, double limit_s)
{
    const struct qemu_setup setup = {
        .arch = machine->kind->arch,
        .kernel = host_os1k(machine->kind->arch),
        .append = append,
        .limit_s = limit_s,
    };
    qemu_start(&machine->qemu, &setup);
}

void machine_boot(struct machine *machine, unsigned kind, enum machine_input input,
                  const char *append, double limit_s)
{
    *machine = (struct machine){.kind = &machine_kinds[kind], .input = input};
    machine->process = &machine->qemu.process;
    if (machine->kind->irqchip == NULL && input == MACHINE_ENDED)
        skip("QEMU's keyboard and serial port know no end of input");
    if (machine->kind->irqchip != NULL)
        boot_kvm(machine, append, limit_s);
    else
        boot_qemu(machine, append, limit_s);
}

int machine_wait(struct machine *machine)
{
    process_wait(machine->process);
    if (machine->kind->irqchip == NULL)
        return qemu_guest_status(&machine->qemu);
    ck_assert_msg(!machine->process->timed_out, "%s did not end in time; it printed:\n%s",
                  machine->kind->name, text_tail(&machine->process->output));
    return machine->process->status;
}

void machine_type(struct machine *machine, const char *keys)
{
    if (machine->kind->irqchip != NULL)
        process_send(machine->process, keys);
    else if (machine->input == MACHINE_KEYBOARD)
        qemu_type(&machine->qemu, keys);
    else
        qemu_send_serial(&machine->qemu, keys);
}

/* What a terminal shows for the guest's text: its driver turns a newline into \r\n. */
static void as_shown(const struct machine *machine, const char *text, struct text *shown)
{
    for (; *text != '\0'; text++) {
        if (*text == '\n' && is_terminal(machine))
            text_append(shown, "\r", 1);
        text_append(shown, text, 1);
    }
}

void machine_expect(struct machine *machine, const char *text, double seconds)
{
    struct text shown = {0};
    as_shown(machine, text, &shown);
    process_expect(machine->process, text_string(&shown), seconds);
    text_free(&shown);
}

void machine_must_have_printed(const struct machine *machine, const char *expected)
{
    struct text shown = {0};
    if (is_terminal(machine))
        text_printf(&shown, "%s", BANNER);
    as_shown(machine, expected, &shown);
    text_must_equal(machine->kind->name, &machine->process->output, text_string(&shown));
    text_must_equal("stderr", &machine->process->errors, "");
    text_free(&shown);
}

void machine_free(struct machine *machine)
{
    if (machine->kind->irqchip == NULL) {
        qemu_free(&machine->qemu);
    } else {
        process_free(machine->process);
        close(machine->qemu.marks.descriptor);
    }
}
