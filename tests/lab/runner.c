/*
 * Runs one command in the simulated machine as if it ran here: its input, output, terminal, exit
 * status and results. tests/lab/run starts it.
 */
#include "child.h"
#include "command.h"
#include "limit.h"
#include "machine.h"
#include "order.h"
#include "relay.h"
#include "screen.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

enum { STATUS_TIME_UP = 124, STATUS_LAB_FAILED = 125, STATUS_SIGNAL = 128 };

enum { DEFAULT_LIMIT_S = 600 };

/*
 * QEMU 10.0 may lose the interrupt of the machine's own timer when it comes just as a guest is left
 * (helper_vmrun and do_vmexit change the pending ones without a lock), and the machine sleeps on.
 * Any other interrupt heals that. So while nothing else is sent, a beat is.
 */
enum { BEATS_A_SECOND = 10 };

struct runner {
    const struct order *order;
    struct machine machine;
    struct relay relay;
    struct screen screen;
    bool terminal;
    pid_t packer, unpacker; /* tar, for what comes along and for the results */
    int results;            /* the unpacker's standard input */
    struct limit limit;
};

static int watch_signals(void)
{
    const int watched[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGWINCH};
    sigset_t set;
    sigemptyset(&set);
    for (unsigned i = 0; i < sizeof(watched) / sizeof(watched[0]); i++)
        sigaddset(&set, watched[i]);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN); /* the relay notices */
    return signalfd(-1, &set, SFD_CLOEXEC);
}

static int start_packer(struct runner *runner)
{
    int archive = child_start_piped(runner->order->pack, STDOUT_FILENO, &runner->packer);
    runner->relay.source[0] = (struct source){.fd = archive, .kind = FRAME_ARCHIVE};
    return archive;
}

static int start_unpacker(struct runner *runner)
{
    const char *const argv[] = {"tar", "-xf", "-", "-C", runner->order->out, NULL};
    if (runner->order->out == NULL)
        return 0;
    if (mkdir(runner->order->out, 0777) < 0 && errno != EEXIST) {
        fprintf(stderr, "lab: cannot make %s: %m\n", runner->order->out);
        return -1;
    }
    runner->results = child_start_piped(argv, STDIN_FILENO, &runner->unpacker);
    return runner->results;
}

/* Adds NAME=VALUE, for env, as this process has it. */
static int add_variable(struct command *command, const char *name, char *room, size_t size)
{
    const char *value = getenv(name);
    if (value == NULL)
        return 0;
    snprintf(room, size, "%s=%s", name, value);
    return command_add(command, room);
}

static int send_command(struct runner *runner)
{
    struct command command = {
        .terminal = runner->terminal,
        .wants_results = runner->order->out != NULL,
        .window = runner->screen.size,
        .words = {"env", "HOME=" PROJECT_FOLDER, "PATH=" PROJECT_FOLDER ":/bin"},
        .count = 3,
    };
    char term[128], no_color[32];
    uint8_t bytes[FRAME_LIMIT];
    int failed = add_variable(&command, "TERM", term, sizeof(term)) < 0 ||
                 add_variable(&command, "NO_COLOR", no_color, sizeof(no_color)) < 0;
    for (char *const *word = runner->order->command; *word != NULL && !failed; word++)
        failed = command_add(&command, *word) < 0;
    size_t size = failed ? 0 : command_write(&command, bytes, sizeof(bytes));
    if (size > 0)
        channel_put(&runner->relay.channel, FRAME_COMMAND, bytes, size);
    return size > 0 ? 0 : -1;
}

/* What a source's end is good for: after the files, the command and its input. */
static int go_on(struct runner *runner)
{
    if (runner->packer == 0)
        return 0; /* it was the end of the input */
    int status = child_wait(runner->packer);
    runner->packer = 0;
    if (status != 0 || send_command(runner) < 0)
        return -1;
    runner->relay.source[0] = (struct source){.fd = STDIN_FILENO, .kind = FRAME_INPUT};
    if (runner->terminal) {
        runner->relay.source[0].is_escape = screen_is_escape;
        runner->relay.source[0].opaque = &runner->screen;
        runner->relay.source[1] =
            (struct source){.fd = runner->screen.changes[0], .kind = FRAME_WINDOW};
    }
    return 0;
}

static int take_results(struct runner *runner, const struct frame *frame)
{
    if (frame->size > 0) {
        relay_write(&runner->relay, frame, runner->results);
        return 0;
    }
    close(runner->results);
    return child_wait(runner->unpacker) == 0 ? 0 : -1;
}

enum { GOES_ON = -1 };

/* @return the exit status when it is known, or GOES_ON */
static int take_frame(struct runner *runner, const struct frame *frame)
{
    switch (frame->kind) {
    case FRAME_OUTPUT:
    case FRAME_ERRORS:
        relay_write(&runner->relay, frame,
                    frame->kind == FRAME_OUTPUT ? STDOUT_FILENO : STDERR_FILENO);
        return GOES_ON;
    case FRAME_ARCHIVE:
        return take_results(runner, frame) < 0 ? STATUS_LAB_FAILED : GOES_ON;
    case FRAME_STATUS:
        return frame->size == 1 ? frame->bytes[0] : STATUS_LAB_FAILED;
    default:
        return STATUS_LAB_FAILED;
    }
}

/* The time limit, and the beat. */
static int take_alarm(struct runner *runner)
{
    if (limit_is_up(&runner->limit, runner->machine.pid)) {
        screen_close(&runner->screen);
        limit_say(&runner->limit);
        machine_print_log(&runner->machine);
        return STATUS_TIME_UP;
    }
    if (channel_is_idle(&runner->relay.channel))
        channel_put(&runner->relay.channel, FRAME_BEAT, NULL, 0);
    return GOES_ON;
}

static int take_signal(struct runner *runner)
{
    struct signalfd_siginfo info;
    if (read(runner->relay.signals, &info, sizeof(info)) != sizeof(info))
        return STATUS_LAB_FAILED;
    if (info.ssi_signo == SIGALRM)
        return take_alarm(runner);
    if (info.ssi_signo != SIGWINCH)
        return STATUS_SIGNAL + (int)info.ssi_signo;
    screen_resized(&runner->screen);
    return GOES_ON;
}

static int take_event(struct runner *runner, enum relay_event event, const struct frame *frame)
{
    switch (event) {
    case RELAY_FRAME:
        return take_frame(runner, frame);
    case RELAY_SIGNAL:
        return take_signal(runner);
    case RELAY_ENDED:
        return go_on(runner) < 0 ? STATUS_LAB_FAILED : GOES_ON;
    case RELAY_ESCAPE:
        screen_close(&runner->screen);
        fprintf(stderr, "\033[0m\nlab: ended by Ctrl-]\n");
        return STATUS_SIGNAL + SIGINT;
    case RELAY_BROKEN:
        return STATUS_SIGNAL + SIGPIPE;
    default:
        screen_close(&runner->screen);
        machine_say_end(&runner->machine);
        return STATUS_LAB_FAILED;
    }
}

static int run(struct runner *runner)
{
    const struct timeval pause = {.tv_usec = 1000 * 1000 / BEATS_A_SECOND};
    const struct itimerval beat = {.it_interval = pause, .it_value = pause};
    int status = GOES_ON;
    struct frame frame;
    runner->relay.signals = watch_signals();
    limit_start(&runner->limit);
    setitimer(ITIMER_REAL, &beat, NULL);
    if (machine_start(&runner->machine, runner->order->machine, runner->order->clock) < 0)
        return STATUS_LAB_FAILED;
    runner->relay.channel.fd = runner->machine.channel;
    if (start_packer(runner) < 0 || start_unpacker(runner) < 0 ||
        (runner->terminal && screen_open(&runner->screen) < 0))
        status = STATUS_LAB_FAILED;
    while (status == GOES_ON) {
        enum relay_event event = relay_run(&runner->relay, &frame);
        status = take_event(runner, event, &frame);
    }
    screen_close(&runner->screen);
    machine_stop(&runner->machine);
    return status;
}

int main(int argc, char *argv[])
{
    struct order order = {.limit_s = UINT_MAX};
    struct runner runner = {.order = &order, .relay.source = {{.fd = -1}, {.fd = -1}}};
    pid_t parent = getppid();
    int result = order_read(&order, argc, argv);
    if (result != 0)
        return result > 0 ? 0 : STATUS_LAB_FAILED;
    runner.terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    if (order.limit_s == UINT_MAX)
        order.limit_s = runner.terminal ? 0 : DEFAULT_LIMIT_S;
    runner.limit = (struct limit){.seconds = order.limit_s, .clock = order.clock};
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        return STATUS_LAB_FAILED;
    return run(&runner);
}
