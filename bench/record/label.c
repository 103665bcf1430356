#include "label.h"

#include <limits.h>

void study_label_write(struct csv_writer *csv, const struct study_label *label)
{
    csv_print(csv, "%u", label->round);
    csv_print(csv, "%u", label->order);
    csv_text(csv, label->engine);
    csv_text(csv, label->arch);
}

void study_label_read(struct csv_row *row, struct study_label *label)
{
    label->round = (unsigned)csv_row_whole(row, STUDY_ROUND, UINT_MAX);
    label->order = (unsigned)csv_row_whole(row, STUDY_ORDER, UINT_MAX);
    csv_row_name(row, STUDY_ENGINE, label->engine, sizeof label->engine);
    csv_row_name(row, STUDY_ARCH, label->arch, sizeof label->arch);
}
