#include "progress.h"

#include "clock.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

enum { BAR_WIDTH = 24 };

void progress_begin(struct progress *progress, uint64_t expected_ns)
{
    *progress = (struct progress){
        .terminal = isatty(STDERR_FILENO) == 1,
        .started_ns = clock_ns(),
        .expected_ns = expected_ns,
    };
}

/** Takes the renewing line away; what stood there is gone. */
static void clear(struct progress *progress)
{
    if (progress->line_open)
        fputs("\r\033[K", stderr);
    progress->line_open = false;
}

void progress_say(struct progress *progress, const char *format, ...)
{
    va_list args;
    clear(progress);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

static void draw(struct progress *progress, const char *text)
{
    uint64_t elapsed_ns = clock_ns() - progress->started_ns;
    double share = 1;
    uint64_t left_s = 0;
    if (elapsed_ns < progress->expected_ns) {
        share = (double)elapsed_ns / (double)progress->expected_ns;
        left_s = (progress->expected_ns - elapsed_ns) / 1000000000 + 1;
    }
    char bar[BAR_WIDTH + 1];
    for (int i = 0; i < BAR_WIDTH; i++)
        bar[i] = i < (int)(share * BAR_WIDTH) ? '#' : '.';
    bar[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r\033[K[%s] %3d %%  %llu:%02llu left  %s", bar, (int)(share * 100),
            (unsigned long long)(left_s / 60), (unsigned long long)(left_s % 60), text);
    progress->line_open = true;
}

void progress_show(struct progress *progress, const char *format, ...)
{
    char text[60];
    va_list args;
    if (!progress->terminal)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    draw(progress, text);
}

void progress_end(struct progress *progress)
{
    clear(progress);
}
