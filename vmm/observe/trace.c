#include "observe/trace.h"

#include "clock.h"
#include "observe/exit_reason.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TRACE_BUFFER = 256 * 1024,
};

struct trace {
    pthread_mutex_t lock;
    FILE *file;
    uint64_t start_ns;
    int error; /* errno of the first failed write; later ones are its consequences */
    char buffer[TRACE_BUFFER];
    char path[];
};

static struct trace *open_failed(const char *path, struct error *err)
{
    int status = errno == ENOENT ? STATUS_NO_FILE : STATUS_OS_ERROR;
    fail(err, status, "--trace %s: %s; name a file in a directory that can be written to", path,
         strerror(errno));
    return NULL;
}

struct trace *trace_open(const char *path, struct error *err)
{
    FILE *file = fopen(path, "we");
    if (!file)
        return open_failed(path, err);
    struct trace *trace = malloc(sizeof *trace + strlen(path) + 1);
    if (!trace) {
        fclose(file);
        fail(err, STATUS_OS_ERROR, "no memory for --trace");
        return NULL;
    }
    pthread_mutex_init(&trace->lock, NULL);
    trace->file = file;
    trace->start_ns = clock_now();
    trace->error = 0;
    strcpy(trace->path, path);
    setvbuf(file, trace->buffer, _IOFBF, sizeof trace->buffer);
    fputs("# time_ns vm exit reason direction address width count value handled_ns\n", file);
    return trace;
}

static int print(FILE *file, const struct trace_record *record, uint64_t time_ns)
{
    const char *reason = exit_reason_name(record->reason);
    if (!record->width)
        return fprintf(file, "%" PRIu64 " %u %" PRIu64 " %s - - - - - %" PRIu64 "\n", time_ns,
                       record->vm, record->number, reason, record->handled_ns);
    return fprintf(
        file, "%" PRIu64 " %u %" PRIu64 " %s %s %#" PRIx64 " %u %u %#" PRIx64 " %" PRIu64 "\n",
        time_ns, record->vm, record->number, reason, record->out ? "out" : "in", record->address,
        record->width, record->count, record->value, record->handled_ns);
}

void trace_exit(struct trace *trace, const struct trace_record *record)
{
    pthread_mutex_lock(&trace->lock);
    if (!trace->error && print(trace->file, record, record->when_ns - trace->start_ns) < 0)
        trace->error = errno;
    pthread_mutex_unlock(&trace->lock);
}

int trace_close(struct trace *trace, struct error *err)
{
    if (!trace)
        return 0;
    int error = trace->error;
    if (fclose(trace->file) != 0 && !error)
        error = errno;
    int result = 0;
    if (error)
        result = fail(err, STATUS_OS_ERROR, "--trace %s: %s; the trace is incomplete", trace->path,
                      strerror(error));
    pthread_mutex_destroy(&trace->lock);
    free(trace);
    return result;
}
