#include "studies.h"

#include "study_names.h"

#include <stdio.h>
#include <string.h>

/** The rows of one study, as far as all studies have the same: the label comes first in each. */
struct view {
    const void *rows;
    size_t count, size;
};

static struct view view_of(const struct studies *studies, enum study_id id)
{
    switch (id) {
    case STUDY_LATENCY:
        return (struct view){studies->latency.row, studies->latency.count,
                             sizeof *studies->latency.row};
    case STUDY_SCALING:
        return (struct view){studies->scaling.row, studies->scaling.count,
                             sizeof *studies->scaling.row};
    default:
        return (struct view){studies->phases.row, studies->phases.count,
                             sizeof *studies->phases.row};
    }
}

static const struct study_label *label_of(const struct view *view, size_t row)
{
    return (const void *)((const char *)view->rows + row * view->size);
}

int studies_load(struct studies *studies, const char *directory, struct error *err)
{
    *studies = (struct studies){0};
    if (latency_load(&studies->latency, directory, err) != 0 ||
        scaling_load(&studies->scaling, directory, err) != 0)
        return -1;
    return phases_load(&studies->phases, directory, err);
}

size_t studies_objections(const struct studies *studies)
{
    size_t objections = 0;
    for (int i = 0; i < STUDY_COUNT; i++) {
        struct view view = view_of(studies, (enum study_id)i);
        for (size_t row = 0; row < view.count; row++)
            objections += outcome_bad(label_of(&view, row)->outcome);
    }
    return objections;
}

static bool alike(const struct study_label *a, const struct study_label *b)
{
    return a->outcome == b->outcome && strcmp(a->engine, b->engine) == 0;
}

/** Counts the rows like one, from it on; 0 when one before it is like it, too. */
static size_t count_alike(const struct view *view, size_t row)
{
    size_t count = 0;
    for (size_t i = 0; i < view->count; i++) {
        if (!alike(label_of(view, i), label_of(view, row)))
            continue;
        if (i < row)
            return 0;
        count++;
    }
    return count;
}

void studies_name_invalid(const struct studies *studies)
{
    for (int i = 0; i < STUDY_COUNT; i++) {
        struct view view = view_of(studies, (enum study_id)i);
        for (size_t row = 0; row < view.count; row++) {
            const struct study_label *label = label_of(&view, row);
            size_t count = outcome_bad(label->outcome) ? count_alike(&view, row) : 0;
            if (count > 0)
                fprintf(stderr, "kvm-bench: not valid: study %s on %s: %zu of its rows %s\n",
                        study_name[i], label->engine, count, outcome_name(label->outcome));
        }
    }
}

void studies_free(struct studies *studies)
{
    latency_free(&studies->latency);
    scaling_free(&studies->scaling);
    phases_free(&studies->phases);
}
