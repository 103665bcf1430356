/*
 * Runs a scene on a pseudo-terminal and records what appears on it.
 * usage: record SCENE RECORDING    the command's environment is this program's
 *
 * Exit status: 0; 1 when the scene did not go as written, with the last output on stderr.
 */
#include "cast.h"
#include "scene.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WAIT_LIMIT_S = 60, OUTPUT_MAX = 1 << 20, SHOWN_MAX = 2000 };

struct recording {
    int terminal;
    pid_t pid;
    FILE *file;
    double start_s;
    char output[OUTPUT_MAX + 1]; /* all of it, for `wait` */
    size_t size, seen, written;
    bool ended;
};

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/** How much of `bytes` is whole characters of UTF-8: one may be cut by the end of a read. */
static size_t whole_characters(const char *bytes, size_t size)
{
    for (size_t back = 1; back <= 3 && back <= size; back++) {
        unsigned char byte = (unsigned char)bytes[size - back];
        size_t length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
        if (byte < 0x80 || (byte >= 0xc0 && length <= back))
            return size;
        if (byte >= 0xc0)
            return size - back;
    }
    return size;
}

/** Reads what comes until the time `until_s`, or one piece of it. */
static void listen_once(struct recording *recording, double until_s)
{
    struct pollfd poll_fd = {.fd = recording->terminal, .events = POLLIN};
    int left_ms = (int)((until_s - now_s()) * 1000) + 1;
    if (left_ms <= 0 || poll(&poll_fd, 1, left_ms) <= 0)
        return;
    char *to = recording->output + recording->size;
    ssize_t got = read(recording->terminal, to, OUTPUT_MAX - recording->size);
    if (got <= 0) {
        recording->ended = !(got < 0 && errno == EINTR);
        return;
    }
    recording->size += (size_t)got;
    recording->output[recording->size] = '\0';
    const char *from = recording->output + recording->written;
    size_t size = whole_characters(from, recording->size - recording->written);
    cast_write_output(recording->file, now_s() - recording->start_s, from, size);
    recording->written += size;
}

static int wait_for(struct recording *recording, const char *text)
{
    double until_s = now_s() + WAIT_LIMIT_S;
    for (;;) {
        const char *found = strstr(recording->output + recording->seen, text);
        if (found) {
            recording->seen = (size_t)(found - recording->output) + strlen(text);
            return 0;
        }
        if (recording->ended || now_s() > until_s)
            break;
        listen_once(recording, until_s);
    }
    fprintf(stderr, "record: \"%s\" did not appear; last output:\n%s\n", text,
            recording->output + (recording->size > SHOWN_MAX ? recording->size - SHOWN_MAX : 0));
    return -1;
}

static int type_keys(struct recording *recording, const char *keys)
{
    for (; *keys; keys++) {
        bool enter = keys[0] == '\\' && keys[1] == 'n';
        if (write(recording->terminal, enter ? "\r" : keys, 1) != 1)
            return -1;
        keys += enter;
        listen_once(recording, now_s() + 0.08); /* as a person would */
    }
    return 0;
}

static int listen_for(struct recording *recording, double seconds)
{
    double until_s = now_s() + seconds;
    while (!recording->ended && now_s() < until_s)
        listen_once(recording, until_s);
    return 0;
}

static int do_step(struct recording *recording, const struct scene_step *step)
{
    switch (step->order) {
    case SCENE_WAIT:
        return wait_for(recording, step->argument);
    case SCENE_TYPE:
        return type_keys(recording, step->argument);
    case SCENE_REST:
        return listen_for(recording, strtod(step->argument, NULL));
    default:
        listen_for(recording, WAIT_LIMIT_S);
        return recording->ended ? 0 : -1;
    }
}

/** What the title bar shows: the command, with $ARCH in place. */
static void set_title(struct cast_header *header, const char *command)
{
    const char *arch = getenv("ARCH");
    const char *at = strstr(command, "$ARCH");
    if (at && arch)
        snprintf(header->title, sizeof header->title, "%.*s%s%s", (int)(at - command), command,
                 arch, at + strlen("$ARCH"));
    else
        snprintf(header->title, sizeof header->title, "%s", command);
}

static int start(struct recording *recording, const struct scene *scene)
{
    struct winsize size = {.ws_row = (unsigned short)scene->rows,
                           .ws_col = (unsigned short)scene->columns};
    recording->pid = forkpty(&recording->terminal, NULL, NULL, &size);
    if (recording->pid == 0) {
        setenv("TERM", "xterm-256color", 1);
        execl("/bin/sh", "sh", "-c", scene->command, (char *)NULL);
        _exit(127);
    }
    recording->start_s = now_s();
    return recording->pid < 0 ? -1 : 0;
}

/** The recording is over: what the program says when it is ended is no part of it. */
static void stop(struct recording *recording)
{
    char rest[4096];
    struct pollfd poll_fd = {.fd = recording->terminal, .events = POLLIN};
    kill(-recording->pid, SIGTERM);
    while (poll(&poll_fd, 1, 3000) > 0 && read(recording->terminal, rest, sizeof rest) > 0)
        continue;
    kill(-recording->pid, SIGKILL);
    waitpid(recording->pid, NULL, 0);
    close(recording->terminal);
}

static int play(struct recording *recording, const struct scene *scene)
{
    struct cast_header header = {.columns = scene->columns, .rows = scene->rows};
    set_title(&header, scene->command);
    if (cast_write_header(recording->file, &header) < 0 || start(recording, scene) < 0) {
        perror("record");
        return -1;
    }
    int result = 0;
    for (size_t i = 0; i < scene->count && result == 0; i++)
        result = do_step(recording, &scene->steps[i]);
    stop(recording);
    return result;
}

int main(int argc, char *argv[])
{
    struct scene scene;
    if (argc != 3) {
        fputs("usage: record SCENE RECORDING\n", stderr);
        return 64;
    }
    struct recording *recording = calloc(1, sizeof *recording);
    int result = recording ? scene_read(&scene, argv[1]) : -1;
    if (result == 0) {
        recording->file = fopen(argv[2], "w");
        result = recording->file ? play(recording, &scene) : -1;
        if (recording->file && fclose(recording->file) != 0)
            result = -1;
        scene_free(&scene);
    }
    free(recording);
    return result == 0 ? 0 : 1;
}
