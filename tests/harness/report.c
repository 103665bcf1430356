#include "report.h"
#include "scratch.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define SKIP_PREFIX "SKIP "

struct tally {
    unsigned passed, failed, skipped;
};

double report_patience(void)
{
    const char *factor = getenv("CK_TIMEOUT_MULTIPLIER");
    double value = factor != NULL ? strtod(factor, NULL) : 1;
    return value > 0 ? value : 1;
}

void report_note(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    printf("NOTE  ");
    vprintf(format, args);
    printf("\n");
    va_end(args);
    fflush(stdout);
}

void skip_at(const char *file, int line, const char *format, ...)
{
    char reason[300];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof(reason), format, args);
    va_end(args);
    _ck_assert_failed(file, line, "skip", SKIP_PREFIX "%s", reason);
    abort(); /* Check has ended the test */
}

/* A program's stray children become ours, so that they can be found: prctl(2). */
static void adopt_orphans(void)
{
    ck_assert_int_eq(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
}

static void no_process_left(void)
{
    pid_t child = waitpid(-1, NULL, WNOHANG);
    ck_assert_msg(child == -1 && errno == ECHILD, "a process was left behind: %s",
                  child > 0 ? "it ended after its parent" : "it is still running");
}

TCase *report_case(Suite *suite, const char *name, double seconds)
{
    TCase *tests = tcase_create(name);
    tcase_set_timeout(tests, seconds);
    tcase_add_checked_fixture(tests, adopt_orphans, no_process_left);
    suite_add_tcase(suite, tests);
    return tests;
}

/*
 * Reads one line of Check's log, `file:line:verdict:case:test:iteration: message`, and prints it.
 * Any other line continues the message before it, or is a heading of Check's.
 * @return whether it was such a line
 */
static bool print_result(struct tally *tally, const char *line)
{
    char file[256], verdict, name[128];
    int number, iteration, message = 0;
    int fields = sscanf(line, "%255[^:]:%d:%c:%*[^:]:%127[^:]:%d: %n", file, &number, &verdict,
                        name, &iteration, &message);
    if (fields != 5 || message == 0)
        return false;
    if (iteration > 0) /* of a loop test */
        snprintf(name + strlen(name), sizeof(name) - strlen(name), "[%d]", iteration);
    const char *base = strrchr(file, '/') != NULL ? strrchr(file, '/') + 1 : file;
    const char *text = line + message;
    if (verdict == 'P') {
        tally->passed++;
        printf("ok    %s\n", name);
    } else if (strncmp(text, SKIP_PREFIX, strlen(SKIP_PREFIX)) == 0) {
        tally->skipped++;
        printf("SKIP  %s: %s", name, text + strlen(SKIP_PREFIX));
    } else {
        tally->failed++;
        printf("FAIL  %s (%s:%d): %s", name, base, number, text);
    }
    fflush(stdout);
    return true;
}

static void print_log(struct tally *tally, FILE *log)
{
    char *line = NULL;
    size_t room = 0;
    bool in_results = false;
    while (getline(&line, &room, log) > 0) {
        if (strncmp(line, "Results for all suites run:", 27) == 0)
            break;
        if (print_result(tally, line))
            in_results = true;
        else if (in_results)
            printf("      %s", line);
    }
    free(line);
}

static void kill_children(void)
{
    FILE *list = fopen("/proc/thread-self/children", "r");
    int child;
    while (list != NULL && fscanf(list, "%d", &child) == 1)
        kill(child, SIGKILL);
    if (list != NULL)
        fclose(list);
}

/* Ends what failed tests have left running: as their subreaper this process inherits it, and what
   the killed ones had started after them. */
static void end_all_children(void)
{
    while (waitpid(-1, NULL, WNOHANG) >= 0) {
        kill_children();
        usleep(1000);
    }
}

/* The process that runs the suite: Check writes its log, line by line, to `log`. */
static void run_suite(Suite *suite, int log)
{
    char path[32];
    snprintf(path, sizeof(path), "/proc/self/fd/%d", log);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    SRunner *runner = srunner_create(suite);
    srunner_set_log(runner, path);
    srunner_run_all(runner, CK_SILENT);
    srunner_free(runner);
    end_all_children();
}

int report_run(const char *program, Suite *suite)
{
    struct tally tally = {0};
    int ends[2], status = 0;
    unsetenv("NO_COLOR");
    if (pipe(ends) < 0 || scratch_folder_make() < 0) {
        perror(program);
        return 1;
    }
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        run_suite(suite, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    FILE *log = fdopen(ends[0], "r");
    if (child > 0 && log != NULL)
        print_log(&tally, log);
    waitpid(child, &status, 0);
    scratch_folder_remove();
    if (child < 0 || status != 0) {
        tally.failed++;
        printf("FAIL  the suite itself did not run to its end\n");
    }
    const char *base = strrchr(program, '/') != NULL ? strrchr(program, '/') + 1 : program;
    printf("%s: %u passed, %u failed, %u skipped\n", base, tally.passed, tally.failed,
           tally.skipped);
    return tally.failed > 0 || tally.passed + tally.skipped == 0;
}
