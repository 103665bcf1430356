#include "qemu.h"
#include "host.h"
#include "report.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_ARGUMENTS = 40, KEY_NAME_SIZE = 24, KEY_HELD_MS = 20, KEY_EVERY_MS = 40 };

/* One of our ends, and QEMU's, of a socket; QEMU takes it by its number. */
static int open_socket(int *passed_on)
{
    int ends[2];
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    *passed_on = pass_on(ends[1]);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return ends[0];
}

struct arguments {
    unsigned count;
    char *list[MAX_ARGUMENTS + 1];
};

static void add(struct arguments *arguments, const char *option, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void add(struct arguments *arguments, const char *option, const char *format, ...)
{
    char *text = NULL;
    va_list args;
    ck_assert_uint_le(arguments->count + 2, MAX_ARGUMENTS);
    va_start(args, format);
    ck_assert_int_ge(vasprintf(&text, format, args), 0);
    va_end(args);
    arguments->list[arguments->count++] = strdup(option);
    arguments->list[arguments->count++] = text;
}

static void build_arguments(struct arguments *arguments, const struct qemu_setup *setup,
                            const char *marks, int monitor, int serial)
{
    add(arguments, "-machine", "pc");
    add(arguments, "-accel", "%s", setup->accel != NULL ? setup->accel : "tcg");
    add(arguments, "-display", "none");
    add(arguments, "-m", "%s", setup->memory != NULL ? setup->memory : "64");
    add(arguments, "-net", "none");
    add(arguments, "-action", "reboot=shutdown");
    add(arguments, "-chardev", "stdio,id=console,signal=off");
    add(arguments, "-device", "isa-debugcon,iobase=0xe9,chardev=console");
    if (!setup->no_exit)
        add(arguments, "-device", "isa-debug-exit,iobase=0xf4,iosize=1");
    add(arguments, "-chardev", "socket,id=monitor,fd=%d", monitor);
    add(arguments, "-mon", "chardev=monitor,mode=readline");
    add(arguments, "-chardev", "socket,id=serial,fd=%d", serial);
    add(arguments, "-serial", "chardev:serial");
    if (!setup->no_marks || setup->marks_on_com2)
        add(arguments, "-chardev", "file,id=marks,path=%s", marks);
    if (setup->marks_on_com2)
        add(arguments, "-serial", "chardev:marks");
    else if (!setup->no_marks)
        add(arguments, "-device", "isa-debugcon,iobase=0x1e9,chardev=marks");
    if (setup->cpu != NULL)
        add(arguments, "-cpu", "%s", setup->cpu);
    if (setup->kernel != NULL)
        add(arguments, "-kernel", "%s", setup->kernel);
    if (setup->append != NULL)
        add(arguments, "-append", "%s", setup->append);
    if (setup->disk != NULL)
        add(arguments, "-drive", "file=%s,format=raw,if=ide,readonly=off,snapshot=on", setup->disk);
}

void qemu_start(struct qemu *qemu, const struct qemu_setup *setup)
{
    char program[32];
    int monitor, serial;
    struct arguments arguments = {0};
    snprintf(program, sizeof(program), "qemu-system-%s", setup->arch);
    require_program(program);
    *qemu = (struct qemu){0};
    scratch_make(&qemu->marks, "", 0);
    qemu->monitor = open_socket(&monitor);
    qemu->serial = open_socket(&serial);
    arguments.list[arguments.count++] = strdup(program);
    build_arguments(&arguments, setup, qemu->marks.path, monitor, serial);
    const struct command command = {
        .argv = (const char *const *)arguments.list,
        .limit_s = setup->limit_s > 0 ? setup->limit_s : 60,
    };
    process_start(&qemu->process, &command);
    close(monitor);
    close(serial);
    for (unsigned i = 0; i < arguments.count; i++)
        free(arguments.list[i]);
}

void qemu_run(struct qemu *qemu, const struct qemu_setup *setup)
{
    qemu_start(qemu, setup);
    process_wait(&qemu->process);
}

int qemu_guest_status(const struct qemu *qemu)
{
    const struct process *process = &qemu->process;
    ck_assert_msg(!process->timed_out, "QEMU did not end in time; its console:\n%s",
                  text_tail(&process->output));
    ck_assert_msg(process->status % 2 == 1 && !process->killed,
                  "QEMU ended with %d, not by port 0xf4: %s", process->status,
                  text_string(&process->errors));
    return process->status >> 1;
}

/* The monitor's name for a key, as `sendkey` takes it. */
static void key_name(char key, char name[KEY_NAME_SIZE])
{
    static const char shifted[] = "!@#$%^&*()_+{}|:\"~<>?", plain[] = "1234567890-=[]\\;'`,./";
    static const struct {
        char key;
        const char *name;
    } special[] = {
        {' ', "spc"},       {'\n', "ret"},          {'\b', "backspace"},   {'\t', "tab"},
        {'-', "minus"},     {'=', "equal"},         {'[', "bracket_left"}, {'\\', "backslash"},
        {';', "semicolon"}, {'\'', "apostrophe"},   {'`', "grave_accent"}, {',', "comma"},
        {'.', "dot"},       {']', "bracket_right"}, {'/', "slash"},        {'\4', "ctrl-d"},
    };
    const char *place = key != '\0' ? strchr(shifted, key) : NULL;
    bool shift = place != NULL || isupper((unsigned char)key);
    char base = place != NULL ? plain[place - shifted] : (char)tolower((unsigned char)key);
    snprintf(name, KEY_NAME_SIZE, "%s%c", shift ? "shift-" : "", base);
    for (unsigned i = 0; i < sizeof(special) / sizeof(special[0]); i++)
        if (special[i].key == base)
            snprintf(name, KEY_NAME_SIZE, "%s%s", shift ? "shift-" : "", special[i].name);
}

/* The monitor answers each line; unread answers would fill its socket. */
static void discard_answers(const struct qemu *qemu)
{
    char bytes[4096];
    while (read(qemu->monitor, bytes, sizeof(bytes)) > 0)
        ;
}

void qemu_command(struct qemu *qemu, const char *line)
{
    ck_assert_int_eq(dprintf(qemu->monitor, "%s\n", line), (int)strlen(line) + 1);
    discard_answers(qemu);
}

void qemu_type(struct qemu *qemu, const char *keys)
{
    for (; *keys != '\0'; keys++) {
        char name[KEY_NAME_SIZE], line[64];
        key_name(*keys, name);
        snprintf(line, sizeof(line), "sendkey %s %d", name, KEY_HELD_MS);
        qemu_command(qemu, line);
        process_read_for(&qemu->process, KEY_EVERY_MS / 1000.0);
    }
}

void qemu_send_serial(struct qemu *qemu, const char *bytes)
{
    ck_assert_int_eq(write(qemu->serial, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
}

void qemu_free(struct qemu *qemu)
{
    process_free(&qemu->process);
    close(qemu->monitor);
    close(qemu->serial);
    close(qemu->marks.descriptor);
}
