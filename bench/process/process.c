#include "process.h"

#include "base/clock.h"
#include "base/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/** In the child: keeps the command's own files open for the program. */
static bool keep_files(const struct command *command)
{
    bool kept = true;
    for (unsigned i = 0; i < command->files; i++)
        kept &= fcntl(command->file[i], F_SETFD, 0) == 0;
    return kept;
}

/**
 * Becomes a program, a plain name along PATH. execvp() would give a file that this kernel cannot
 * run to the shell, as a script; of a path, the kernel's own answer is wanted.
 */
static void execute(char *const *argv)
{
    if (strchr(argv[0], '/'))
        execv(argv[0], argv);
    else
        execvp(argv[0], argv);
}

/** The child between fork and exec; says through `report` why it could not become the program. */
static void become(const struct command *command, const struct channels *channels,
                   enum channels_marks where, pid_t parent, int report)
{
    signals_restore_in_child();
    report = fcntl(report, F_DUPFD_CLOEXEC, CHILD_FDS);
    /* A driver killed without a chance to tidy up takes its child along; getppid() covers the
     * time before prctl(). */
    if (setpgid(0, 0) == 0 && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent &&
        channels_place(channels, where) && keep_files(command))
        execute(command->argv);
    int cause = errno;
    if (write(report, &cause, sizeof cause) < 0)
        _exit(STATUS_OS_ERROR);
    _exit(STATUS_OS_ERROR);
}

static const char *reason_for(int cause)
{
    return cause == ENOEXEC ? "this kernel runs no such program; --arch x86_64 needs no 32-bit ones"
                            : strerror(cause);
}

/** Waits until the child is the program, which closes `report`, or has said why it is not. */
static int await_exec(pid_t pid, int report, const char *name, struct error *err)
{
    int cause;
    ssize_t length;
    do {
        length = read(report, &cause, sizeof cause);
    } while (length < 0 && errno == EINTR);
    if (length != (ssize_t)sizeof cause)
        return 0;
    waitpid(pid, NULL, 0);
    return fail(err, cause == ENOENT ? STATUS_NO_FILE : STATUS_OS_ERROR, "cannot run %s: %s", name,
                reason_for(cause));
}

static int fork_and_exec(struct process *process, const struct command *command,
                         const struct channels *channels, enum channels_marks where,
                         struct error *err)
{
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0)
        return fail(err, STATUS_OS_ERROR, "cannot open a pipe: %s", strerror(errno));
    pid_t parent = getpid();
    process->started_ns = clock_ns();
    process->pid = fork();
    if (process->pid == 0)
        become(command, channels, where, parent, report[1]);
    close(report[1]);
    int result = process->pid < 0 ? fail(err, STATUS_OS_ERROR, "cannot fork: %s", strerror(errno))
                                  : await_exec(process->pid, report[0], command->argv[0], err);
    close(report[0]);
    if (result != 0)
        process->pid = -1; /* there is none, or it is reaped already */
    return result;
}

int process_start(struct process *process, const struct command *command, enum channels_marks marks,
                  struct error *err)
{
    struct channels channels;
    *process = (struct process){.pid = -1, .pidfd = -1, .text_fd = -1, .qmp_fd = -1};
    memset(process->marks_fd, -1, sizeof process->marks_fd);
    if (command->broken || command->words == 0)
        return fail(err, STATUS_OS_ERROR,
                    "a command line is too long, or there is no memory for it");
    if (channels_open(&channels, command->machines ? command->machines : 1, err) != 0)
        return -1;
    int result = fork_and_exec(process, command, &channels, marks, err);
    channels_close(&channels, 1);
    for (unsigned i = 0; i < MACHINES_MAX; i++)
        process->marks_fd[i] = channels.marks[i][0];
    process->text_fd = channels.text[0];
    process->qmp_fd = channels.qmp[0];
    if (result == 0)
        process->pidfd = (int)syscall(SYS_pidfd_open, process->pid, 0);
    if (result == 0 && process->pidfd < 0)
        result = fail(err, STATUS_OS_ERROR, "cannot watch a process: %s", strerror(errno));
    if (result != 0) {
        process_stop(process);
        process_close(process);
    }
    return result;
}

struct process_end process_stop(struct process *process)
{
    struct process_end end = {.max_rss_kib = -1};
    struct rusage own, used = {0};
    if (process->pid <= 0)
        return end;
    kill(-process->pid, SIGKILL);
    while (wait4(process->pid, &end.wait_status, 0, &used) < 0 && errno == EINTR)
        ;
    /* The driver is its orphans' reaper (run_command.c), so grandchildren end here too. */
    while (waitpid(-process->pid, NULL, 0) > 0)
        ;
    process->pid = -1;
    /* Linux counts the driver's own pages, which the child held between fork and exec: only a
     * figure above them is the program's. */
    if (getrusage(RUSAGE_SELF, &own) == 0 && used.ru_maxrss > own.ru_maxrss)
        end.max_rss_kib = used.ru_maxrss;
    return end;
}

long process_peak_kib(const struct process *process)
{
    char path[40], line[200];
    long peak_kib = -1;
    snprintf(path, sizeof path, "/proc/%d/status", (int)process->pid);
    FILE *status = fopen(path, "re");
    while (status && peak_kib < 0 && fgets(line, sizeof line, status))
        sscanf(line, "VmHWM: %ld kB", &peak_kib);
    if (status)
        fclose(status);
    return peak_kib;
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void process_close(struct process *process)
{
    for (unsigned i = 0; i < MACHINES_MAX; i++)
        close_fd(&process->marks_fd[i]);
    close_fd(&process->pidfd);
    close_fd(&process->text_fd);
    close_fd(&process->qmp_fd);
}

int process_exit_status(int wait_status)
{
    return WIFSIGNALED(wait_status) ? STATUS_SIGNAL + WTERMSIG(wait_status)
                                    : WEXITSTATUS(wait_status);
}
