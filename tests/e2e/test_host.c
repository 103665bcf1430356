/*
 * A host whose KVM is missing, forbidden, or not able: what kvm-vmm says then, and whether --probe
 * tells the truth. Missing and forbidden are made in a mount namespace and under another user;
 * so is a user who is allowed for no other reason than a group.
 */
#include "error.h"
#include "harness/complaint.h"
#include "harness/devices.h"
#include "harness/expected.h"
#include "harness/host.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <linux/kvm.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define HELLO "guest/hello.bin"

enum { NOBODY = 65534, MEMBERS = 4242, SOON = 20 };

/* Opens the program while it may, becomes a user without rights, and runs it. */
static void become_nobody(void *argument)
{
    const char *path = argument;
    int program = open(path, O_RDONLY);
    if (program < 0 || setresgid(NOBODY, NOBODY, NOBODY) < 0 ||
        setresuid(NOBODY, NOBODY, NOBODY) < 0)
        _exit(CANNOT_PREPARE);
    char *argv[] = {(char[]){"kvm-vmm"}, (char[]){HELLO}, NULL};
    fexecve(program, argv, environ);
    _exit(CANNOT_PREPARE);
}

/* A device of its own, for a group that has none but this member; then the member. The image is
   opened beforehand too: the way to it may be closed to others. */
static void become_member(void *argument)
{
    const char *path = argument;
    const gid_t group = MEMBERS;
    char image[32];
    int program = open(path, O_RDONLY);
    snprintf(image, sizeof(image), "/proc/self/fd/%d", open(HELLO, O_RDONLY));
    if (program < 0)
        _exit(CANNOT_PREPARE);
    devices_kvm_alone(NULL);
    if (chown("/dev/kvm", 0, MEMBERS) < 0 || chmod("/dev/kvm", 0660) < 0 ||
        setgroups(1, &group) < 0 || setresgid(NOBODY, NOBODY, NOBODY) < 0 ||
        setresuid(NOBODY, NOBODY, NOBODY) < 0)
        _exit(CANNOT_PREPARE);
    char *argv[] = {(char[]){"kvm-vmm"}, image, NULL};
    fexecve(program, argv, environ);
    _exit(CANNOT_PREPARE);
}

static void must_refuse_when(void (*prepare)(void *), const char *const arguments[],
                             const char *const words[])
{
    struct process process;
    const struct command command = {.prepare = prepare, .opaque = (void *)(uintptr_t)host_vmm()};
    vmm_run(&process, &command, arguments);
    if (process.status == CANNOT_PREPARE)
        skip("this system does not let a test hide or forbid /dev/kvm");
    must_be_refused(&process, STATUS_NO_KVM, words);
    process_free(&process);
}

START_TEST(a_member_of_the_devices_group_runs_guests)
{
    struct process process;
    struct text expected = {0};
    require_root("become another user");
    require_kvm();
    if (*host_variant())
        skip("another user may not write the counts, and the program complains of that too");
    vmm_run(&process,
            &(struct command){.prepare = become_member, .opaque = (void *)(uintptr_t)host_vmm()},
            ARGUMENTS(HELLO));
    if (process.status == CANNOT_PREPARE)
        skip("this system does not let a test make a device");
    must_end_with(&process, 0);
    expected_flat(&expected, "hello");
    text_must_equal("stdout", &process.output, text_string(&expected));
    text_must_equal("stderr", &process.errors, "");
    text_free(&expected);
    process_free(&process);
}
END_TEST

START_TEST(kvm_is_missing)
{
    require_root("hide /dev/kvm");
    must_refuse_when(devices_none, ARGUMENTS(HELLO), WORDS("/dev/kvm", "kvm_intel", "make lab"));
}
END_TEST

START_TEST(kvm_is_forbidden)
{
    require_root("become another user");
    require_kvm();
    if (strcmp(host_variant(), "coverage") == 0)
        skip("another user may not write the counts, and the program complains of that too");
    if (eaccess("/dev/kvm", F_OK) < 0)
        skip("/dev/kvm is not there");
    must_refuse_when(become_nobody, ARGUMENTS(HELLO),
                     WORDS("permission", "/dev/kvm", "group kvm", "usermod"));
}
END_TEST

START_TEST(kvm_is_something_else)
{
    require_root("replace /dev/kvm");
    require_kvm();
    must_refuse_when(devices_null_for_kvm, ARGUMENTS(HELLO), WORDS("/dev/kvm"));
}
END_TEST

/* The way into a namespace leads to its root. */
static void join_namespace(void *argument)
{
    char here[PATH_MAX];
    int namespace = open(argument, O_RDONLY | O_CLOEXEC);
    if (namespace < 0 || !getcwd(here, sizeof(here)) || setns(namespace, CLONE_NEWNS) < 0 ||
        chdir(here) < 0)
        _exit(CANNOT_PREPARE);
}

/* What runs has its machines already, and goes on to its end; what is started then is refused. */
START_TEST(kvm_is_taken_away_meanwhile)
{
    struct process running, late;
    char device[64], space[64];
    require_root("take /dev/kvm away");
    const char *argv[] = {host_vmm(), require_any_os1k(), NULL};
    process_start(&running, &(struct command){
                                .argv = argv, .input = INPUT_OPEN, .prepare = devices_kvm_alone});
    process_expect(&running, "Choice: ", SOON);
    snprintf(device, sizeof(device), "/proc/%d/root/dev/kvm", (int)running.pid);
    snprintf(space, sizeof(space), "/proc/%d/ns/mnt", (int)running.pid);
    ck_assert_int_eq(unlink(device), 0);
    vmm_run(&late, &(struct command){.prepare = join_namespace, .opaque = space}, ARGUMENTS(HELLO));
    must_be_refused(&late, STATUS_NO_KVM, WORDS("/dev/kvm"));
    process_send(&running, "1");
    process_expect(&running, "9x9=81", SOON);
    process_send(&running, "q");
    process_wait(&running);
    must_end_with(&running, 0);
    process_free(&late);
    process_free(&running);
}
END_TEST

START_TEST(probe_answers_without_kvm)
{
    require_root("hide /dev/kvm");
    struct process process;
    vmm_run(&process, &(struct command){.prepare = devices_none}, ARGUMENTS("--probe"));
    if (process.status == CANNOT_PREPARE)
        skip("this system does not let a test hide /dev/kvm");
    must_end_with(&process, STATUS_NO_KVM);
    ck_assert_msg(text_find(&process.output, "/dev/kvm", 0) >= 0 ||
                      text_find(&process.errors, "/dev/kvm", 0) >= 0,
                  "--probe does not say why: %s%s", text_string(&process.output),
                  text_string(&process.errors));
    process_free(&process);
}
END_TEST

/* Asks KVM itself: does CR0.PG stay set in a fresh 32-bit vCPU? A KVM without it drops the bit. */
static bool kvm_has_32bit_paging(void)
{
    struct kvm_sregs sregs;
    int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    int vm = ioctl(kvm, KVM_CREATE_VM, 0);
    int vcpu = ioctl(vm, KVM_CREATE_VCPU, 0);
    ck_assert_int_eq(ioctl(vcpu, KVM_GET_SREGS, &sregs), 0);
    sregs.cr0 |= 0x80000001;
    sregs.cs.db = 1;
    bool taken = ioctl(vcpu, KVM_SET_SREGS, &sregs) == 0;
    ck_assert_int_eq(ioctl(vcpu, KVM_GET_SREGS, &sregs), 0);
    close(vcpu);
    close(vm);
    close(kvm);
    return taken && (sregs.cr0 & 0x80000000) != 0;
}

START_TEST(probe_tells_the_truth)
{
    require_kvm();
    ck_assert_int_eq(host_probe(), kvm_has_32bit_paging() ? 0 : 1);
}
END_TEST

START_TEST(probe_names_the_kind_of_kvm)
{
    static const char *const modules[] = {"kvm_intel", "kvm_amd", "kvm_pvm"};
    require_kvm();
    struct process process;
    vmm_run(&process, &(struct command){0}, ARGUMENTS("--probe"));
    text_must_equal("stderr", &process.errors, "");
    for (unsigned i = 0; i < 3; i++) {
        struct text path = {0};
        text_printf(&path, "/sys/module/%s", modules[i]);
        bool loaded = access(text_string(&path), F_OK) == 0;
        text_free(&path);
        if (loaded)
            ck_assert_msg(text_find(&process.output, modules[i], 0) >= 0, "%s is not named in:\n%s",
                          modules[i], text_string(&process.output));
    }
    process_free(&process);
}
END_TEST

START_TEST(i386_kernel_without_32bit_paging)
{
    require_kvm();
    if (kvm_has_32bit_paging())
        skip("this host's KVM has 32-bit paging");
    must_refuse(ARGUMENTS("-a", "run=1", host_os1k("i386")), STATUS_NO_KVM,
                WORDS("32-bit paging", "os1k-x86_64.elf", "QEMU"));
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("host");
    TCase *tests = report_case(suite, "host", 30);
    tcase_add_test(tests, a_member_of_the_devices_group_runs_guests);
    tcase_add_test(tests, kvm_is_missing);
    tcase_add_test(tests, kvm_is_forbidden);
    tcase_add_test(tests, kvm_is_something_else);
    tcase_add_test(tests, kvm_is_taken_away_meanwhile);
    tcase_add_test(tests, probe_answers_without_kvm);
    tcase_add_test(tests, probe_tells_the_truth);
    tcase_add_test(tests, probe_names_the_kind_of_kvm);
    tcase_add_test(tests, i386_kernel_without_32bit_paging);
    return report_run(argv[0], suite);
}
