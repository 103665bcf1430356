#include "fleet.h"

#include "base/clock.h"
#include "base/tail.h"
#include "stream.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

/** A process, and which of the machines it runs. */
struct member {
    struct process process;
    struct tail text;
    unsigned first, machines;
    bool ended; /* and waits to be reaped */
};

struct fleet {
    const struct fleet_plan *plan;
    unsigned members;
    struct member member[MACHINES_MAX];
    struct stream stream[MACHINES_MAX]; /* one for each machine */
    bool timed_out, garbled;
};

static void lay_out(struct fleet *fleet, const struct boot *label, struct fleet_machine *machine)
{
    const struct fleet_plan *plan = fleet->plan;
    for (unsigned i = 0; i < plan->machines; i++) {
        fleet->stream[i].collector = (struct collector){
            .tasks = plan->tasks,
            .iterations = plan->iterations,
            .hypervisor = plan->engine->hypervisor,
            .tsc_hz = plan->tsc_hz,
            .untimed = true, /* held to the driver's clock in the rounds */
            .samples = machine[i].samples,
        };
        collector_begin(&fleet->stream[i].collector, label, plan->task_count);
    }
}

static int start_member(struct fleet *fleet, unsigned first, unsigned machines, const char *spec,
                        struct error *why)
{
    const struct engine *engine = fleet->plan->engine;
    struct member *member = &fleet->member[fleet->members];
    struct command command = {0};
    struct site site = *fleet->plan->site;
    site.machines = machines;
    engine->command(&site, spec, &command);
    int result = process_start(&member->process, &command, engine->marks, why);
    command_free(&command);
    if (result != 0)
        return -1;
    fleet->members++;
    member->first = first;
    member->machines = machines;
    for (unsigned i = 0; i < machines; i++) {
        fleet->stream[first + i].fd = member->process.marks_fd[i];
        fleet->stream[first + i].pid = member->process.pid;
    }
    return 0;
}

static int start(struct fleet *fleet, struct error *why)
{
    const struct fleet_plan *plan = fleet->plan;
    unsigned each = plan->engine->machines >= plan->machines ? plan->machines : 1;
    char *spec =
        task_spec(plan->tasks, plan->task_count, plan->iterations, plan->engine->hypervisor);
    int result = spec ? 0 : fail(why, STATUS_OS_ERROR, "out of memory");
    for (unsigned first = 0; result == 0 && first < plan->machines; first += each)
        result = start_member(fleet, first, each, spec, why);
    free(spec);
    return result;
}

/* What poll() waits for: the marks of each machine, what each process says, the end of each, and a
 * signal to the driver. */
enum { MARKS, TEXT = MARKS + MACHINES_MAX, END = TEXT + MACHINES_MAX, SIGNAL = END + MACHINES_MAX };
enum { SOURCES = SIGNAL + 1 };

static void prepare_wait(const struct fleet *fleet, struct pollfd *wait)
{
    for (int i = 0; i < SOURCES; i++)
        wait[i] = (struct pollfd){.fd = -1, .events = POLLIN};
    for (unsigned i = 0; i < fleet->plan->machines; i++)
        wait[MARKS + i].fd = fleet->stream[i].fd;
    for (unsigned i = 0; i < fleet->members; i++) {
        wait[TEXT + i].fd = fleet->member[i].process.text_fd;
        wait[END + i].fd = fleet->member[i].process.pidfd;
    }
    wait[SIGNAL].fd = signals_fd(fleet->plan->site->signals);
}

/** Takes the marks that have come; their time of arrival was read before anything else. */
static void take_marks(struct fleet *fleet, struct pollfd *wait, uint64_t now_ns)
{
    for (unsigned i = 0; i < fleet->plan->machines; i++) {
        struct stream *stream = &fleet->stream[i];
        if (wait[MARKS + i].revents && !stream_take(stream, now_ns))
            wait[MARKS + i].fd = -1;
        fleet->garbled |= stream_fault(stream) != NULL;
    }
}

/** Takes what the processes say, and notes which have ended. @return how many still run */
static unsigned look_after(struct fleet *fleet, struct pollfd *wait)
{
    unsigned running = 0;
    for (unsigned i = 0; i < fleet->members; i++) {
        struct member *member = &fleet->member[i];
        if (wait[TEXT + i].revents && !tail_read(&member->text, member->process.text_fd))
            wait[TEXT + i].fd = -1;
        if (wait[END + i].revents) {
            member->ended = true;
            wait[END + i].fd = -1;
        }
        running += !member->ended;
    }
    return running;
}

/** Listens until all have ended, one garbled its marks, time is up, or a signal came. */
static void listen_to(struct fleet *fleet, uint64_t deadline_ns)
{
    struct pollfd wait[SOURCES];
    unsigned running = fleet->members;
    prepare_wait(fleet, wait);
    while (running > 0 && !wait[SIGNAL].revents && !fleet->garbled) {
        uint64_t now_ns = clock_ns();
        fleet->timed_out = now_ns >= deadline_ns;
        if (fleet->timed_out)
            break;
        poll(wait, SOURCES, clock_wait_ms(now_ns, deadline_ns));
        take_marks(fleet, wait, clock_ns());
        running = look_after(fleet, wait);
    }
    for (unsigned i = 0; i < fleet->plan->machines && !fleet->timed_out; i++)
        stream_take(&fleet->stream[i], clock_ns()); /* after the limit they come too late */
    for (unsigned i = 0; i < fleet->members; i++)
        tail_drain(&fleet->member[i].text, fleet->member[i].process.text_fd);
}

static enum outcome judge(const struct fleet *fleet, const struct member *member,
                          const struct stream *stream, int wait_status)
{
    const struct engine *engine = fleet->plan->engine;
    int status =
        engine->guest_status ? engine->guest_status(wait_status) : process_exit_status(wait_status);
    if (!member->ended && fleet->timed_out)
        return OUTCOME_TIMEOUT;
    if (!member->ended && !stream_fault(stream))
        return OUTCOME_MISSING; /* ended because of another's marks */
    return stream_outcome(stream, wait_status, status);
}

/** Ends what has not ended, and tells what became of each machine. */
static void conclude(struct fleet *fleet, const struct boot *label, struct fleet_machine *machine,
                     char *trouble)
{
    for (unsigned i = 0; i < fleet->members; i++) {
        struct member *member = &fleet->member[i];
        struct process_end end = process_stop(&member->process);
        for (unsigned j = member->first; j < member->first + member->machines; j++) {
            machine[j].outcome = judge(fleet, member, &fleet->stream[j], end.wait_status);
            collector_end(&fleet->stream[j].collector,
                          machine[j].outcome == OUTCOME_OK ? OUTCOME_MISSING : machine[j].outcome);
            if (machine[j].outcome == OUTCOME_OK || trouble[0])
                continue;
            const char *fault = stream_fault(&fleet->stream[j]);
            const char *why = fault ? fault : tail_last_line(&member->text);
            snprintf(trouble, BOOT_TROUBLE_MAX, "%s, machine %u of %u: %s%s%.200s", label->engine,
                     j + 1, fleet->plan->machines, outcome_name(machine[j].outcome),
                     *why ? ": " : "", why);
        }
    }
}

static void release(struct fleet *fleet)
{
    for (unsigned i = 0; i < fleet->plan->machines; i++)
        stream_close(&fleet->stream[i]);
    for (unsigned i = 0; i < fleet->members; i++)
        process_close(&fleet->member[i].process);
}

int fleet_run(const struct fleet_plan *plan, const struct boot *label,
              struct fleet_machine *machine, char *trouble, struct error *err)
{
    struct fleet *fleet = calloc(1, sizeof *fleet);
    struct error why = {0};
    uint64_t begin_ns = clock_ns();
    if (!fleet)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    trouble[0] = '\0';
    fleet->plan = plan;
    lay_out(fleet, label, machine);
    if (start(fleet, &why) == 0)
        listen_to(fleet, begin_ns + plan->limit_ns);
    else
        snprintf(trouble, BOOT_TROUBLE_MAX, "%s: %.240s", label->engine, why.text);
    for (unsigned i = 0; i < plan->machines; i++)
        machine[i].outcome = OUTCOME_CRASHED; /* unless it was started */
    conclude(fleet, label, machine, trouble);
    release(fleet);
    free(fleet);
    return signals_obey(plan->site->signals, err);
}
