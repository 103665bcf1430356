#include "scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const order_names[] = {
    [SCENE_SIZE] = "size", [SCENE_RUN] = "run",   [SCENE_WAIT] = "wait",
    [SCENE_TYPE] = "type", [SCENE_REST] = "rest", [SCENE_END] = "end",
};

/** Reads the whole file. @return its text, to be freed, or NULL */
static char *read_text(const char *path)
{
    char *text = NULL;
    size_t room = 0;
    FILE *file = fopen(path, "r");
    if (!file)
        return NULL;
    if (getdelim(&text, &room, '\0', file) <= 0) {
        free(text);
        text = NULL;
    }
    fclose(file);
    return text;
}

/** Finds the order a line begins with, and its argument. @return 0 or -1 */
static int read_step(char *line, struct scene_step *step)
{
    size_t length = strcspn(line, " ");
    for (size_t i = 0; i < sizeof order_names / sizeof order_names[0]; i++) {
        if (strlen(order_names[i]) != length || strncmp(line, order_names[i], length) != 0)
            continue;
        step->order = (enum scene_order)i;
        step->argument = line + length + (line[length] == ' ');
        return 0;
    }
    return -1;
}

/** Takes what is no step by itself, size and command, out of the order. @return 0 or -1 */
static int add_step(struct scene *scene, const struct scene_step *step)
{
    if (step->order == SCENE_SIZE)
        return sscanf(step->argument, "%u %u", &scene->columns, &scene->rows) == 2 ? 0 : -1;
    if (step->order == SCENE_RUN) {
        scene->command = step->argument;
        return 0;
    }
    struct scene_step *more = realloc(scene->steps, (scene->count + 1) * sizeof *more);
    if (!more)
        return -1;
    scene->steps = more;
    scene->steps[scene->count++] = *step;
    return 0;
}

int scene_read(struct scene *scene, const char *path)
{
    struct scene_step step;
    char *rest = NULL;
    unsigned number = 0;
    *scene = (struct scene){.text = read_text(path)};
    if (!scene->text) {
        fprintf(stderr, "record: cannot read %s\n", path);
        return -1;
    }
    for (char *line = scene->text; line; line = rest) {
        number++;
        rest = strchr(line, '\n');
        if (rest)
            *rest++ = '\0';
        if (*line == '\0' || *line == '#')
            continue;
        if (read_step(line, &step) < 0 || add_step(scene, &step) < 0) {
            fprintf(stderr, "record: %s:%u: not an order: %s\n", path, number, line);
            return -1;
        }
    }
    if (!scene->command || scene->columns == 0 || scene->rows == 0)
        fprintf(stderr, "record: %s: it has to say `run` and `size`\n", path);
    return scene->command && scene->columns > 0 && scene->rows > 0 ? 0 : -1;
}

void scene_free(struct scene *scene)
{
    free(scene->steps);
    free(scene->text);
}
