#include "console/internal.h"

#include <stdio.h>
#include <string.h>

enum {
    NAME_BYTES = 56, /* of a name of CONSOLE_NAME_COLUMNS, with combining characters */
};

/* ECMA-48, SGR: by VM number red, green, yellow, blue. */
static const char *const colors[CONSOLE_MAX_VMS] = {"\033[31m", "\033[32m", "\033[33m", "\033[34m"};

/* Copies a name, made visible (it is a file's) and cut to fit; returns its columns. */
static unsigned copy_name(char *to, const char *name)
{
    struct visible visible = {.raw = false};
    struct glyph glyphs[VISIBLE_MAX_GLYPHS];
    unsigned columns = 0;
    size_t length = 0;
    for (; *name; name++) {
        unsigned count = visible_feed(&visible, (uint8_t)*name, glyphs);
        for (unsigned i = 0; i < count && !glyph_is_control(&glyphs[i]); i++) {
            columns += glyphs[i].columns;
            if (columns > CONSOLE_NAME_COLUMNS || length + glyphs[i].length > NAME_BYTES)
                return columns - glyphs[i].columns;
            memcpy(to + length, glyphs[i].bytes, glyphs[i].length);
            length += glyphs[i].length;
            to[length] = '\0';
        }
    }
    return columns;
}

static bool named_twice(const struct console_config *config, unsigned vm)
{
    for (unsigned i = 0; i < config->vms; i++)
        if (i != vm && !strcmp(config->name[i], config->name[vm]))
            return true;
    return false;
}

/* The same image may run several times: "counter#1", "counter#2". */
static unsigned label(char *to, const struct console_config *config, unsigned vm)
{
    to[0] = '\0';
    unsigned columns = copy_name(to, config->name[vm]);
    if (!named_twice(config, vm))
        return columns;
    size_t length = strlen(to);
    snprintf(to + length, CONSOLE_PREFIX_BYTES - length, "#%u", vm);
    return columns + 2;
}

void prefix_setup(struct console *console, const struct console_config *config)
{
    unsigned columns[CONSOLE_MAX_VMS] = {0}, widest = 0;
    for (unsigned vm = 0; vm < CONSOLE_CHANNELS; vm++)
        console->channel[vm].color = vm < config->vms && config->color ? colors[vm] : "";
    if (config->vms < 2)
        return;
    for (unsigned vm = 0; vm < config->vms; vm++) {
        columns[vm] = label(console->channel[vm].prefix, config, vm);
        widest = columns[vm] > widest ? columns[vm] : widest;
    }
    for (unsigned vm = 0; vm < config->vms; vm++) {
        struct channel *channel = &console->channel[vm];
        size_t length = strlen(channel->prefix);
        snprintf(channel->prefix + length, sizeof channel->prefix - length, "%*s | ",
                 (int)(widest - columns[vm]), "");
        channel->prefix_columns = widest + 3;
    }
}
