/*
 * Engines that misbehave on purpose. A test of the driver starts itself again under the names
 * fake-vmm, fake-qemu, fake-bochs and fake-native; what then runs is here, and their guest in
 * fake_guest.h. In the environment stand:
 *
 *     FAKE_PROBE   exit status of fake-vmm --probe (default 0)
 *     FAKE_VERSION what fake-qemu calls its version (default 10.0.2)
 *     FAKE_JIT     what fake-qemu's monitor answers ("on" or "off"; default: as it was told), or
 *                  "dies": it ends at its start, and says why; "chatters": it tells of events
 *                  alone; "mum": it answers, and says nothing
 *     FAKE_MUTE    an option, such as --probe: who is started with it never answers. Each start is
 *                  a line in the file `starts`, "mute" or not
 *     FAKE_LOUD    that one talks on and on instead
 */
#ifndef FAKE_ENGINE_H
#define FAKE_ENGINE_H

#include "fake_guest.h"
#include "process/process.h"

#include <limits.h>
#include <sys/wait.h>

/** What follows such a beginning in the last argument that has it, or NULL. */
static inline const char *fake_value(int argc, char *argv[], const char *beginning)
{
    const char *value = NULL;
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], beginning, strlen(beginning)) == 0)
            value = argv[i] + strlen(beginning);
    }
    return value;
}

static inline bool fake_has(int argc, char *argv[], const char *word)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], word) == 0)
            return true;
    }
    return false;
}

/** Begins the statistics as the monitor does, under a name that they lose when they are whole. */
static inline void fake_statistics_begin(const char *path, char *temporary, size_t size)
{
    snprintf(temporary, size, "%s.%d.tmp", path, (int)getpid());
    FILE *out = fopen(temporary, "w");
    fputs("vm,kind,key,direction,count,total_ns,p50_ns,p99_ns\n"
          "0,exit,io 0x01e9,out,40,4000,90,110\n0,exit,hlt,,2,9000,4500,4600\n"
          "0,guest,run,,42,800000,,\n",
          out);
    fclose(out);
}

/** Writes the monitor's phases where `--phases` says. */
static inline void fake_phases(int argc, char *argv[])
{
    for (int i = 1; i + 1 < argc; i++) {
        FILE *out = strcmp(argv[i], "--phases") == 0 ? fopen(argv[i + 1], "w") : NULL;
        if (!out)
            continue;
        fprintf(out, "vm,phase,monotonic_ns\n0,main,%" PRIu64 "\n", clock_ns());
        fprintf(out, "0,vm,%" PRIu64 "\n", clock_ns());
        fprintf(out, "0,guest,%" PRIu64 "\n", clock_ns());
        fclose(out);
    }
}

/** Becomes one process for each machine; each has the descriptor of its `--marks`. */
static inline int fake_machine(int argc, char *argv[], bool *child)
{
    int fd = -1;
    for (int i = 1; i + 1 < argc; i++) {
        if (strcmp(argv[i], "--marks") != 0)
            continue;
        *child = fd >= 0 && fork() == 0;
        if (fd < 0 || *child)
            fd = atoi(argv[i + 1] + strlen("fd:"));
        if (*child)
            break;
    }
    return fd;
}

static inline int fake_vmm(int argc, char *argv[])
{
    bool child = false;
    const char *statistics = fake_value(argc, argv, "--stats=");
    char temporary[PATH_MAX];
    struct fake fake = {.engine = "vmm", .hypervisor = true};
    if (fake_has(argc, argv, "--probe")) {
        puts("backend          kvm_fake\nkind             fake");
        return atoi(fake_variable("FAKE_PROBE", "0"));
    }
    if (statistics)
        fake_statistics_begin(statistics, temporary, sizeof temporary);
    fake_phases(argc, argv);
    fake.fault = fake_fault("vmm");
    fake.marks = fdopen(fake_machine(argc, argv, &child), "w");
    int status = fake_run(&fake, fake_value(argc, argv, "bench="));
    if (child)
        _exit(status);
    while (wait(NULL) > 0)
        ;
    if (statistics)
        rename(temporary, statistics);
    return status;
}

/** Answers a request to the monitor as QEMU does. */
static inline void fake_answer(FILE *qmp, const char *request, bool one, bool kvm)
{
    bool old = strncmp(fake_variable("FAKE_VERSION", "10"), "7.", 2) == 0;
    bool mum = strcmp(fake_variable("FAKE_JIT", ""), "mum") == 0;
    if (strstr(request, "info jit") && !old && !mum)
        fprintf(qmp, "{\"return\": \"one-insn-per-tb: %s\\r\\n\"}\r\n", one ? "on" : "off");
    else if (strstr(request, "info status") && !mum)
        fprintf(qmp, "{\"return\": \"VM status: paused%s\\r\\n\"}\r\n",
                one ? " (single step mode)" : "");
    else if (strstr(request, "query-kvm"))
        fprintf(qmp, "{\"return\": {\"enabled\": %s}}\r\n", kvm && !mum ? "true" : "false");
    else
        fputs("{\"return\": {}}\r\n", qmp);
}

/** Has the monitor's end of the conversation, until QEMU is ended. */
static inline int fake_monitor(int argc, char *argv[])
{
    char request[400];
    FILE *qmp = fdopen(CHILD_QMP_FD, "r+");
    bool one =
        fake_has(argc, argv, "tcg,one-insn-per-tb=on") || fake_has(argc, argv, "-singlestep");
    one = strcmp(fake_variable("FAKE_JIT", one ? "on" : "off"), "on") == 0;
    if (strcmp(fake_variable("FAKE_JIT", ""), "dies") == 0)
        return fputs("fake-qemu: no firmware\n", stderr), 1;
    bool chatters = strcmp(fake_variable("FAKE_JIT", ""), "chatters") == 0;
    fputs("{\"QMP\": {\"version\": {}}}\r\n", qmp);
    while (fflush(qmp) == 0 && fgets(request, sizeof request, qmp)) {
        fseek(qmp, 0, SEEK_CUR);
        if (chatters)
            fake_note_hang();
        while (chatters)
            fputs("{\"event\": \"IGNORED\"}\r\n", qmp);
        fputs("{\"event\": \"IGNORED\"}\r\n", qmp);
        fake_answer(qmp, request, one, fake_has(argc, argv, "kvm"));
    }
    return 0;
}

static inline int fake_qemu(int argc, char *argv[])
{
    struct fake fake = {
        .engine = "qemu", .hypervisor = true, .counts = fake_has(argc, argv, "shift=0,sleep=off")};
    if (fake_has(argc, argv, "-version"))
        return printf("QEMU emulator version %s\n", fake_variable("FAKE_VERSION", "10.0.2")) < 0;
    if (fake_has(argc, argv, "-S"))
        return fake_monitor(argc, argv);
    fake.fault = fake_fault("qemu");
    fake.marks = fdopen(CHILD_MARKS_FD, "w");
    return fake_run(&fake, fake_value(argc, argv, "bench=")) << 1 | 1;
}

static inline int fake_native(int argc, char *argv[])
{
    struct fake fake = {.engine = "native", .marks = stdout};
    if (argc == 2 && strcmp(argv[1], "--list") == 0)
        return puts("alpha,compute,100,units,nothing much,0,0\n"
                    "beta,memory,100,units,even less,0,0\n"
                    "outside,outside,100,units,what is below,1,0\n"
                    "wait,latency,100,units,a timer,1,1") < 0 ||
               (getenv("FAKE_TICK") && puts("tick,outside,100,units,a timer,1,1") < 0);
    fake.fault = fake_fault("native");
    return fake_run(&fake, argv[1]);
}

/** Finds the command line where Bochs' guest does: in the file that the engine made its ROM. */
static inline const char *fake_rom_spec(int argc, char *argv[], char *rom, size_t size)
{
    static const char option[] = "vgaromimage: file=", key[] = "bench=";
    for (int i = 1; i < argc; i++) {
        FILE *in = strncmp(argv[i], option, strlen(option)) == 0
                       ? fopen(argv[i] + strlen(option), "r")
                       : NULL;
        if (!in)
            continue;
        size_t length = fread(rom, 1, size - 1, in);
        fclose(in);
        rom[length] = '\0';
        const char *found = memmem(rom, length, key, strlen(key));
        return found ? found + strlen(key) : "";
    }
    return "";
}

/** Has no way out but its second serial port, and never ends. */
static inline int fake_bochs(int argc, char *argv[])
{
    char rom[8192];
    struct fake fake = {.engine = "bochs", .hypervisor = true, .counts = true};
    if (fake_has(argc, argv, "--help"))
        return puts("Bochs x86 Emulator 2.7\n  -rc filename     debugger commands") < 0;
    fake.fault = fake_fault("bochs");
    fake.marks = fdopen(CHILD_MARKS_FD, "w");
    fake_run(&fake, fake_rom_spec(argc, argv, rom, sizeof rom));
    for (;;)
        pause();
}

/** Notes a start, where one of them is to be mute; that one ends here. */
static inline void fake_mute(int argc, char *argv[])
{
    const char *option = getenv("FAKE_MUTE");
    if (!option)
        return;
    bool mute = fake_has(argc, argv, option);
    FILE *starts = fopen("starts", "a");
    fputs(mute ? "mute\n" : "answered\n", starts);
    fclose(starts);
    while (mute) {
        if (getenv("FAKE_LOUD"))
            puts("there is no end to it");
        else
            pause();
    }
}

/** Becomes the engine that the program is called by. @return its status, or -1 for none */
static inline int fake_engine(int argc, char *argv[])
{
    const char *name = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
    if (strncmp(name, "fake-", 5) == 0)
        fake_mute(argc, argv);
    if (strcmp(name, "fake-vmm") == 0)
        return fake_vmm(argc, argv);
    if (strcmp(name, "fake-qemu") == 0)
        return fake_qemu(argc, argv);
    if (strcmp(name, "fake-native") == 0)
        return fake_native(argc, argv);
    if (strcmp(name, "fake-bochs") == 0)
        return fake_bochs(argc, argv);
    return -1;
}

#endif
