#include "window.h"

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t most(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

static struct window window_of(const struct sample *step)
{
    return (struct window){.begin_ns = step->begin_ns, .end_ns = step->begin_ns + step->wall_ns};
}

static struct window window_of_all(const struct worker *worker)
{
    return (struct window){.begin_ns = window_of(&worker->step[0]).begin_ns,
                           .end_ns = window_of(&worker->step[worker->steps - 1]).end_ns};
}

struct window window_whole(const struct worker *worker, unsigned machines)
{
    struct window whole = {.begin_ns = UINT64_MAX};
    for (unsigned i = 0; i < machines; i++) {
        struct window own = window_of_all(&worker[i]);
        whole.begin_ns = least(whole.begin_ns, own.begin_ns);
        whole.end_ns = most(whole.end_ns, own.end_ns);
    }
    return whole;
}

static struct window overlap(struct window a, struct window b)
{
    return (struct window){.begin_ns = most(a.begin_ns, b.begin_ns),
                           .end_ns = least(a.end_ns, b.end_ns)};
}

struct window window_common(const struct worker *worker, unsigned machines)
{
    struct window common = {.end_ns = UINT64_MAX};
    for (unsigned i = 0; i < machines; i++)
        common = overlap(common, window_of_all(&worker[i]));
    return common;
}

uint64_t window_ns(struct window window)
{
    return window.end_ns > window.begin_ns ? window.end_ns - window.begin_ns : 0;
}

/** The share of a step that lies in a window; one whose marks came at once is in it or is not. */
static double step_share(const struct sample *step, struct window window)
{
    if (step->wall_ns > 0)
        return (double)window_ns(overlap(window_of(step), window)) / (double)step->wall_ns;
    return window.begin_ns <= step->begin_ns && step->begin_ns <= window.end_ns ? 1 : 0;
}

double window_share(const struct worker *worker, struct window window)
{
    double steps = 0;
    for (size_t i = 0; i < worker->steps; i++)
        steps += step_share(&worker->step[i], window);
    return steps / (double)worker->steps;
}
