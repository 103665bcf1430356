#include "json.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

/** Puts the comma that is due. */
static void begin_value(struct json_writer *json)
{
    if (json->inside)
        fputc(',', json->out);
    json->inside = true;
}

void json_open(struct json_writer *json, char bracket)
{
    begin_value(json);
    fprintf(json->out, "\n%c", bracket);
    json->inside = false;
}

void json_close(struct json_writer *json, char bracket)
{
    fputc(bracket, json->out);
    json->inside = true;
}

/** The length of the UTF-8 sequence at `text` (RFC 3629, section 4), or 0 when there is none. */
static size_t sequence(const unsigned char *text)
{
    unsigned char low = 0x80, high = 0xbf, lead = text[0];
    size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if ((lead >= 0x80 && lead < 0xc2) || lead > 0xf4)
        return 0;
    if (lead == 0xe0)
        low = 0xa0; /* shorter ones would do */
    if (lead == 0xf0)
        low = 0x90;
    if (lead == 0xed)
        high = 0x9f; /* halves of surrogate pairs */
    if (lead == 0xf4)
        high = 0x8f; /* beyond U+10FFFF */
    for (size_t i = 1; i < length; i++, low = 0x80, high = 0xbf) {
        if (text[i] < low || text[i] > high)
            return 0;
    }
    return length;
}

static void put_string(FILE *out, const char *text)
{
    fputc('"', out);
    while (*text) {
        size_t length = sequence((const unsigned char *)text);
        if (length == 0)
            fputs("\\ufffd", out);
        else if ((unsigned char)*text < 0x20)
            fprintf(out, "\\u%04x", (unsigned char)*text);
        else if (*text == '"' || *text == '\\')
            fprintf(out, "\\%c", *text);
        else
            fwrite(text, 1, length, out);
        text += length > 0 ? length : 1;
    }
    fputc('"', out);
}

void json_key(struct json_writer *json, const char *key)
{
    begin_value(json);
    put_string(json->out, key);
    fputc(':', json->out);
    json->inside = false;
}

void json_text(struct json_writer *json, const char *text)
{
    begin_value(json);
    put_string(json->out, text);
}

void json_number(struct json_writer *json, bool known, int digits, double number)
{
    begin_value(json);
    if (known && isfinite(number))
        fprintf(json->out, "%.*g", digits, number);
    else
        fputs("null", json->out);
}

void json_bool(struct json_writer *json, bool value)
{
    begin_value(json);
    fputs(value ? "true" : "false", json->out);
}
