#include "study_names.h"

#include <string.h>

const char *const study_name[STUDY_COUNT] = {"latency", "scaling", "startup"};

static int choose(const char *name, size_t length, bool wanted[STUDY_COUNT], struct error *err)
{
    for (int i = 0; i < STUDY_COUNT; i++) {
        if (strlen(study_name[i]) != length || memcmp(study_name[i], name, length) != 0)
            continue;
        if (wanted[i])
            return fail(err, STATUS_USAGE, "--studies: %s is named twice", study_name[i]);
        wanted[i] = true;
        return 0;
    }
    return fail(err, STATUS_USAGE,
                "--studies: no study is called \"%.*s\"; there are latency, scaling and startup, "
                "or all, or none",
                (int)length, name);
}

int study_names_parse(const char *list, bool wanted[STUDY_COUNT], struct error *err)
{
    bool all = strcmp(list, "all") == 0;
    for (int i = 0; i < STUDY_COUNT; i++)
        wanted[i] = all;
    if (all || strcmp(list, "none") == 0)
        return 0;
    for (;;) {
        size_t length = strcspn(list, ",");
        if (choose(list, length, wanted, err) != 0)
            return -1;
        if (list[length] == '\0')
            return 0;
        list += length + 1;
    }
}
