#include "user/bench.h"

#include <stdbool.h>

#include "lib/format.h"
#include "lib/string.h"
#include "user/marks.h"
#include "user/os1k.h"
#include "workloads/workload.h"

/* One word of the spec: NAME:SIZE:ITERATIONS. */
struct task {
    char name[MARK_NAME_MAX + 1];
    uint32_t size;
    uint32_t iterations;
};

/* A harness at work: its stream of marks, and memory that is kept from workload to workload, for
 * mapping it page by page takes longer than many a run. */
struct bench {
    struct marks marks;
    void *memory;
    uint32_t bytes;
};

static void say(const char *text)
{
    os_write(text, strlen(text));
}

static bool is_name_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

static int parse_name(const char **text, char name[MARK_NAME_MAX + 1])
{
    size_t length = 0;
    while (length < MARK_NAME_MAX && is_name_character((*text)[length])) {
        name[length] = (*text)[length];
        length++;
    }
    name[length] = '\0';
    *text += length;
    return length > 0 ? 0 : -1;
}

static int parse_count(const char **text, uint32_t *count)
{
    if (**text != ':')
        return -1;
    ++*text;
    return parse_decimal(text, count) == 0 && *count > 0 ? 0 : -1;
}

/* Reads the word that `text` begins with; it has to end at a comma or at the end of the spec. */
static int parse_task(const char *text, struct task *task)
{
    if (parse_name(&text, task->name) < 0 || parse_count(&text, &task->size) < 0 ||
        parse_count(&text, &task->iterations) < 0)
        return -1;
    return *text == ',' || *text == '\0' ? 0 : -1;
}

static int refuse_word(const char *word, size_t length)
{
    say("bench: bad word '");
    os_write(word, length);
    say("': want NAME:SIZE:ITERATIONS, numbers from 1 to 4294967295\n");
    return -1;
}

static int refuse(struct bench *bench, const struct task *task, const char *reason)
{
    struct sample sample = {.workload = task->name, .size = task->size};
    say("bench: ");
    say(task->name);
    say(": ");
    say(reason);
    say("\n");
    marks_fail(&bench->marks, &sample, reason);
    return -1;
}

static void release_memory(struct bench *bench)
{
    if (bench->memory != NULL)
        os_unmap(bench->memory, bench->bytes);
    bench->memory = NULL;
    bench->bytes = 0;
}

static int reserve_memory(struct bench *bench, uint32_t bytes)
{
    if (bytes <= bench->bytes)
        return 0;
    release_memory(bench);
    bench->memory = os_map(bytes);
    if (bench->memory == NULL)
        return -1;
    bench->bytes = bytes;
    return 0;
}

/* Gives the work its memory, every page touched, and what the workload wants to find in it. */
static int prepare(struct bench *bench, const struct workload *workload, struct work *work)
{
    if (reserve_memory(bench, workload->memory) < 0)
        return -1;
    if (workload->memory > 0) {
        work->memory = bench->memory;
        work->bytes = workload->memory;
        memset(work->memory, 0, work->bytes);
    }
    return workload->prepare == NULL ? 0 : workload->prepare(work);
}

/* The timed region lies between the two readings of the TSC; nothing else does. A workload that
 * times itself knows better where that begins and ends. */
static void run_once(struct bench *bench, const struct workload *workload, const struct work *work,
                     uint32_t iteration)
{
    struct sample sample = {.workload = workload->name, .size = work->size, .iteration = iteration};
    marks_begin(&bench->marks, &sample, os_tsc());
    if (workload->run_timed != NULL) {
        sample.checksum = workload->run_timed(work, &sample.tsc_begin, &sample.tsc_end);
    } else {
        sample.tsc_begin = os_tsc();
        sample.checksum = workload->run(work);
        sample.tsc_end = os_tsc();
    }
    marks_end(&bench->marks, &sample);
}

static int run_task(struct bench *bench, const struct task *task)
{
    const struct workload *workload = workload_find(task->name);
    struct work work = {.size = task->size};
    if (workload == NULL)
        return refuse(bench, task, "unknown");
    if (workload->needs_hypervisor && !os_is_1k())
        return refuse(bench, task, "unsupported");
    if (prepare(bench, workload, &work) < 0)
        return refuse(bench, task, "memory");
    for (uint32_t iteration = 0; iteration < task->iterations; iteration++)
        run_once(bench, workload, &work, iteration);
    return 0;
}

/* Runs the word that `text` begins with, which is `length` characters long. */
static int run_word(struct bench *bench, const char *text, size_t length)
{
    struct task task;
    if (parse_task(text, &task) < 0)
        return refuse_word(text, length);
    return run_task(bench, &task);
}

int bench_run(const char *spec)
{
    struct bench bench = {0};
    int failures = 0;
    marks_boot(&bench.marks, os_tsc());
    for (;;) {
        size_t length = 0;
        while (spec[length] != ',' && spec[length] != '\0')
            length++;
        failures += run_word(&bench, spec, length) < 0;
        if (spec[length] == '\0')
            break;
        spec += length + 1;
    }
    release_memory(&bench);
    marks_done(&bench.marks);
    return failures;
}
