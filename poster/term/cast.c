#include "cast.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/** Writes bytes of UTF-8 as a JSON string (RFC 8259, section 7). */
static void write_string(FILE *file, const char *bytes, size_t size)
{
    putc('"', file);
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte == '"' || byte == '\\')
            fprintf(file, "\\%c", byte);
        else if (byte == '\n' || byte == '\r')
            fputs(byte == '\n' ? "\\n" : "\\r", file);
        else if (byte < 0x20 || byte == 0x7f)
            fprintf(file, "\\u%04x", byte);
        else
            putc(byte, file);
    }
    putc('"', file);
}

/** Writes the UTF-8 form of a code point below 0x10000. @return its length */
static size_t put_utf8(char *to, unsigned code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xc0 | code >> 6);
        to[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    to[0] = (char)(0xe0 | code >> 12);
    to[1] = (char)(0x80 | (code >> 6 & 0x3f));
    to[2] = (char)(0x80 | (code & 0x3f));
    return 3;
}

/** Reads what follows a backslash. @return the bytes written to `to`, or 0 if it is no escape */
static size_t read_escape(const char **at, char *to)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    char name = *(*at)++;
    if (name == 'u') {
        unsigned code = 0;
        int used = 0;
        if (sscanf(*at, "%4x%n", &code, &used) != 1 || used != 4)
            return 0;
        *at += 4;
        return put_utf8(to, code);
    }
    const char *found = name ? strchr(names, name) : NULL;
    if (!found)
        return 0;
    *to = values[found - names];
    return 1;
}

/** Reads the JSON string that begins at `text`. @return its bytes, to be freed, or NULL */
static char *read_string(const char *text, size_t *size)
{
    char *bytes = malloc(strlen(text) + 1);
    size_t used = 0;
    if (!bytes || *text++ != '"')
        goto refuse;
    while (*text != '"') {
        if (*text == '\0')
            goto refuse;
        if (*text != '\\') {
            bytes[used++] = *text++;
            continue;
        }
        text++;
        size_t got = read_escape(&text, bytes + used);
        if (got == 0)
            goto refuse;
        used += got;
    }
    bytes[used] = '\0';
    *size = used;
    return bytes;
refuse:
    free(bytes);
    return NULL;
}

int cast_write_header(FILE *file, const struct cast_header *header)
{
    fprintf(file, "{\"version\": 2, \"width\": %u, \"height\": %u, \"title\": ", header->columns,
            header->rows);
    write_string(file, header->title, strlen(header->title));
    return fputs("}\n", file) < 0 ? -1 : 0;
}

int cast_write_output(FILE *file, double seconds, const char *bytes, size_t size)
{
    fprintf(file, "[%.3f, \"o\", ", seconds);
    write_string(file, bytes, size);
    return fputs("]\n", file) < 0 ? -1 : 0;
}

int cast_read_header(FILE *file, struct cast_header *header)
{
    char *line = NULL, *title = NULL;
    size_t room = 0, size = 0;
    bool good = getline(&line, &room, file) > 0 &&
                sscanf(line, "{\"version\": 2, \"width\": %u, \"height\": %u", &header->columns,
                       &header->rows) == 2 &&
                header->columns > 0 && header->columns <= 500 && header->rows > 0 &&
                header->rows <= 500;
    char *at = good ? strstr(line, "\"title\": ") : NULL;
    if (at)
        title = read_string(at + strlen("\"title\": "), &size);
    if (title)
        snprintf(header->title, sizeof header->title, "%s", title);
    good = title != NULL;
    free(title);
    free(line);
    return good ? 0 : -1;
}

int cast_read_output(FILE *file, char **bytes, size_t *size)
{
    char *line = NULL;
    size_t room = 0;
    double seconds;
    int used = 0;
    *bytes = NULL;
    if (getline(&line, &room, file) <= 0) {
        free(line);
        return 0;
    }
    if (sscanf(line, "[%lf, \"o\", %n", &seconds, &used) == 1 && used > 0)
        *bytes = read_string(line + used, size);
    free(line);
    return *bytes ? 1 : -1;
}
