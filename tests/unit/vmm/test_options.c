/* The command line: every option, every way to get one wrong. */
#include "memory.h"
#include "options.h"
#include "unit/run_tests.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_ARGS = 32 };

/* The arguments parsed last; struct options points into it. */
static char storage[1024];

/** Parses a NULL-ended argument list (without argv[0]). */
static int parse(struct options *options, struct error *err, const char *const arguments[])
{
    char *argv[MAX_ARGS + 2] = {storage};
    int argc = 1;
    char *at = stpcpy(storage, "kvm-vmm") + 1;
    for (; arguments[argc - 1]; argc++) {
        ck_assert_int_le(argc, MAX_ARGS);
        argv[argc] = at;
        at = stpcpy(at, arguments[argc - 1]) + 1;
    }
    *err = (struct error){0};
    return options_parse(options, argc, argv, err);
}

#define ARGS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void ck_rejects(const char *const arguments[], const char *cause)
{
    struct options options;
    struct error err;
    ck_assert_int_eq(parse(&options, &err, arguments), -1);
    ck_assert_int_eq(err.status, STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(err.text, cause));
    ck_assert_ptr_null(strchr(err.text, '\n'));
}

START_TEST(defaults)
{
    struct options options;
    struct error err;
    ck_assert_int_eq(parse(&options, &err, ARGS("a.bin", "b.bin")), 0);
    ck_assert_int_eq(options.action, ACTION_RUN);
    ck_assert_uint_eq(options.image_count, 2);
    ck_assert_str_eq(options.images[1], "b.bin");
    ck_assert_uint_eq(options.memory, 0);
    ck_assert_ptr_null(options.append);
    ck_assert_int_eq(options.irqchip, IRQCHIP_USER);
    ck_assert_int_eq(options.input, INPUT_KEYBOARD);
    ck_assert_int_eq(options.color, COLOR_AUTO);
    ck_assert_uint_eq(options.marks_count, 0);
    ck_assert(!options.stats && !options.stats_file && !options.trace_file && !options.phases_file);
    ck_assert(!options.raw_console && !options.no_sandbox);
    ck_assert_uint_eq(options.timeout_ns, 0);
}
END_TEST

START_TEST(everything)
{
    struct options options;
    struct error err;
    ck_assert_int_eq(
        parse(&options, &err,
              ARGS("-m", "2M", "--append=run=1", "--irqchip", "kernel", "--input", "serial",
                   "--color", "never", "--marks", "fd:5", "--stats=s.csv", "--timeout", "2.5",
                   "--phases", "p.csv", "--raw-console", "--no-sandbox", "os.elf")),
        0);
    ck_assert_uint_eq(options.memory, 2 << 20);
    ck_assert_str_eq(options.append, "run=1");
    ck_assert_int_eq(options.irqchip, IRQCHIP_KERNEL);
    ck_assert_int_eq(options.input, INPUT_SERIAL);
    ck_assert_int_eq(options.color, COLOR_NEVER);
    ck_assert_str_eq(options.marks[0], "fd:5");
    ck_assert(options.stats);
    ck_assert_str_eq(options.stats_file, "s.csv");
    ck_assert_uint_eq(options.timeout_ns, 2500000000ULL);
    ck_assert_str_eq(options.phases_file, "p.csv");
    ck_assert(options.raw_console && options.no_sandbox);
}
END_TEST

START_TEST(options_after_images_and_each_marks_to_its_vm)
{
    struct options options;
    struct error err;
    ck_assert_int_eq(parse(&options, &err,
                           ARGS("a.bin", "--marks", "one", "b.bin", "--marks", "two", "--stats")),
                     0);
    ck_assert_uint_eq(options.image_count, 2);
    ck_assert_str_eq(options.marks[0], "one");
    ck_assert_str_eq(options.marks[1], "two");
    ck_assert(options.stats && !options.stats_file);
}
END_TEST

START_TEST(actions_need_no_image)
{
    struct options options;
    struct error err;
    ck_assert_int_eq(parse(&options, &err, ARGS("--probe")), 0);
    ck_assert_int_eq(options.action, ACTION_PROBE);
    ck_assert_int_eq(parse(&options, &err, ARGS("-h")), 0);
    ck_assert_int_eq(options.action, ACTION_HELP);
    ck_assert_int_eq(parse(&options, &err, ARGS("--version")), 0);
    ck_assert_int_eq(options.action, ACTION_VERSION);
}
END_TEST

START_TEST(sizes)
{
    const struct {
        const char *text;
        uint64_t bytes;
    } good[] = {{"1", 1},           {"64k", 64 << 10}, {"64K", 64 << 10},
                {"3G", 3ULL << 30}, {"16m", 16 << 20}, {"17179869183G", 17179869183ULL << 30}};
    const char *const bad[] = {"",   "K",   "-1",   "+1",   " 1",
                               "1T", "1KB", "1.5M", "0x10", "17179869184G"};
    uint64_t bytes;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        ck_assert_int_eq(options_size(good[i].text, &bytes), 0);
        ck_assert_uint_eq(bytes, good[i].bytes);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_msg(options_size(bad[i], &bytes) == -1, "%s passes for a size", bad[i]);
}
END_TEST

START_TEST(memory_is_whole_pages)
{
    struct options options;
    struct error err;
    ck_assert_int_eq(parse(&options, &err, ARGS("-m", "70001", "a.bin")), 0);
    ck_assert_uint_eq(options.memory % PAGE_SIZE, 0);
    ck_assert_uint_ge(options.memory, 70001);
}
END_TEST

START_TEST(refusals)
{
    ck_rejects(ARGS("--color", "never"), "no image");
    ck_rejects(ARGS("1", "2", "3", "4", "5"), "5 images");
    ck_rejects(ARGS("-m", "0", "a"), "between 64K and 3G");
    ck_rejects(ARGS("-m", "1T", "a"), "not a size");
    ck_rejects(ARGS("-m", "4G", "a"), "between 64K and 3G");
    ck_rejects(ARGS("--frobnicate", "a"), "--frobnicate");
    ck_rejects(ARGS("-z", "a"), "-z");
    ck_rejects(ARGS("--irqchip", "apic", "a"), "user, kernel");
    ck_rejects(ARGS("--input", "mouse", "a"), "keyboard, serial");
    ck_rejects(ARGS("--color", "blue", "a"), "auto, always, never");
    ck_rejects(ARGS("a", "--timeout"), "--timeout");
    ck_rejects(ARGS("a", "-m"), "-m");
    ck_rejects(ARGS("--marks", "x", "--marks", "y", "a"), "--marks");
    for (const char *const *bad = ARGS("0", "-1", "nan", "inf", "ten", "5s", ""); *bad; bad++)
        ck_rejects(ARGS("--timeout", *bad, "a"), "--timeout");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("options");
    TCase *cases = tcase_create("options");
    tcase_add_test(cases, defaults);
    tcase_add_test(cases, everything);
    tcase_add_test(cases, options_after_images_and_each_marks_to_its_vm);
    tcase_add_test(cases, actions_need_no_image);
    tcase_add_test(cases, sizes);
    tcase_add_test(cases, memory_is_whole_pages);
    tcase_add_test(cases, refusals);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
