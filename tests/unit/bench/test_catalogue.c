/* The list of workloads: as a native program tells it, and as the command line chooses of it. */
#include "engines/catalogue.h"
#include "script.h"
#include "unit/run_tests.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct catalogue catalogue;
static struct error err;

static void clear(void)
{
    catalogue_free(&catalogue);
    err = (struct error){0};
}

/** Loads what a script prints as its list. */
static int load(const char *script)
{
    char path[] = "/tmp/test_catalogue.XXXXXX";
    make_script(path, script);
    const struct site site = {.native = {[ARCH_I386] = path}};
    int result = catalogue_load(&catalogue, &site, ARCH_I386, &err);
    unlink(path);
    return result;
}

#define THREE                                                                                      \
    "echo 'fib,compute,30,calls,the processor,0,0'\n"                                              \
    "echo 'hypercall,outside,100,writes,what is below,1,0'\n"                                      \
    "echo 'oneshot,latency,5000,microseconds,a timer,1,1'\n"

START_TEST(test_a_list_is_read_field_by_field)
{
    ck_assert_msg(load(THREE) == 0, "%s", err.text);
    ck_assert_uint_eq(catalogue.count, 3);
    const struct catalogue_entry *fib = &catalogue.entry[0], *oneshot = &catalogue.entry[2];
    ck_assert_str_eq(fib->name, "fib");
    ck_assert_str_eq(fib->group, "compute");
    ck_assert_uint_eq(fib->default_size, 30);
    ck_assert_str_eq(fib->unit, "calls");
    ck_assert_str_eq(fib->stresses, "the processor");
    ck_assert(!fib->needs_hypervisor && !fib->waits);
    ck_assert(catalogue.entry[1].needs_hypervisor && !catalogue.entry[1].waits);
    ck_assert(oneshot->needs_hypervisor && oneshot->waits);
    ck_assert(catalogue_has(&catalogue, "fib") && !catalogue_has(&catalogue, "fi"));
    ck_assert(!catalogue_has(&catalogue, "fibs") && !catalogue_has(&catalogue, ""));
}
END_TEST

static const struct refusal {
    const char *script, *cause;
    int status;
} refusals[] = {
    {"exit 3", "--list` failed with status 3", STATUS_UNAVAILABLE},
    {"exit 0", "lists no workloads", STATUS_UNAVAILABLE},
    {"echo fib,compute", "fewer fields", STATUS_IO},
    {"echo 'fib,compute,0,calls,it,0,0'", ":2: field 3, \"0\", is not a size", STATUS_IO},
    {"echo 'fib,compute,4294967296,calls,it,0,0'", "is not a size", STATUS_IO},
    {"echo 'fib,compute,30,calls,it,2,0'", "field 6, \"2\", is not 0 or 1", STATUS_IO},
    {"echo 'fib,compute,30,calls,it,0,no'", "field 7, \"no\", is not 0 or 1", STATUS_IO},
    {"echo 'fib,a-group-without-end,30,calls,it,0,0'", "field 2", STATUS_IO},
    {"echo 'a-name-of-more-than-31-characters,compute,30,calls,it,0,0'", "field 1", STATUS_IO},
};

START_TEST(test_a_list_that_is_none_is_refused)
{
    const struct refusal *one = &refusals[_i];
    ck_assert_int_eq(load(one->script), -1);
    ck_assert_msg(strstr(err.text, one->cause) != NULL, "%s", err.text);
    ck_assert_int_eq(err.status, one->status);
}
END_TEST

static const struct choice {
    const char *list, *chosen, *cause; /* what is left, or of a refusal */
} choices[] = {
    {NULL, "fib hypercall ", NULL}, /* a delay is no amount of work */
    {"oneshot", "oneshot ", NULL},
    {"hypercall,fib", "hypercall fib ", NULL},
    {"fib,fib", NULL, "workload \"fib\" is named twice"},
    {"fib,yoga", NULL, "no workload is called \"yoga\""},
    {"fib,", NULL, "no workload is called \"\""},
    {"fi", NULL, "no workload is called \"fi\""},
    {"", NULL, "no workload is called \"\""},
};

START_TEST(test_workloads_are_chosen_by_name)
{
    const struct choice *one = &choices[_i];
    char chosen[100] = "";
    ck_assert_int_eq(load(THREE), 0);
    int result = catalogue_select(&catalogue, one->list, &err);
    ck_assert_int_eq(result, one->chosen ? 0 : -1);
    if (one->chosen) {
        for (size_t i = 0; i < catalogue.count; i++)
            strcat(strcat(chosen, catalogue.entry[i].name), " ");
        ck_assert_str_eq(chosen, one->chosen);
    } else {
        ck_assert_int_eq(err.status, STATUS_USAGE);
        ck_assert_msg(strstr(err.text, one->cause) != NULL, "%s", err.text);
        ck_assert_uint_eq(catalogue.count, 3); /* as it was */
    }
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("catalogue");
    tcase_add_checked_fixture(tcase, NULL, clear);
    tcase_add_test(tcase, test_a_list_is_read_field_by_field);
    tcase_add_loop_test(tcase, test_a_list_that_is_none_is_refused, 0,
                        sizeof refusals / sizeof *refusals);
    tcase_add_loop_test(tcase, test_workloads_are_chosen_by_name, 0,
                        sizeof choices / sizeof *choices);
    Suite *suite = suite_create("catalogue");
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
