#include "user/bench.h"

#include <stdbool.h>

#include "lib/format.h"
#include "lib/string.h"
#include "user/marks.h"
#include "user/os.h"
#include "workloads/workload.h"

/* One word of the spec: NAME:SIZE:ITERATIONS. */
struct request {
    char name[MARK_NAME_MAX + 1];
    uint32_t size;
    uint32_t iterations;
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
static int parse_request(const char *text, struct request *request)
{
    if (parse_name(&text, request->name) < 0 || parse_count(&text, &request->size) < 0 ||
        parse_count(&text, &request->iterations) < 0)
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

static int refuse(struct marks *marks, const struct request *request, const char *reason)
{
    struct sample sample = {.workload = request->name, .size = request->size};
    say("bench: ");
    say(request->name);
    say(": ");
    say(reason);
    say("\n");
    marks_fail(marks, &sample, reason);
    return -1;
}

/* The timed region lies between the two readings of the TSC; nothing else does. */
static void run_once(struct marks *marks, const struct workload *workload, const struct work *work,
                     uint32_t iteration)
{
    struct sample sample = {.workload = workload->name, .size = work->size, .iteration = iteration};
    marks_begin(marks, &sample, os_tsc());
    sample.tsc_begin = os_tsc();
    sample.checksum = workload->run(work);
    sample.tsc_end = os_tsc();
    marks_end(marks, &sample);
}

/* Gives the work its memory, every page touched, and what the workload wants to find in it. */
static int prepare(const struct workload *workload, struct work *work)
{
    if (workload->memory > 0) {
        work->memory = os_map(workload->memory);
        if (work->memory == NULL)
            return -1;
        memset(work->memory, 0, workload->memory);
    }
    return workload->prepare == NULL ? 0 : workload->prepare(work);
}

static void release(struct work *work)
{
    if (work->memory != NULL)
        os_unmap(work->memory, work->bytes);
}

static int run_request(struct marks *marks, const struct request *request)
{
    const struct workload *workload = workload_find(request->name);
    if (workload == NULL)
        return refuse(marks, request, "unknown");
    if (workload->needs_hypervisor && os_hypercall(1) < 0)
        return refuse(marks, request, "unsupported");

    struct work work = {.size = request->size, .bytes = workload->memory};
    if (prepare(workload, &work) < 0) {
        release(&work);
        return refuse(marks, request, "memory");
    }
    for (uint32_t iteration = 0; iteration < request->iterations; iteration++)
        run_once(marks, workload, &work, iteration);
    release(&work);
    return 0;
}

int bench_run(const char *spec)
{
    struct marks marks = {0};
    int failures = 0;
    marks_boot(&marks, os_tsc());
    for (;;) {
        struct request request;
        size_t length = 0;
        while (spec[length] != ',' && spec[length] != '\0')
            length++;
        if (parse_request(spec, &request) < 0)
            failures += refuse_word(spec, length) < 0;
        else
            failures += run_request(&marks, &request) < 0;
        if (spec[length] == '\0')
            break;
        spec += length + 1;
    }
    marks_done(&marks);
    return failures;
}
