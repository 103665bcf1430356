/* The command line of kvm-vmm: one word a line. */
#include "memory.h"
#include "options.h"
#include "target.h"

#include <string.h>

enum { WORDS_MAX = 32 };

/** Cuts the text into words after the program's name. @return argc */
static int cut(char *text, char *argv[WORDS_MAX + 2])
{
    static char name[] = "kvm-vmm";
    int argc = 0;
    argv[argc++] = name;
    for (char *word; argc <= WORDS_MAX && (word = strsep(&text, "\n")) != NULL;)
        argv[argc++] = word;
    argv[argc] = NULL;
    return argc;
}

static void must_make_sense(const struct options *options)
{
    must(options->image_count <= MAX_VMS && options->marks_count <= MAX_VMS);
    if (options->action == ACTION_RUN) {
        must(options->image_count >= 1);
        must(options->marks_count <= options->image_count);
    }
    for (unsigned i = 0; i < options->image_count; i++)
        must(options->images[i] != NULL);
    must(options->memory == 0 || (options->memory >= MEMORY_MIN && options->memory <= MEMORY_MAX));
    must(options->memory % PAGE_SIZE == 0);
    must(options->irqchip <= IRQCHIP_KERNEL && options->input <= INPUT_SERIAL);
    must(options->color <= COLOR_NEVER);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *argv[WORDS_MAX + 2], *text = malloc(size + 1);
    struct options options;
    struct error err = {0};
    must(text != NULL);
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    int argc = cut(text, argv);
    if (options_parse(&options, argc, argv, &err) == 0) {
        must(err.status == STATUS_OK);
        must_make_sense(&options);
    } else {
        must(err.status == STATUS_USAGE && err.text[0] != '\0');
    }
    free(text);
    return 0;
}
