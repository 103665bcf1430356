#include "qmp.h"

#include "base/clock.h"
#include "process/output.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { REPLY_MAX = 16384 };

static uint64_t deadline_ns(void)
{
    return clock_ns() + ANSWER_LIMIT_S * 1000000000ull;
}

/** Reads one line, byte by byte: replies are few and short. */
static int read_line(const struct qmp *qmp, uint64_t until_ns, char line[REPLY_MAX],
                     struct error *err)
{
    size_t length = 0;
    while (length + 1 < REPLY_MAX) {
        struct pollfd wait[] = {{.fd = qmp->fd, .events = POLLIN},
                                {.fd = signals_fd(qmp->signals), .events = POLLIN}};
        uint64_t now_ns = clock_ns();
        if (now_ns >= until_ns)
            return fail(err, STATUS_UNAVAILABLE, "QEMU's monitor does not answer");
        int ready = poll(wait, 2, clock_wait_ms(now_ns, until_ns));
        if (signals_obey(qmp->signals, err) != 0)
            return -1;
        if (ready <= 0)
            continue;
        if (read(qmp->fd, line + length, 1) != 1)
            return fail(err, STATUS_UNAVAILABLE, "QEMU ended at its start");
        if (line[length] == '\n')
            break;
        length++;
    }
    line[length] = '\0';
    return 0;
}

/** Sends a request and reads its reply, past the events that may come between. */
static int ask(const struct qmp *qmp, const char *request, char reply[REPLY_MAX], struct error *err)
{
    size_t size = strlen(request);
    uint64_t until_ns = deadline_ns(); /* for all of it: there may be no end of events */
    if (send(qmp->fd, request, size, MSG_NOSIGNAL) != (ssize_t)size)
        return fail(err, STATUS_UNAVAILABLE, "QEMU's monitor does not listen");
    do {
        if (read_line(qmp, until_ns, reply, err) != 0)
            return -1;
    } while (strncmp(reply, "{\"return\"", 9) != 0 && strncmp(reply, "{\"error\"", 8) != 0);
    return 0;
}

/** Asks for what a person would type; the answer stays in JSON's spelling. */
static int ask_human(const struct qmp *qmp, const char *words, char reply[REPLY_MAX],
                     struct error *err)
{
    char request[200];
    snprintf(request, sizeof request,
             "{\"execute\":\"human-monitor-command\",\"arguments\":{\"command-line\":\"%s\"}}\n",
             words);
    return ask(qmp, request, reply, err);
}

int qmp_read_blocks(const struct qmp *qmp, struct qmp_blocks *blocks, struct error *err)
{
    char reply[REPLY_MAX];
    *blocks = (struct qmp_blocks){.source = "info jit"};
    if (read_line(qmp, deadline_ns(), reply, err) != 0 ||
        ask(qmp, "{\"execute\":\"qmp_capabilities\"}\n", reply, err) != 0 ||
        ask_human(qmp, "info jit", reply, err) != 0)
        return -1;
    blocks->one_instruction = strstr(reply, "one-insn-per-tb: on") != NULL;
    if (blocks->one_instruction || strstr(reply, "one-insn-per-tb: off"))
        return 0;

    blocks->source = "info status";
    if (ask_human(qmp, "info status", reply, err) != 0)
        return -1;
    blocks->one_instruction = strstr(reply, "single step mode") != NULL;
    if (blocks->one_instruction || strstr(reply, "VM status"))
        return 0;
    return fail(err, STATUS_UNAVAILABLE, "QEMU's monitor does not say how it translates");
}

int qmp_read_kvm(const struct qmp *qmp, struct error *err)
{
    char reply[REPLY_MAX];
    if (read_line(qmp, deadline_ns(), reply, err) != 0 ||
        ask(qmp, "{\"execute\":\"qmp_capabilities\"}\n", reply, err) != 0 ||
        ask(qmp, "{\"execute\":\"query-kvm\"}\n", reply, err) != 0)
        return -1;
    if (strstr(reply, "\"enabled\": true"))
        return 0;
    return fail(err, STATUS_UNAVAILABLE, "QEMU does not use KVM, though it was told to");
}
