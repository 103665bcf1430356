/* A pseudo-terminal, and what its settings are. */
#ifndef TESTS_TERMINAL_FIXTURE_H
#define TESTS_TERMINAL_FIXTURE_H

#include "console/terminal.h"

#include <check.h>
#include <pty.h>
#include <string.h>
#include <unistd.h>

static int master, slave;
static struct termios before;
static struct error err;

static inline void open_terminal(void)
{
    ck_assert_int_eq(openpty(&master, &slave, NULL, NULL, NULL), 0);
    tcgetattr(slave, &before);
    err = (struct error){0};
}

static inline void close_terminal(void)
{
    close(master);
    close(slave);
}

static inline bool settings_are(const struct termios *settings)
{
    struct termios now;
    tcgetattr(slave, &now);
    return now.c_iflag == settings->c_iflag && now.c_oflag == settings->c_oflag &&
           now.c_cflag == settings->c_cflag && now.c_lflag == settings->c_lflag &&
           !memcmp(now.c_cc, settings->c_cc, sizeof now.c_cc);
}

static inline bool is_raw(void)
{
    struct termios now;
    tcgetattr(slave, &now);
    return !(now.c_lflag & (ICANON | ECHO | ISIG | IEXTEN)) &&
           !(now.c_iflag & (ICRNL | IXON | INLCR | IGNCR)) && (now.c_oflag & OPOST);
}

#endif
