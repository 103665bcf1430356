/* Which architecture a run takes: that in which most engines can run on this host. */
#include "host/site.h"
#include "unit/run_tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What --probe and --list of these end with: 0, 1, and nothing at all. */
#define GOOD    "/bin/true"
#define BAD     "/bin/false"
#define MISSING "/no/such/program"

static enum arch chosen(const char *kvm_vmm, const char *native_i386, int wanted, char *reason,
                        size_t size)
{
    struct site site;
    struct facts facts = {0};
    setenv("KVM_VMM", kvm_vmm, 1);
    setenv("NATIVE_I386", native_i386, 1);
    setenv("BOCHS", MISSING, 1);
    setenv("QEMU_SYSTEM_I386", MISSING, 1);
    setenv("QEMU_SYSTEM_X86_64", MISSING, 1);
    site_open(&site, wanted, NULL);
    site_describe(&site, wanted, &facts);
    snprintf(reason, size, "%s", facts_get(&facts, "arch_reason"));
    facts_free(&facts);
    return site.arch;
}

static const struct choice {
    const char *kvm_vmm, *native_i386;
    int wanted;
    enum arch arch;
    const char *reason;
} choices[] = {
    {GOOD, BAD, ARCH_AUTO, ARCH_I386, "this KVM can page in 32-bit mode"},
    {BAD, GOOD, ARCH_AUTO, ARCH_X86_64, "cannot page in 32-bit mode, but runs long mode"},
    {MISSING, GOOD, ARCH_AUTO, ARCH_I386, "QEMU and native only"},
    {MISSING, BAD, ARCH_AUTO, ARCH_X86_64, ", and this kernel runs no 32-bit programs"},
    {MISSING, MISSING, ARCH_AUTO, ARCH_X86_64, ", and the native program for i386 is not built"},
    {MISSING, BAD, ARCH_I386, ARCH_I386, "asked for by --arch"},
    {GOOD, GOOD, ARCH_X86_64, ARCH_X86_64, "asked for by --arch"},
};

START_TEST(test_the_architecture_that_most_engines_run)
{
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        const struct choice *choice = &choices[i];
        char reason[200];
        enum arch arch =
            chosen(choice->kvm_vmm, choice->native_i386, choice->wanted, reason, sizeof reason);
        ck_assert_msg(arch == choice->arch, "choice %zu", i);
        ck_assert_msg(strstr(reason, choice->reason) != NULL, "choice %zu: %s", i, reason);
    }
}
END_TEST

START_TEST(test_a_program_that_this_kernel_cannot_run)
{
    /* Neither ELF nor script; the shell would run it, and end with status 0. */
    char path[] = "/tmp/kvm-vmm-site-XXXXXX";
    int fd = mkstemp(path);
    ck_assert(fd >= 0 && write(fd, "true\n", 5) == 5 && fchmod(fd, 0700) == 0);
    close(fd);
    char reason[200];
    ck_assert(chosen(MISSING, path, ARCH_AUTO, reason, sizeof reason) == ARCH_X86_64);
    unlink(path);
}
END_TEST

static const struct search {
    const char *path, *program;
    bool found;
} searches[] = {
    {"/nowhere:/bin", "true", true},
    {"/bin:/nowhere", "true", true},
    {"/nowhere", "true", false},
    {"/nowhere", "/bin/true", true},
    {"/nowhere::/nowhere", "true", true}, /* an empty folder is the one we are in, /bin here */
    {"/nowhere:", "true", true},
    {":/nowhere", "no-such-program", false},
    {NULL, "true", false},
};

START_TEST(test_a_program_is_found_as_it_would_be_started)
{
    const struct search *one = &searches[_i];
    struct error why = {0};
    ck_assert_int_eq(chdir("/bin"), 0);
    if (one->path)
        setenv("PATH", one->path, 1);
    else
        unsetenv("PATH");
    ck_assert_int_eq(site_need_program(one->program, "make it", &why), one->found ? 0 : -1);
    if (!one->found)
        ck_assert_msg(strstr(why.text, ": not found; make it") != NULL, "%s", why.text);
}
END_TEST

START_TEST(test_what_a_kvm_is_needed_for)
{
    struct site site = {.ability = KVM_RUNS_NONE, .probe = "no KVM; load a module\nmore"};
    struct error why = {0};
    ck_assert_int_eq(site_need_kvm(&site, &why), -1);
    ck_assert_str_eq(why.text, "KVM cannot be used: no KVM; load a module");
    ck_assert_int_eq(why.status, STATUS_UNAVAILABLE);
    site.ability = KVM_RUNS_X86_64;
    why = (struct error){0};
    ck_assert_int_eq(site_need_kvm(&site, &why), -1); /* i386 */
    ck_assert_ptr_nonnull(strstr(why.text, "use --arch x86_64"));
    site.arch = ARCH_X86_64;
    ck_assert_int_eq(site_need_kvm(&site, &why), 0);
    site = (struct site){.ability = KVM_RUNS_I386, .arch = ARCH_I386};
    ck_assert_int_eq(site_need_kvm(&site, &why), 0);
}
END_TEST

START_TEST(test_a_file_that_is_needed)
{
    struct error why = {0};
    ck_assert_int_eq(site_need_file("/dev/null", "make it", &why), 0);
    ck_assert_int_eq(site_need_file("/no/such/file", "make it", &why), -1);
    ck_assert_str_eq(why.text, "/no/such/file: not found; make it");
    ck_assert_int_eq(why.status, STATUS_NO_FILE);
    why = (struct error){0};
    ck_assert_int_eq(site_need_file("/dev/null/file", "make it", &why), -1);
    ck_assert_str_eq(why.text, "/dev/null/file: Not a directory; make it");
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("site");
    tcase_add_test(tcase, test_the_architecture_that_most_engines_run);
    tcase_add_test(tcase, test_a_program_that_this_kernel_cannot_run);
    tcase_add_test(tcase, test_what_a_kvm_is_needed_for);
    tcase_add_test(tcase, test_a_file_that_is_needed);
    tcase_add_loop_test(tcase, test_a_program_is_found_as_it_would_be_started, 0,
                        sizeof searches / sizeof *searches);
    Suite *suite = suite_create("site");
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
