/*
 * What the shipped guests must print, computed here a second time.
 */
#ifndef HARNESS_EXPECTED_H
#define HARNESS_EXPECTED_H

#include "text.h"

/** A flat guest and the text it prints; its image is guest/NAME.bin. */
struct flat_guest {
    const char *name;
    void (*print)(struct text *text);
};

extern const struct flat_guest flat_guests[];
extern const unsigned flat_guest_count;

/** The text of the flat guest called `name`. */
void expected_flat(struct text *text, const char *name);

/** 1K OS's menu, up to and with the prompt. */
extern const char expected_menu[];

/** What the menu's entries 1 and 2 print. */
void expected_table(struct text *text);
extern const char expected_count[];

#endif
