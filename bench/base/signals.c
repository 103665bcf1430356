#include "signals.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

/**
 * Leaves out what whoever started us had us ignore, as nohup(1) does: Linux keeps a blocked signal
 * pending whatever its action (POSIX.1-2017, "Signal Generation and Delivery", leaves that open),
 * and the descriptor would give it.
 */
static void add_unless_ignored(sigset_t *set, int signal)
{
    struct sigaction action;
    sigaction(signal, NULL, &action);
    if (action.sa_handler != SIG_IGN)
        sigaddset(set, signal);
}

int signals_open(struct signals *signals, struct error *err)
{
    sigset_t set;
    sigemptyset(&set);
    add_unless_ignored(&set, SIGINT);
    add_unless_ignored(&set, SIGTERM);
    add_unless_ignored(&set, SIGHUP);
    *signals = (struct signals){.fd = -1};
    if (sigprocmask(SIG_BLOCK, &set, NULL) == 0)
        signals->fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (signals->fd < 0)
        return fail(err, STATUS_OS_ERROR, "cannot wait for signals: %s", strerror(errno));
    /* A reader of our output that goes away must not end us before the children are. */
    signal(SIGPIPE, SIG_IGN);
    return 0;
}

int signals_fd(const struct signals *signals)
{
    return signals ? signals->fd : -1;
}

int signals_check(struct signals *signals)
{
    struct signalfd_siginfo info;
    if (!signals)
        return 0;
    while (read(signals->fd, &info, sizeof info) == (ssize_t)sizeof info) {
        if (signals->received == 0)
            signals->received = (int)info.ssi_signo;
    }
    return signals->received;
}

int signals_obey(struct signals *signals, struct error *err)
{
    int received = signals_check(signals);
    if (received == 0)
        return 0;
    return fail(err, STATUS_SIGNAL + received, "stopped by a signal (%s)", strsignal(received));
}

void signals_close(struct signals *signals)
{
    if (signals->fd >= 0)
        close(signals->fd);
    signals->fd = -1;
}

void signals_restore_in_child(void)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
}
