/*
 * JSON text (RFC 8259), written value by value. Numbers go out as they are known: what was not
 * measured is null.
 */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stdio.h>

/** A text under construction; begin with all zero but for `out`. */
struct json_writer {
    FILE *out;
    bool inside; /* something stands before in the object or array: a comma is due */
};

/** Begins an object `{` or an array `[`. */
void json_open(struct json_writer *json, char bracket);

/** Ends it: `}` or `]`. */
void json_close(struct json_writer *json, char bracket);

/** Writes a member's name; its value has to follow. */
void json_key(struct json_writer *json, const char *key);

/** Writes a string; bytes that are no UTF-8 become U+FFFD. */
void json_text(struct json_writer *json, const char *text);

/** Writes a number with as many significant digits, or null when it is not known. */
void json_number(struct json_writer *json, bool known, int digits, double number);

void json_bool(struct json_writer *json, bool value);

#endif
