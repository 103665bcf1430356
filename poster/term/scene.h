/*
 * A scene: what to run on a terminal, what to type and what to wait for. One order a line, the rest
 * of the line its argument; '#' begins a remark.
 */
#ifndef POSTER_SCENE_H
#define POSTER_SCENE_H

#include <stddef.h>

enum scene_order {
    SCENE_SIZE, /* size COLUMNS ROWS: of the terminal */
    SCENE_RUN,  /* run COMMAND: for the shell; $ARCH is the architecture of 1K OS */
    SCENE_WAIT, /* wait TEXT: until it has appeared, after what was waited for last */
    SCENE_TYPE, /* type KEYS: \n is Enter */
    SCENE_REST, /* rest SECONDS: go on recording for so long */
    SCENE_END,  /* end: until the program has ended */
};

struct scene_step {
    enum scene_order order;
    char *argument;
};

struct scene {
    unsigned columns, rows;
    const char *command;
    struct scene_step *steps;
    size_t count;
    char *text; /* the file, cut up: what the steps point into */
};

/** Reads a scene; what is wrong with it is said on stderr. @return 0 or -1 */
int scene_read(struct scene *scene, const char *path);

void scene_free(struct scene *scene);

#endif
