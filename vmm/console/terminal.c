#include "console/terminal.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

static const int fatal_signals[TERMINAL_FATAL_SIGNALS] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};

/* The one mutable static of the monitor: a signal handler is given nothing that it could find the
   terminal by. Set while raw mode is wanted, by the main thread alone. */
static struct terminal *volatile terminal_to_save;

/* A terminal that is not the controlling one has no foreground: it is ours to set. */
static bool in_foreground(int fd)
{
    pid_t group = tcgetpgrp(fd);
    return group < 0 || group == getpgrp();
}

/* TCSANOW: waiting for pending output (TCSADRAIN) would hang on a terminal that is stopped. With
   SIGTTOU blocked the call goes through even if we have just been put in the background. */
static int set_settings(int fd, const struct termios *settings)
{
    sigset_t ttou, before;
    sigemptyset(&ttou);
    sigaddset(&ttou, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &ttou, &before);
    int result;
    do
        result = tcsetattr(fd, TCSANOW, settings);
    while (result < 0 && errno == EINTR);
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return result;
}

/* As cfmakeraw(3), but for OPOST, which stays as it is. */
static int enter_raw(struct terminal *terminal)
{
    struct termios raw = terminal->saved;
    raw.c_iflag &= ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | INPCK | ISTRIP | INLCR | IGNCR | ICRNL |
                               IXON | IXOFF);
    raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    raw.c_cflag &= ~(tcflag_t)(CSIZE | PARENB);
    raw.c_cflag |= CS8;
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    terminal->raw = true; /* first: a crash in between restores what was not changed */
    if (set_settings(terminal->fd, &raw) == 0)
        return 0;
    terminal->raw = false;
    return -1;
}

/* In the background the settings are the shell's, and right already. */
static void leave_raw(struct terminal *terminal)
{
    if (terminal->raw && in_foreground(terminal->fd))
        set_settings(terminal->fd, &terminal->saved);
    terminal->raw = false;
}

/* A fault comes again when its instruction is run again, with all that is to be known about it; a
   signal that someone sent has to be sent again. Either then has its previous effect. */
static void on_fatal_signal(int number, siginfo_t *info, void *context)
{
    (void)context;
    terminal_rescue();
    if (info->si_code <= 0)
        raise(number);
}

static void watch_fatal_signals(struct terminal *terminal)
{
    struct sigaction action = {.sa_sigaction = on_fatal_signal, .sa_flags = SA_SIGINFO};
    sigemptyset(&action.sa_mask);
    terminal_to_save = terminal;
    for (unsigned i = 0; i < TERMINAL_FATAL_SIGNALS; i++)
        sigaction(fatal_signals[i], &action, &terminal->previous[i]);
}

int terminal_raw(struct terminal *terminal, int fd, struct error *err)
{
    *terminal = (struct terminal){.fd = fd};
    if (tcgetattr(fd, &terminal->saved) < 0)
        return fail(err, STATUS_OS_ERROR, "the keyboard's terminal: %s", strerror(errno));
    terminal->active = true;
    watch_fatal_signals(terminal);
    if (!in_foreground(fd) || enter_raw(terminal) == 0)
        return 0;
    fail(err, STATUS_OS_ERROR, "the terminal cannot be set to raw mode: %s", strerror(errno));
    terminal_restore(terminal);
    return -1;
}

void terminal_restore(struct terminal *terminal)
{
    if (!terminal->active)
        return;
    int error = errno;
    leave_raw(terminal);
    for (unsigned i = 0; i < TERMINAL_FATAL_SIGNALS; i++)
        sigaction(fatal_signals[i], &terminal->previous[i], NULL);
    terminal_to_save = NULL;
    terminal->active = false;
    errno = error;
}

void terminal_rescue(void)
{
    struct terminal *terminal = terminal_to_save;
    if (terminal)
        terminal_restore(terminal);
}

/* SIGSTOP, not SIGTSTP: that one does nothing in a process group without a shell to continue it,
   and who sent us SIGTSTP wants us stopped. */
void terminal_suspend(struct terminal *terminal)
{
    if (terminal->active)
        leave_raw(terminal);
    raise(SIGSTOP);
    terminal_resume(terminal);
}

/* When `raw` is still set we were stopped unasked (SIGSTOP): then what is in force now may be our
   own settings, and those saved before remain the ones to go back to. */
void terminal_resume(struct terminal *terminal)
{
    if (!terminal->active)
        return;
    if (!in_foreground(terminal->fd)) {
        terminal->raw = false;
        return;
    }
    if (!terminal->raw && tcgetattr(terminal->fd, &terminal->saved) < 0)
        return; /* hung up: the end of input tells */
    enter_raw(terminal);
}

bool terminal_waits(const struct terminal *terminal)
{
    return terminal->active && !terminal->raw;
}
