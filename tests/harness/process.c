#include "process.h"
#include "leader.h"
#include "report.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The descriptors of the job's side while a process is being started. */
struct job_ends {
    int in, out, err, events;
};

static void open_pipe(int *reader, int *writer)
{
    int ends[2];
    ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
    *reader = ends[0];
    *writer = ends[1];
}

static void open_terminal(struct process *process)
{
    const struct winsize size = {.ws_row = 24, .ws_col = 80};
    int master, slave;
    ck_assert_int_eq(openpty(&master, &slave, NULL, NULL, &size), 0);
    ck_assert_int_eq(tcgetattr(slave, &process->before), 0);
    fcntl(master, F_SETFD, FD_CLOEXEC);
    process->in = process->out = master;
    process->slave = slave;
}

static void open_input(struct process *process, const struct command *command, struct job_ends *job)
{
    if (command->terminal) {
        job->in = process->slave;
    } else if (command->input == INPUT_BYTES || command->input == INPUT_OPEN) {
        open_pipe(&job->in, &process->in);
        fcntl(process->in, F_SETFL, O_NONBLOCK);
        process->keep_input = command->input == INPUT_OPEN;
        process->pending = command->bytes;
        process->pending_size = command->input == INPUT_BYTES ? command->size : 0;
    } else if (command->input != INPUT_CLOSED) {
        const char *path = command->input == INPUT_FILE ? command->path : "/dev/null";
        job->in = open(path, O_RDONLY | O_CLOEXEC);
        ck_assert_msg(job->in >= 0, "cannot open %s", path);
    }
}

static void open_output(struct process *process, const struct command *command,
                        struct job_ends *job)
{
    if (command->terminal) {
        job->err = process->slave;
    } else {
        open_pipe(&process->err, &job->err);
    }
    if (command->output == OUTPUT_BROKEN) {
        int reader;
        open_pipe(&reader, &job->out);
        close(reader);
    } else if (command->output == OUTPUT_CAPTURED && command->terminal) {
        job->out = process->slave;
    } else if (command->output == OUTPUT_CAPTURED) {
        open_pipe(&process->out, &job->out);
    }
}

static void close_job_ends(const struct process *process, const struct job_ends *job)
{
    const int ends[] = {job->in, job->out, job->err, job->events};
    for (unsigned i = 0; i < 4; i++)
        if (ends[i] >= 0 && ends[i] != process->slave)
            close(ends[i]);
}

static void close_our_ends(const struct process *process)
{
    const int ends[] = {process->in, process->out, process->err, process->events};
    for (unsigned i = 0; i < 4; i++)
        if (ends[i] >= 0)
            close(ends[i]);
}

/* Ends of this and of other running programs: held open here, they would hide an end of input. */
static void close_all_but(const struct job_ends *job, int terminal)
{
    for (int fd = 3; fd < LEADER_FIRST_PASSED_ON; fd++)
        if (fd != job->in && fd != job->out && fd != job->err && fd != job->events &&
            fd != terminal)
            close(fd);
}

static void fork_leader(struct process *process, const struct command *command,
                        const struct job_ends *ends)
{
    const struct job job = {
        .argv = command->argv,
        .env = command->env,
        .descriptor = {ends->in, ends->out, ends->err},
        .terminal = process->slave,
        .prepare = command->prepare,
        .opaque = command->opaque,
        .events = ends->events,
    };
    fflush(NULL);
    process->leader = fork();
    ck_assert_int_ge(process->leader, 0);
    if (process->leader == 0) {
        close_all_but(ends, process->slave);
        leader_run(&job);
        _exit(0);
    }
}

void process_start(struct process *process, const struct command *command)
{
    struct job_ends ends = {-1, -1, -1, -1};
    struct job_event event;
    double limit = command->limit_s > 0 ? command->limit_s : 20;
    *process = (struct process){.in = -1, .out = -1, .err = -1, .slave = -1};
    for (const char *const *word = command->argv; *word != NULL; word++)
        text_printf(&process->command, "%s ", *word);
    if (command->terminal)
        open_terminal(process);
    open_input(process, command, &ends);
    open_output(process, command, &ends);
    open_pipe(&process->events, &ends.events);
    process->start_s = now_s();
    process->limit_s = limit * report_patience();
    fork_leader(process, command, &ends);
    close_job_ends(process, &ends);
    ck_assert_msg(read(process->events, &event, sizeof(event)) == sizeof(event),
                  "the session leader failed");
    process->pid = event.pid;
    fcntl(process->events, F_SETFL, O_NONBLOCK);
}

void process_run(struct process *process, const struct command *command)
{
    process_start(process, command);
    process_wait(process);
}

void process_signal(struct process *process, int number)
{
    if (!process->ended)
        ck_assert_int_eq(kill(-process->pid, number), 0);
}

void process_terminal_must_be_restored(const struct process *process)
{
    struct termios now, before = process->before;
    ck_assert_int_eq(tcgetattr(process->slave, &now), 0);
    ck_assert_msg(now.c_iflag == before.c_iflag && now.c_oflag == before.c_oflag &&
                      now.c_cflag == before.c_cflag && now.c_lflag == before.c_lflag &&
                      memcmp(now.c_cc, before.c_cc, sizeof(now.c_cc)) == 0,
                  "the terminal was left as iflag %x oflag %x cflag %x lflag %x,"
                  " it was iflag %x oflag %x cflag %x lflag %x",
                  now.c_iflag, now.c_oflag, now.c_cflag, now.c_lflag, before.c_iflag,
                  before.c_oflag, before.c_cflag, before.c_lflag);
}

bool process_terminal_is_raw(const struct process *process)
{
    struct termios now;
    ck_assert_int_eq(tcgetattr(process->slave, &now), 0);
    return (now.c_lflag & (ICANON | ECHO)) == 0;
}

double process_seconds(const struct process *process)
{
    return process->end_s - process->start_s;
}

double process_cpu_seconds(const struct process *process)
{
    const struct timeval *user = &process->usage.ru_utime, *system = &process->usage.ru_stime;
    return (double)(user->tv_sec + system->tv_sec) +
           (double)(user->tv_usec + system->tv_usec) / 1e6;
}

void process_free(struct process *process)
{
    if (!process->ended) {
        kill(-process->pid, SIGKILL);
        process_wait(process);
    }
    if (process->in == process->out)
        process->in = -1;
    close_our_ends(process);
    if (process->slave >= 0)
        close(process->slave);
    free(process->stamps);
    text_free(&process->command);
    text_free(&process->output);
    text_free(&process->errors);
}
