/*
 * The machine's only process of its own: started by init.sh in its place, it unpacks the files
 * that come along, runs one command, and gives back what that printed, left and ended with. The
 * host then ends the machine.
 */
#include "child.h"
#include "command.h"
#include "job.h"
#include "relay.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PORT "/dev/vport0p1"

/* What the job's own children still print is waited for no longer than this. */
enum { PAUSE_MS = 100 };

enum { PORT_WAIT_MS = 5000, STEP_MS = 20 };

struct agent {
    struct relay relay;
    struct job job;
    pid_t unpacker; /* tar, 0 when none runs */
    int archive;    /* its standard input */
    bool wants_results;
};

/* The driver makes the port a moment after it has been loaded. */
static int open_port(void)
{
    const struct timespec step = {.tv_nsec = STEP_MS * 1000 * 1000};
    int fd = -1;
    for (int waited = 0; fd < 0 && waited < PORT_WAIT_MS; waited += STEP_MS) {
        fd = open(PORT, O_RDWR | O_NONBLOCK | O_CLOEXEC);
        if (fd < 0)
            nanosleep(&step, NULL);
    }
    if (fd < 0)
        perror("lab: " PORT);
    return fd;
}

static int watch_children(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static int unpack(struct agent *agent, const struct frame *frame)
{
    static const char *const argv[] = {"tar", "-xof", "-", "-C", PROJECT_FOLDER, NULL};
    if (agent->unpacker == 0)
        agent->archive = child_start_piped(argv, STDIN_FILENO, &agent->unpacker);
    if (agent->archive < 0)
        return -1;
    if (frame->size > 0) {
        relay_write(&agent->relay, frame, agent->archive);
        return 0;
    }
    close(agent->archive);
    return child_wait(agent->unpacker) == 0 ? 0 : -1;
}

static int start_job(struct agent *agent, const struct frame *frame)
{
    struct command command;
    if (command_read(&command, frame->bytes, frame->size) < 0 ||
        job_start(&agent->job, &command) < 0)
        return -1;
    agent->wants_results = command.wants_results;
    agent->relay.source[0] = (struct source){.fd = agent->job.out, .kind = FRAME_OUTPUT};
    agent->relay.source[1] = (struct source){.fd = agent->job.err, .kind = FRAME_ERRORS};
    return 0;
}

static void give_input(struct agent *agent, const struct frame *frame)
{
    if (frame->size == 0)
        job_end_input(&agent->job);
    else if (agent->job.in >= 0)
        relay_write(&agent->relay, frame, agent->job.in);
}

static int handle(struct agent *agent, const struct frame *frame)
{
    switch (frame->kind) {
    case FRAME_ARCHIVE:
        return unpack(agent, frame);
    case FRAME_COMMAND:
        return start_job(agent, frame);
    case FRAME_INPUT:
        give_input(agent, frame);
        return 0;
    case FRAME_BEAT:
        return 0;
    case FRAME_WINDOW:
        job_resize(&agent->job, frame);
        return 0;
    default:
        return -1;
    }
}

/* As process 1 it inherits every orphan; @return whether the job was among the ended */
static bool reap(struct agent *agent, int *status)
{
    struct signalfd_siginfo info;
    bool ended = false;
    int wait_status;
    while (read(agent->relay.signals, &info, sizeof(info)) > 0)
        ;
    for (pid_t pid; (pid = waitpid(-1, &wait_status, WNOHANG)) > 0;) {
        if (pid == agent->job.pid) {
            *status = child_exit_status(wait_status);
            ended = true;
        }
    }
    return ended;
}

/* Does what the frames say until the job has ended; @return its exit status, -1 on an error */
static int serve(struct agent *agent)
{
    struct frame frame;
    int status;
    for (;;) {
        switch (relay_run(&agent->relay, &frame)) {
        case RELAY_FRAME:
            if (handle(agent, &frame) < 0)
                return -1;
            break;
        case RELAY_SIGNAL:
            if (reap(agent, &status))
                return status;
            break;
        case RELAY_BROKEN:
            if (agent->job.pid == 0)
                return -1; /* it was tar */
            job_end_input(&agent->job);
            break;
        case RELAY_CLOSED:
            return -1;
        default:
            break;
        }
    }
}

static void send_results(struct agent *agent)
{
    static const char *const argv[] = {"tar", "-cf", "-", "-C", RESULTS_FOLDER, ".", NULL};
    pid_t packer;
    int archive = child_start_piped(argv, STDOUT_FILENO, &packer);
    agent->relay.source[0] = (struct source){.fd = archive, .kind = FRAME_ARCHIVE};
    relay_drain(&agent->relay, -1);
}

int main(void)
{
    struct agent agent = {
        .relay = {.channel.fd = open_port(), .source = {{.fd = -1}, {.fd = -1}}},
        .job.in = -1,
    };
    agent.relay.signals = watch_children();
    if (agent.relay.channel.fd < 0)
        return 1;
    int status = serve(&agent);
    if (status < 0)
        return 1;
    relay_drain(&agent.relay, PAUSE_MS);
    if (agent.wants_results)
        send_results(&agent);
    relay_finish(&agent.relay, FRAME_STATUS, &(uint8_t){(uint8_t)status}, 1);
    pause();
    return 0;
}
