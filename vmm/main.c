/* kvm-vmm: the command line, and nothing else. */
#include "clock.h"
#include "console/output.h"
#include "kvm/probe.h"
#include "options.h"
#include "run/session.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef VERSION
#define VERSION "unknown"
#endif

static int run(const struct options *options, struct error *err)
{
    struct session *session = malloc(sizeof *session);
    if (!session) {
        fail(err, STATUS_OS_ERROR, "no memory for %zu bytes", sizeof *session);
        return STATUS_OS_ERROR;
    }
    int status = session_run(session, options, err);
    free(session);
    return status;
}

static int act(const struct options *options, struct error *err)
{
    switch (options->action) {
    case ACTION_HELP:
        fputs(options_help, stdout);
        return STATUS_OK;
    case ACTION_VERSION:
        puts("kvm-vmm " VERSION);
        return STATUS_OK;
    case ACTION_PROBE:
        return probe(stdout, err);
    default:
        return run(options, err);
    }
}

/** A standard descriptor that we were started without would become some file of ours, and be read
 *  or written as if it were it. Opened the wrong way round it fails instead, as it should. */
static void hold_standard_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/** Writes out what was printed: a full disk, or a closed descriptor, is told here. */
static int finish_output(int status, struct error *err)
{
    if (fflush(stdout) == 0 || status != STATUS_OK)
        return status;
    fail(err, STATUS_OS_ERROR, "cannot write to stdout: %s", strerror(errno));
    return STATUS_OS_ERROR;
}

/** Prints the error, unless stderr's reader has stopped: then the status must do, and not wait. */
static void tell(const struct error *err)
{
    const struct output output = {.fd = STDERR_FILENO};
    if (err->status && output_wait(&output, OUTPUT_STOPPED_MS))
        fprintf(stderr, "kvm-vmm: %s\n", err->text);
}

int main(int argc, char *argv[])
{
    uint64_t started_ns = clock_now();
    hold_standard_descriptors();
    struct options options;
    struct error err = {0};
    int status = STATUS_USAGE;
    if (options_parse(&options, argc, argv, &err) == 0) {
        options.started_ns = started_ns;
        status = act(&options, &err);
    }
    status = finish_output(status, &err);
    tell(&err);
    return status;
}
