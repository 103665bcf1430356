#include "run/session.h"

#include "console/output.h"
#include "run/loop.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

/** Colour on demand: on a terminal, unless NO_COLOR is there and not empty (no-color.org). */
static bool want_color(enum color color)
{
    const char *no_color = getenv("NO_COLOR");
    if (color == COLOR_AUTO)
        return isatty(STDOUT_FILENO) && !(no_color && *no_color);
    return color == COLOR_ALWAYS;
}

/** stdout and stderr on one terminal: the monitor's own lines go between the guests'. */
static bool notes_share_terminal(void)
{
    struct stat out, notes;
    return isatty(STDOUT_FILENO) && fstat(STDOUT_FILENO, &out) == 0 &&
           fstat(STDERR_FILENO, &notes) == 0 && out.st_rdev == notes.st_rdev &&
           isatty(STDERR_FILENO);
}

static int create_console(struct session *session, struct error *err)
{
    const struct options *options = session->options;
    char names[MAX_VMS][VM_NAME_MAX];
    struct console_config config = {
        .fd = STDOUT_FILENO,
        .notes_fd = notes_share_terminal() ? -1 : STDERR_FILENO,
        .terminal = isatty(STDOUT_FILENO),
        .color = want_color(options->color),
        .raw = options->raw_console,
        .vms = options->image_count,
    };
    for (unsigned i = 0; i < options->image_count; i++) {
        vm_name(options->images[i], names[i]);
        config.name[i] = names[i];
    }
    session->console = console_create(&config, err);
    return session->console ? 0 : -1;
}

static int create_observers(struct session *session, struct error *err)
{
    const struct options *options = session->options;
    char name[VM_NAME_MAX];
    if (options->stats_file && whole_file_begin(&session->stats_file, options->stats_file, err) < 0)
        return -1;
    for (unsigned i = 0; options->stats && i < options->image_count; i++) {
        vm_name(options->images[i], name);
        session->stats[i] = stats_create(i, name, err);
        if (!session->stats[i])
            return -1;
    }
    if (options->trace_file) {
        session->trace = trace_open(options->trace_file, err);
        if (!session->trace)
            return -1;
    }
    if (options->phases_file) {
        session->moments =
            moments_open(options->phases_file, options->image_count, options->started_ns, err);
        if (!session->moments)
            return -1;
    }
    return 0;
}

static int create_vms(struct session *session, struct error *err)
{
    const struct options *options = session->options;
    for (unsigned i = 0; i < options->image_count; i++) {
        struct vm_config config = {
            .index = i,
            .options = options,
            .kvm = &session->kvm,
            .console = session->console,
            .input = i == 0 ? session->input : NULL,
            .stats = session->stats[i],
            .trace = session->trace,
            .moments = session->moments,
            .ended_fd = session->ended_fd,
        };
        if (vm_create(&session->vm[i], &config, options->images[i], err) < 0)
            return -1;
        session->vm_count++;
    }
    return 0;
}

/** An option that would be read and ignored is an error. */
static int check_append(const struct session *session, struct error *err)
{
    if (!session->options->append)
        return 0;
    for (unsigned i = 0; i < session->vm_count; i++)
        if (session->vm[i].kind == IMAGE_MULTIBOOT)
            return 0;
    return fail(err, STATUS_USAGE, "--append is for Multiboot images, and none of these is one");
}

static int build_vms(struct session *session, struct error *err)
{
    if (kvm_open(&session->kvm, err) < 0)
        return -1;
    for (unsigned i = 0; i < session->vm_count; i++) {
        if (vm_build(&session->vm[i], err) < 0)
            return -1;
        moments_note(session->moments, i, MOMENT_VM);
    }
    return 0;
}

/** What the user got wrong is told first, and on a host without KVM too. */
static int build(struct session *session, struct error *err)
{
    session->ended_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (session->ended_fd < 0)
        return fail(err, STATUS_OS_ERROR, "eventfd: %s", strerror(errno));
    if (create_console(session, err) < 0 || create_observers(session, err) < 0)
        return -1;
    session->input = input_create(STDIN_FILENO, isatty(STDIN_FILENO), err);
    if (!session->input)
        return -1;
    if (create_vms(session, err) < 0 || check_append(session, err) < 0)
        return -1;
    return build_vms(session, err);
}

static void destroy(struct session *session)
{
    while (session->vm_count)
        vm_destroy(&session->vm[--session->vm_count]);
    input_destroy(session->input);
    for (unsigned i = 0; i < MAX_VMS; i++)
        stats_destroy(session->stats[i]);
    whole_file_drop(&session->stats_file);
    console_destroy(session->console);
    kvm_close(&session->kvm);
    if (session->ended_fd >= 0)
        close(session->ended_fd);
}

/** The table of --stats, to be freed; NULL when none is wanted, or there is no memory for it. */
static char *stats_table(const struct session *session, struct error *err)
{
    char *table = NULL;
    size_t size;
    if (!session->options->stats || session->options->stats_file)
        return NULL;
    FILE *text = open_memstream(&table, &size);
    if (text)
        stats_report(text, session->stats, session->vm_count);
    if (!text || fclose(text) != 0)
        fail(err, STATUS_OS_ERROR, "no memory for the table of --stats");
    return table;
}

/** Writes --stats: a file, or a table after everything else that is said. */
static void write_stats(struct session *session, struct error *err)
{
    char *table = stats_table(session, err);
    console_last_words(session->console, table ? table : "", OUTPUT_STOPPED_MS, err);
    free(table);
    if (session->options->stats_file)
        stats_write_csv(&session->stats_file, session->stats, session->vm_count, err);
}

/**
 * The program's exit status once all VMs have ended: a signal's, ours, or a guest's. Who stops us
 * decides, signal or --timeout: that a reader who has stopped then misses the last words is told,
 * but is no other end.
 */
static int status_of(const struct session *session, const struct error *err)
{
    if (session->signal)
        return STATUS_SIGNAL + session->signal;
    if (err->status && !session->timed_out)
        return err->status;
    for (unsigned i = 0; i < session->vm_count; i++)
        if (session->vm[i].status)
            return session->vm[i].status;
    return err->status ? STATUS_TIMEOUT : STATUS_OK;
}

int session_run(struct session *session, const struct options *options, struct error *err)
{
    memset(session, 0, sizeof *session);
    session->options = options;
    session->kvm.fd = session->ended_fd = -1;
    if (build(session, err) == 0) {
        loop_run(session, err);
        console_finish(session->console, OUTPUT_STOPPED_MS, err);
        terminal_restore(&session->terminal);
        write_stats(session, err);
    }
    struct trace *trace = session->trace;
    struct moments *moments = session->moments;
    int status = status_of(session, err);
    destroy(session);
    if (trace_close(trace, err) < 0 && status == STATUS_OK)
        status = err->status;
    if (moments_close(moments, err) < 0 && status == STATUS_OK)
        status = err->status;
    return status;
}
