#include "boot.h"

#include "clock.h"
#include "collector.h"
#include "tail.h"
#include "waits.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/** A boot in progress. */
struct session {
    const struct boot_plan *plan;
    struct process process;
    struct mark_parser parser;
    struct collector collector;
    struct waits waits;
    uint64_t own_waited_ns; /* waits_own_ns() when marks came last */
    struct tail text;       /* what the engine said last, for messages */
    uint64_t first_byte_ns;
    bool timed_out;
};

static bool garbled(const struct session *session)
{
    return session->parser.error[0] || session->collector.error[0];
}

/** Takes the marks that have come. @return whether more may come */
static bool take_marks(struct session *session, uint64_t now_ns)
{
    char bytes[4096];
    ssize_t got = -1;
    while (!garbled(session) && (got = read(session->process.marks_fd, bytes, sizeof bytes)) > 0) {
        if (session->first_byte_ns == 0) {
            session->first_byte_ns = now_ns;
            waits_open(&session->waits, session->process.pid);
            session->collector.waited_ns = waits_ns(&session->waits);
            session->own_waited_ns = waits_own_ns(&session->waits);
        }
        uint64_t own_ns = waits_own_ns(&session->waits);
        session->collector.late_ns = own_ns - session->own_waited_ns;
        session->own_waited_ns = own_ns;
        session->collector.waited_before_ns = session->collector.waited_ns;
        session->collector.waited_ns = waits_ns(&session->waits);
        mark_parser_feed(&session->parser, bytes, (size_t)got, now_ns, collector_take,
                         &session->collector);
        now_ns = clock_ns();
    }
    return got < 0 && (errno == EAGAIN || errno == EINTR);
}

/** Takes what the engine says, a portion at a time: it may say more than anybody can read. */
static bool take_text(struct session *session)
{
    char bytes[4096];
    ssize_t got = read(session->process.text_fd, bytes, sizeof bytes);
    if (got > 0)
        tail_add(&session->text, bytes, (size_t)got);
    return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

/** Takes what is in the pipes once the engine has ended; a pipe holds 64 KiB (pipe(7)). */
static void take_rest(struct session *session)
{
    take_marks(session, clock_ns());
    for (int portion = 0; portion < 16 && take_text(session); portion++)
        ;
}

/** Whether an engine that does not end by itself has sent its last mark. */
static bool over(const struct session *session)
{
    return session->plan->engine->stays && session->parser.done;
}

/**
 * Listens until the engine has ended or said its last, overrun its limit, garbled its marks, or a
 * signal came.
 */
static void listen_to(struct session *session, uint64_t deadline_ns)
{
    enum { MARKS, TEXT, END, SIGNAL, SOURCES };
    struct pollfd wait[SOURCES] = {
        [MARKS] = {.fd = session->process.marks_fd, .events = POLLIN},
        [TEXT] = {.fd = session->process.text_fd, .events = POLLIN},
        [END] = {.fd = session->process.pidfd, .events = POLLIN},
        [SIGNAL] = {.fd = session->plan->signals->fd, .events = POLLIN},
    };
    uint64_t now_ns = clock_ns();
    while (!wait[END].revents && !wait[SIGNAL].revents && !garbled(session) && !over(session)) {
        session->timed_out = now_ns >= deadline_ns;
        if (session->timed_out)
            return;
        poll(wait, SOURCES, (int)((deadline_ns - now_ns) / 1000000) + 1);
        /* The marks' time of arrival: before anything else is done. */
        now_ns = clock_ns();
        if (wait[MARKS].revents && !take_marks(session, now_ns))
            wait[MARKS].fd = -1;
        if (wait[TEXT].revents && !take_text(session))
            wait[TEXT].fd = -1;
    }
    take_rest(session);
}

static enum outcome judge(const struct session *session, int wait_status, int guest_status)
{
    if (session->timed_out)
        return OUTCOME_TIMEOUT;
    if (garbled(session))
        return OUTCOME_GARBLED;
    bool done = mark_parser_complete(&session->parser);
    if (done && over(session))
        guest_status = session->collector.failed ? 1 : 0; /* as the guest's would be */
    else if (WIFSIGNALED(wait_status) || guest_status < 0 || (guest_status != 0 && !done))
        return OUTCOME_CRASHED;
    if (guest_status != 0)
        return OUTCOME_FAILED;
    return done && !collector_lacks(&session->collector) ? OUTCOME_OK : OUTCOME_MISSING;
}

static void describe(struct session *session, const struct boot *boot, char *trouble)
{
    const char *why = "";
    char status[40] = "";
    if (boot->outcome == OUTCOME_OK)
        return;
    if (boot->outcome == OUTCOME_GARBLED)
        why = session->parser.error[0] ? session->parser.error : session->collector.error;
    else if (boot->outcome == OUTCOME_CLOCK)
        why = "the guest's clock and the driver's advanced differently over the boot";
    else
        why = tail_last_line(&session->text);
    if (boot->exit_status >= 0)
        snprintf(status, sizeof status, " (exit status %d)", boot->exit_status);
    snprintf(trouble, BOOT_TROUBLE_MAX, "%s, round %u: %s%s%s%.200s", boot->engine, boot->round,
             outcome_name(boot->outcome), status, *why ? ": " : "", why);
}

/** Ends the engine and fills in the boot's row. */
static void conclude(struct session *session, struct boot *boot, char *trouble)
{
    const struct engine *engine = session->plan->engine;
    bool ended_itself = !session->timed_out && !garbled(session) && !over(session);
    boot->wall_ns = clock_ns() - session->process.started_ns;
    struct process_end end = process_stop(&session->process);
    int status = engine->guest_status ? engine->guest_status(end.wait_status)
                                      : process_exit_status(end.wait_status);
    if (session->first_byte_ns > 0)
        boot->first_byte_ns = session->first_byte_ns - session->process.started_ns;
    boot->max_rss_kib = end.max_rss_kib;
    boot->exit_status = ended_itself ? status : -1;
    boot->outcome = judge(session, end.wait_status, status);
    /* A boot that failed, but in order, lacks the rest without further reason. */
    bool in_order = boot->outcome == OUTCOME_FAILED || boot->outcome == OUTCOME_OK;
    bool agree = collector_end(&session->collector, in_order ? OUTCOME_MISSING : boot->outcome);
    if (boot->outcome == OUTCOME_OK && !agree)
        boot->outcome = OUTCOME_CLOCK;
    describe(session, boot, trouble);
}

static void name_boot(const struct boot_plan *plan, struct boot *boot)
{
    snprintf(boot->engine, sizeof boot->engine, "%s", plan->engine->name);
    snprintf(boot->arch, sizeof boot->arch, "%s", arch_name(plan->site->arch));
    boot->wall_ns = boot->first_byte_ns = 0;
    boot->max_rss_kib = boot->exits = boot->exit_status = -1;
}

static int start(struct session *session, struct error *err)
{
    const struct boot_plan *plan = session->plan;
    struct command command = {0};
    char *spec =
        task_spec(plan->tasks, plan->task_count, plan->iterations, plan->engine->hypervisor);
    if (!spec)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    plan->engine->command(plan->site, spec, &command);
    int result = process_start(&session->process, &command, plan->engine->marks, err);
    command_free(&command);
    free(spec);
    return result;
}

static struct collector collector_for(const struct boot_plan *plan, const struct boot *boot,
                                      struct sample *samples)
{
    struct collector collector = {
        .tasks = plan->tasks,
        .iterations = plan->iterations,
        .hypervisor = plan->engine->hypervisor,
        .tsc_hz = plan->tsc_hz,
        .untimed = plan->untimed,
        .driver_times = plan->engine->counts_instructions,
        .samples = samples,
    };
    collector_begin(&collector, boot, plan->task_count);
    return collector;
}

/** Ends a boot that was never begun. */
static void give_up(struct collector *collector, struct boot *boot, enum outcome outcome)
{
    boot->outcome = outcome;
    collector_end(collector, outcome);
}

void boot_skip(const struct boot_plan *plan, struct boot *boot, struct sample *samples)
{
    name_boot(plan, boot);
    struct collector collector = collector_for(plan, boot, samples);
    give_up(&collector, boot, OUTCOME_SKIPPED);
}

int boot_run(const struct boot_plan *plan, struct boot *boot, struct sample *samples, char *trouble,
             struct error *err)
{
    struct session session = {.plan = plan};
    struct error why = {0};
    trouble[0] = '\0';
    name_boot(plan, boot);
    session.collector = collector_for(plan, boot, samples);
    if (!collector_lacks(&session.collector)) {
        give_up(&session.collector, boot, OUTCOME_UNSUPPORTED); /* nothing for this engine to do */
    } else if (start(&session, &why) != 0) {
        give_up(&session.collector, boot, OUTCOME_CRASHED);
        snprintf(trouble, BOOT_TROUBLE_MAX, "%s, round %u: %.240s", boot->engine, boot->round,
                 why.text);
    } else {
        listen_to(&session, session.process.started_ns + plan->limit_ns);
        conclude(&session, boot, trouble);
        waits_close(&session.waits);
        process_close(&session.process);
    }
    return signals_check(plan->signals) ? signals_fail(plan->signals, err) : 0;
}
