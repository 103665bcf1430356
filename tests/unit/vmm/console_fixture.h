/* A console that writes into a pipe or a pseudo-terminal, and what came out at the other end. */
#ifndef TESTS_CONSOLE_FIXTURE_H
#define TESTS_CONSOLE_FIXTURE_H

#include "console/console.h"

#include <check.h>
#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct fixture {
    struct console *console;
    int reader, writer; /* of the console's output */
    struct error err;
    size_t length;
    char text[256 * 1024];
};

/* Opens a console over `writer`, which stays open for the fixture's life. */
static inline void fixture_open(struct fixture *fixture, struct console_config config)
{
    config.fd = fixture->writer;
    fixture->console = console_create(&config, &fixture->err);
    ck_assert_msg(fixture->console != NULL, "%s", fixture->err.text);
    fcntl(fixture->reader, F_SETFL, O_NONBLOCK);
    fixture->length = 0;
}

static inline void fixture_pipe(struct fixture *fixture, struct console_config config)
{
    int ends[2];
    *fixture = (struct fixture){.length = 0};
    ck_assert_int_eq(pipe(ends), 0);
    fixture->reader = ends[0];
    fixture->writer = ends[1];
    fixture_open(fixture, config);
}

/* A terminal of 24 rows. Its output processing is off: the tests see the console's own bytes. */
static inline void fixture_terminal(struct fixture *fixture, struct console_config config,
                                    unsigned short columns)
{
    struct termios settings;
    struct winsize size = {.ws_row = 24, .ws_col = columns};
    *fixture = (struct fixture){.length = 0};
    ck_assert_int_eq(openpty(&fixture->reader, &fixture->writer, NULL, NULL, &size), 0);
    tcgetattr(fixture->writer, &settings);
    settings.c_oflag &= ~(tcflag_t)OPOST;
    tcsetattr(fixture->writer, TCSANOW, &settings);
    config.terminal = true;
    fixture_open(fixture, config);
}

static inline void fixture_close(struct fixture *fixture)
{
    console_destroy(fixture->console);
    close(fixture->reader);
    close(fixture->writer);
}

static inline void fixture_put(struct fixture *fixture, unsigned vm, const char *text)
{
    for (; *text; text++)
        console_put(fixture->console, vm, (uint8_t)*text);
}

/* Flushes as the loop would, and gathers what came out. */
static inline const char *fixture_flush(struct fixture *fixture)
{
    ck_assert_msg(console_flush(fixture->console, &fixture->err) == 0, "%s", fixture->err.text);
    ssize_t n;
    size_t room = sizeof fixture->text - 1;
    while ((n = read(fixture->reader, fixture->text + fixture->length, room - fixture->length)) > 0)
        fixture->length += (size_t)n;
    fixture->text[fixture->length] = '\0';
    return fixture->text;
}

/* One VM's text, flushed. */
static inline const char *fixture_print(struct fixture *fixture, unsigned vm, const char *text)
{
    fixture_put(fixture, vm, text);
    return fixture_flush(fixture);
}

#endif
