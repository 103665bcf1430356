#include "boot.h"

#include "base/clock.h"
#include "base/tail.h"
#include "stream.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/** A boot in progress. */
struct session {
    const struct boot_plan *plan;
    struct process process;
    struct stream stream;
    struct tail text; /* what the engine said last, for messages */
    long peak_kib;    /* its memory when the last mark had come; 0: that has not, -1: not known */
    bool timed_out;
};

/** Takes what is in the pipes at the end; after the limit marks come too late. */
static void take_rest(struct session *session)
{
    if (!session->timed_out)
        stream_take(&session->stream, clock_ns());
    tail_drain(&session->text, session->process.text_fd);
}

/** Whether an engine that does not end by itself has sent its last mark. */
static bool over(const struct session *session)
{
    return session->plan->engine->stays && session->stream.parser.done;
}

/**
 * Notes the peak of memory once, after the last mark: what comes then is but the way out. It stands
 * in for what wait(2) tells where that cannot tell a small program from the driver.
 */
static void note_peak(struct session *session)
{
    if (session->stream.parser.done && session->peak_kib == 0)
        session->peak_kib = process_peak_kib(&session->process);
}

/**
 * Listens until the engine has ended or said its last, overrun its limit, garbled its marks, or a
 * signal came.
 */
static void listen_to(struct session *session, uint64_t deadline_ns)
{
    enum { MARKS, TEXT, END, SIGNAL, SOURCES };
    struct pollfd wait[SOURCES] = {
        [MARKS] = {.fd = session->process.marks_fd[0], .events = POLLIN},
        [TEXT] = {.fd = session->process.text_fd, .events = POLLIN},
        [END] = {.fd = session->process.pidfd, .events = POLLIN},
        [SIGNAL] = {.fd = signals_fd(session->plan->site->signals), .events = POLLIN},
    };
    uint64_t now_ns = clock_ns();
    while (!wait[END].revents && !wait[SIGNAL].revents && !stream_fault(&session->stream) &&
           !over(session)) {
        session->timed_out = now_ns >= deadline_ns;
        if (session->timed_out)
            break;
        poll(wait, SOURCES, clock_wait_ms(now_ns, deadline_ns));
        /* The marks' time of arrival: before anything else is done. */
        now_ns = clock_ns();
        if (wait[MARKS].revents && !stream_take(&session->stream, now_ns))
            wait[MARKS].fd = -1;
        note_peak(session);
        if (wait[TEXT].revents && !tail_read(&session->text, session->process.text_fd))
            wait[TEXT].fd = -1;
    }
    take_rest(session);
}

static void describe(struct session *session, const struct boot *boot, char *trouble)
{
    const char *why = "";
    char status[40] = "";
    if (boot->outcome == OUTCOME_OK)
        return;
    if (boot->outcome == OUTCOME_GARBLED)
        why = stream_fault(&session->stream);
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
    bool ended_itself = !session->timed_out && !stream_fault(&session->stream) && !over(session);
    boot->wall_ns = clock_ns() - session->process.started_ns;
    struct process_end end = process_stop(&session->process);
    int status = over(session)          ? session->stream.collector.failed
                 : engine->guest_status ? engine->guest_status(end.wait_status)
                                        : process_exit_status(end.wait_status);
    if (over(session))
        end.wait_status = 0; /* its end was ours; its status as the guest's would be */
    boot->started_ns = session->process.started_ns;
    if (session->stream.first_byte_ns > 0)
        boot->first_byte_ns = session->stream.first_byte_ns - boot->started_ns;
    boot->last_end_ns = stream_last_end_ns(&session->stream);
    boot->max_rss_kib = end.max_rss_kib;
    if (end.max_rss_kib < 0 && session->peak_kib > 0)
        boot->max_rss_kib = session->peak_kib;
    boot->exit_status = ended_itself ? status : -1;
    boot->outcome = session->timed_out ? OUTCOME_TIMEOUT
                                       : stream_outcome(&session->stream, end.wait_status, status);
    /* A boot that failed, but in order, lacks the rest without further reason. */
    bool in_order = boot->outcome == OUTCOME_FAILED || boot->outcome == OUTCOME_OK;
    bool agree =
        collector_end(&session->stream.collector, in_order ? OUTCOME_MISSING : boot->outcome);
    if (boot->outcome == OUTCOME_OK && !agree)
        boot->outcome = OUTCOME_CLOCK;
    describe(session, boot, trouble);
}

static void name_boot(const struct boot_plan *plan, struct boot *boot)
{
    snprintf(boot->engine, sizeof boot->engine, "%s", plan->engine->name);
    snprintf(boot->arch, sizeof boot->arch, "%s", arch_name(plan->site->arch));
    boot->wall_ns = boot->first_byte_ns = boot->started_ns = boot->last_end_ns = 0;
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
    session->stream.fd = session->process.marks_fd[0];
    session->stream.pid = session->process.pid;
    command_free(&command);
    free(spec);
    return result;
}

static void lay_out(struct collector *collector, const struct boot_plan *plan,
                    const struct boot *boot, struct sample *samples)
{
    *collector = (struct collector){
        .tasks = plan->tasks,
        .iterations = plan->iterations,
        .hypervisor = plan->engine->hypervisor,
        .tsc_hz = plan->tsc_hz,
        .untimed = plan->untimed,
        .driver_times = plan->engine->counts_instructions,
        .samples = samples,
    };
    collector_begin(collector, boot, plan->task_count);
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
    struct collector collector;
    lay_out(&collector, plan, boot, samples);
    give_up(&collector, boot, OUTCOME_SKIPPED);
}

int boot_run(const struct boot_plan *plan, struct boot *boot, struct sample *samples, char *trouble,
             struct error *err)
{
    struct session session = {.plan = plan};
    struct collector *collector = &session.stream.collector;
    struct error why = {0};
    trouble[0] = '\0';
    name_boot(plan, boot);
    lay_out(collector, plan, boot, samples);
    if (!collector_lacks(collector)) {
        give_up(collector, boot, OUTCOME_UNSUPPORTED); /* nothing for this engine to do */
    } else if (start(&session, &why) != 0) {
        give_up(collector, boot, OUTCOME_CRASHED);
        snprintf(trouble, BOOT_TROUBLE_MAX, "%s, round %u: %.240s", boot->engine, boot->round,
                 why.text);
    } else {
        listen_to(&session, session.process.started_ns + plan->limit_ns);
        conclude(&session, boot, trouble);
        stream_close(&session.stream);
        process_close(&session.process);
    }
    return signals_obey(plan->site->signals, err);
}
