/* For tests of the studies' rows and figures: a folder for their files, and rows through CSV. */
#ifndef TESTS_UNIT_STUDIES_FIXTURE_H
#define TESTS_UNIT_STUDIES_FIXTURE_H

#include "report/study_figures.h"
#include "unit/run_tests.h"

#include <stdio.h>
#include <string.h>

#define NEAR(value, expected) ck_assert_double_eq_tol(value, expected, 1e-6)

static char directory[] = "/tmp/test_studies.XXXXXX";
static struct studies studies;
static struct error err;

static inline void set_up(void)
{
    strcpy(directory + strlen(directory) - 6, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(directory));
    studies = (struct studies){0};
    err = (struct error){0};
}

static inline void tear_down(void)
{
    char command[80];
    studies_free(&studies);
    snprintf(command, sizeof command, "rm -rf '%s'", directory);
    ck_assert_int_eq(system(command), 0);
}

static inline struct study_label label_of(unsigned round, const char *engine, enum outcome outcome)
{
    struct study_label label = {.round = round, .order = 2, .arch = "i386", .outcome = outcome};
    snprintf(label.engine, sizeof label.engine, "%s", engine);
    return label;
}

/** Whether a file of the folder has these words. */
static inline bool file_holds(const char *name, const char *words)
{
    char path[80], text[2000] = "";
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_gt(fread(text, 1, sizeof text - 1, file), 0);
    fclose(file);
    return strstr(text, words) != NULL;
}

/* Through CSV: what is written is what is read, and what is written again is the same bytes. */
static inline void there_and_back(const char *file)
{
    char command[300];
    struct studies again;
    ck_assert_int_eq(latency_save(&studies.latency, directory, &err), 0);
    ck_assert_int_eq(scaling_save(&studies.scaling, directory, &err), 0);
    ck_assert_int_eq(phases_save(&studies.phases, directory, &err), 0);
    ck_assert_msg(studies_load(&again, directory, &err) == 0, "%s", err.text);
    snprintf(command, sizeof command, "cp %s/%s %s/before", directory, file, directory);
    ck_assert_int_eq(system(command), 0);
    ck_assert_int_eq(latency_save(&again.latency, directory, &err), 0);
    ck_assert_int_eq(scaling_save(&again.scaling, directory, &err), 0);
    ck_assert_int_eq(phases_save(&again.phases, directory, &err), 0);
    snprintf(command, sizeof command, "cmp %s/%s %s/before", directory, file, directory);
    ck_assert_int_eq(system(command), 0);
    studies_free(&studies);
    studies = again;
}

#endif
