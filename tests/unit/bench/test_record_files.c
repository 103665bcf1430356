/*
 * The files of a run, as docs/contract.md has them: what stands in one comes in, field by field,
 * and is written again byte for byte.
 */
#include "base/file.h"
#include "record/exits.h"
#include "record/instructions.h"
#include "record/record.h"
#include "unit/run_tests.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char samples[] =
    "round,order,engine,arch,workload,size,iteration,warmup,tsc_begin,tsc_end,tsc_hz,guest_ns,"
    "wall_ns,checksum,status\n"
    "1,2,kvm,i386,fib,30,0,1,100,300,2000000000,100,170,00000000000000ff,ok\n"
    "1,3,bochs,i386,fib,31,1,0,18446744073709551614,18446744073709551615,,,9,"
    "fedcba9876543210,clock\n"
    "2,1,native,x86_64,hypercall,4294967295,2,0,,,,,,,unsupported\n"
    "2,2,kvm,i386,fib,30,1,0,0,18446744073709551615,1000000000,18446744073709551615,7,"
    "00000000000000ff,clock\n"; /* a guest whose counter leaps: what was written can be read */
static const char boots[] =
    "round,order,engine,arch,wall_ns,first_byte_ns,max_rss_kib,exits,exit_status,status\n"
    "1,2,kvm,i386,5000,4000,3000,2000,0,ok\n"
    "0,1,tcg,x86_64,,,,,,skipped\n"
    "3,4,native,i386,7,6,0,0,66,crashed\n";
static const char instructions[] = "arch,workload,size,instructions,spread,status\n"
                                   "i386,fib,30,123456789012,3,ok\n"
                                   "x86_64,sort,31,,,fault\n";
static const char exits[] =
    "arch,workload,size,iterations,kind,key,direction,count,total_ns,p50_ns,p99_ns\n"
    "i386,fib,30,4,exit,io 0x00e9,out,10,2000,150,400\n"
    "i386,(boot),1,2,exit,hlt,,5,0,0,0\n"
    "i386,fib,30,4,interrupt,0x20,,7,,,\n";

static char folder[32];
static struct error err;

static void make_folder(void)
{
    strcpy(folder, "/tmp/test_record.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    err = (struct error){0};
}

static void remove_folder(void)
{
    file_remove_all(folder, "");
    ck_assert_int_eq(rmdir(folder), 0);
}

static void write_text(FILE *out, const void *text)
{
    fputs(text, out);
}

static void put(const char *name, const char *text)
{
    ck_assert_int_eq(file_replace(folder, name, write_text, text, &err), 0);
}

static void must_hold(const char *name, const char *expected)
{
    char path[64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    char *text = file_read(path, &err);
    ck_assert_str_eq(text, expected);
    free(text);
}

static struct record load_both(void)
{
    struct record record;
    put("samples.csv", samples);
    put("boots.csv", boots);
    ck_assert_msg(record_load(&record, folder, &err) == 0, "%s", err.text);
    file_remove_all(folder, "");
    return record;
}

START_TEST(test_samples_come_in_field_by_field)
{
    struct record record = load_both();
    const struct sample *sample = record.sample;
    ck_assert_uint_eq(record.samples, 4);
    ck_assert_uint_eq(sample->round, 1);
    ck_assert_uint_eq(sample->order, 2);
    ck_assert_str_eq(sample->engine, "kvm");
    ck_assert_str_eq(sample->arch, "i386");
    ck_assert_str_eq(sample->workload, "fib");
    ck_assert_uint_eq(sample->size, 30);
    ck_assert_uint_eq(sample->iteration, 0);
    ck_assert(sample->warmup && !sample[1].warmup);
    ck_assert_uint_eq(sample->tsc_begin, 100);
    ck_assert_uint_eq(sample->tsc_end, 300);
    ck_assert_uint_eq(sample->tsc_hz, 2000000000);
    ck_assert_uint_eq(sample->guest_ns, 100);
    ck_assert_uint_eq(sample->wall_ns, 170);
    ck_assert_uint_eq(sample->checksum, 0xff);
    ck_assert_int_eq(sample->outcome, OUTCOME_OK);
    ck_assert_uint_eq(sample_ns(sample), 100);
    ck_assert_uint_eq(sample_ns(&sample[1]), 9); /* whose counter is no clock */
    ck_assert_int_eq(sample[2].outcome, OUTCOME_UNSUPPORTED);
    ck_assert_uint_eq(sample[3].guest_ns, UINT64_MAX);
    record_free(&record);
}
END_TEST

START_TEST(test_boots_come_in_field_by_field)
{
    struct record record = load_both();
    const struct boot *boot = record.boot;
    ck_assert_uint_eq(record.boots, 3);
    ck_assert_uint_eq(boot[2].round, 3);
    ck_assert_uint_eq(boot[2].order, 4);
    ck_assert_uint_eq(boot->wall_ns, 5000);
    ck_assert_uint_eq(boot->first_byte_ns, 4000);
    ck_assert_int_eq(boot->max_rss_kib, 3000);
    ck_assert_int_eq(boot->exits, 2000);
    ck_assert_int_eq(boot->exit_status, 0);
    ck_assert_str_eq(boot[1].engine, "tcg");
    ck_assert_str_eq(boot[1].arch, "x86_64");
    ck_assert_uint_eq(boot[1].wall_ns + boot[1].first_byte_ns, 0);
    ck_assert_int_eq(boot[1].max_rss_kib, -1);
    ck_assert_int_eq(boot[1].exits, -1);
    ck_assert_int_eq(boot[1].exit_status, -1);
    ck_assert_int_eq(boot[2].exit_status, 66);
    ck_assert_int_eq(boot[2].outcome, OUTCOME_CRASHED);
    record_free(&record);
}
END_TEST

START_TEST(test_a_record_is_written_as_it_came)
{
    struct record record = load_both();
    ck_assert_int_eq(record_save(&record, folder, &err), 0);
    must_hold("samples.csv", samples);
    must_hold("boots.csv", boots);
    record_free(&record);
}
END_TEST

START_TEST(test_counts_are_written_as_they_came)
{
    struct instructions counts;
    struct exits all;
    put("instructions.csv", instructions);
    put("exits.csv", exits);
    ck_assert_int_eq(instructions_load(&counts, folder, &err), 0);
    ck_assert_int_eq(exits_load(&all, folder, &err), 0);
    file_remove_all(folder, "");
    ck_assert_uint_eq(counts.count, 2);
    ck_assert_uint_eq(counts.row[0].instructions, 123456789012);
    ck_assert_uint_eq(counts.row[0].spread, 3);
    ck_assert_int_eq(counts.row[1].outcome, OUTCOME_FAULT);
    ck_assert_uint_eq(exits_total(&all, "fib"), 10);
    ck_assert_uint_eq(exits_total(&all, EXITS_BOOT), 5);
    ck_assert_int_eq(all.row[0].p99_ns, 400);
    ck_assert_int_eq(all.row[2].total_ns, -1);
    ck_assert_int_eq(instructions_save(&counts, folder, &err), 0);
    ck_assert_int_eq(exits_save(&all, folder, &err), 0);
    must_hold("instructions.csv", instructions);
    must_hold("exits.csv", exits);
    instructions_free(&counts);
    exits_free(&all);
}
END_TEST

START_TEST(test_a_run_may_have_no_counts)
{
    struct instructions counts;
    struct exits all;
    ck_assert_int_eq(instructions_load(&counts, folder, &err), 0);
    ck_assert_int_eq(exits_load(&all, folder, &err), 0);
    ck_assert_uint_eq(counts.count + all.count, 0);
}
END_TEST

static const struct damage {
    const char *file, *text, *from, *to, *cause;
} damages[] = {
    {"samples.csv", samples, ",00000000000000ff,ok", ",ff,ok", "2: field 14"},
    {"samples.csv", samples, ",00000000000000ff,ok", ",00000000000000FF,ok", "2: field 14"},
    {"samples.csv", samples, "1,2,kvm", "1,2,", "2: field 3"},
    {"samples.csv", samples, "1,2,kvm", "1,2,an-engine-of-24-letters-", "2: field 3"},
    {"samples.csv", samples, ",0,1,100", ",0,2,100", "2: field 8"},
    {"samples.csv", samples, ",170,", ",,", "2: field 13"}, /* a time that was taken */
    {"samples.csv", samples, ",unsupported", ",unheard-of", "4: field 15"},
    {"samples.csv", samples, "4294967295", "4294967296", "4: field 6"},
    {"boots.csv", boots, ",3000,", ",-3000,", "2: field 7"},
    {"boots.csv", boots, ",3000,", ",9223372036854775808,", "2: field 7"},
    {"boots.csv", boots, "round,order", "order,round", "boots.csv:1: the header is not"},
};

START_TEST(test_damaged_rows_are_refused)
{
    const struct damage *one = &damages[_i];
    char text[2000];
    struct record record;
    const char *at = strstr(one->text, one->from);
    ck_assert_ptr_nonnull(at);
    put("samples.csv", samples);
    put("boots.csv", boots);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - one->text), one->text, one->to,
             at + strlen(one->from));
    put(one->file, text);
    ck_assert_int_eq(record_load(&record, folder, &err), -1);
    ck_assert_int_eq(err.status, STATUS_IO);
    ck_assert_msg(strstr(err.text, one->cause) != NULL, "%s", err.text);
    record_free(&record);
}
END_TEST

START_TEST(test_a_path_that_is_too_long)
{
    char long_path[4097];
    struct record record;
    memset(long_path, 'x', sizeof long_path - 1);
    long_path[sizeof long_path - 1] = '\0';
    ck_assert_int_eq(record_load(&record, long_path, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "too long"));
    record_free(&record);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_samples_come_in_field_by_field, test_boots_come_in_field_by_field,
        test_a_record_is_written_as_it_came, test_counts_are_written_as_they_came,
        test_a_run_may_have_no_counts,       test_a_path_that_is_too_long,
    };
    TCase *tcase = tcase_create("record files");
    tcase_add_checked_fixture(tcase, make_folder, remove_folder);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    tcase_add_loop_test(tcase, test_damaged_rows_are_refused, 0, sizeof damages / sizeof *damages);
    Suite *suite = suite_create("record files");
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
