#include "run/signals.h"

#include "vm/vcpu.h"
#include "vm/vcpu_wake.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

static void wake_up(int signal)
{
    (void)signal; /* that it interrupts KVM_RUN is all it is for */
}

/**
 * Who started us may have told us to ignore a signal: nohup(1), a shell that puts us in the
 * background. It stays ignored, and so unblocked: Linux keeps a blocked one pending whatever its
 * action (POSIX.1-2017, "Signal Generation and Delivery", leaves that open), and the descriptor
 * would give it. SIGCONT continues us, ignored or not.
 */
static void add_wanted(sigset_t *set, int signal)
{
    struct sigaction action;
    sigaction(signal, NULL, &action);
    if (signal == SIGCONT || action.sa_handler != SIG_IGN)
        sigaddset(set, signal);
}

int signals_take_over(struct error *err)
{
    static const int ours[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT};
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    const struct sigaction kick = {.sa_handler = wake_up, .sa_flags = SA_RESTART};
    const struct sigaction stop = {.sa_handler = wake_up}; /* writes return too */
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
        add_wanted(&set, ours[i]);
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(VCPU_KICK_SIGNAL, &kick, NULL);
    sigaction(VCPU_STOP_SIGNAL, &stop, NULL);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (fd < 0)
        return fail(err, STATUS_OS_ERROR, "signalfd: %s", strerror(errno));
    return fd;
}

void signals_give_back(int fd)
{
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    const struct sigaction interrupt = {.sa_handler = wake_up}; /* no SA_RESTART */
    sigset_t set;
    while (signals_take(fd)) /* those that came until now have had their effect */
        ;
    close(fd);
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++) {
        add_wanted(&set, ending[i]);
        if (sigismember(&set, ending[i]))
            sigaction(ending[i], &interrupt, NULL);
    }
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}

int signals_take(int fd)
{
    struct signalfd_siginfo info;
    return read(fd, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}
