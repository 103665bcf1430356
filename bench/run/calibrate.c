#include "calibrate.h"

#include <math.h>

double calibrate_slowest(const struct cost *cost, size_t count)
{
    double slowest = 0;
    for (size_t i = 0; i < count; i++)
        slowest = fmax(slowest, cost->unit_ns[i]);
    return slowest;
}

double calibrate_fastest(const struct cost *cost, size_t count)
{
    double fastest = 0;
    for (size_t i = 0; i < count; i++) {
        if (cost->unit_ns[i] > 0 && (fastest <= 0 || cost->unit_ns[i] < fastest))
            fastest = cost->unit_ns[i];
    }
    return fastest;
}

/** What an iteration of a workload in all engines takes, in units of one in the slowest. */
static double round_share_of(const struct cost *cost, size_t count)
{
    double total = 0, slowest = calibrate_slowest(cost, count);
    for (size_t i = 0; i < count; i++)
        total += cost->unit_ns[i];
    return slowest > 0 ? total / slowest : 0;
}

static double round_share(const struct calibration *calibration)
{
    double share = 0;
    for (size_t i = 0; i < calibration->workloads; i++)
        share += round_share_of(&calibration->costs[i], calibration->engines);
    return share * calibration->iterations;
}

/** What a workload takes apart from the rounds, in units of an iteration in the slowest engine. */
static double apart_share_of(const struct calibration *calibration, const struct cost *cost)
{
    double slowest = calibrate_slowest(cost, calibration->engines);
    double total = calibration->native_iterations * calibrate_fastest(cost, calibration->engines);
    for (size_t i = 0; i < calibration->engines; i++)
        total += cost->unit_ns[i] * cost->apart[i];
    return slowest > 0 ? total / slowest : 0;
}

static double apart_share(const struct calibration *calibration)
{
    double share = 0;
    for (size_t i = 0; i < calibration->workloads; i++)
        share += apart_share_of(calibration, &calibration->costs[i]);
    return share;
}

double calibrate_round_ns(const struct calibration *calibration, double iteration_ns)
{
    return calibration->boot_ns + round_share(calibration) * iteration_ns;
}

/** The iteration that makes `rounds` rounds, and what is apart from them, fill the budget. */
static double iteration_for(const struct calibration *calibration, double budget_ns,
                            unsigned rounds)
{
    double share = rounds * round_share(calibration) + apart_share(calibration);
    double room = budget_ns - rounds * calibration->boot_ns - calibration->apart_ns;
    return share > 0 && room > 0 ? room / share : 0;
}

struct plan calibrate_plan(const struct calibration *calibration, double budget_ns, unsigned rounds)
{
    struct plan plan = {.rounds = rounds ? rounds : ROUNDS_GOOD};
    plan.iteration_ns = iteration_for(calibration, budget_ns, plan.rounds);
    while (rounds == 0 && plan.rounds > ROUNDS_MIN && plan.iteration_ns < ITERATION_GOOD_NS) {
        plan.rounds--;
        plan.iteration_ns = iteration_for(calibration, budget_ns, plan.rounds);
    }
    plan.iteration_ns = fmin(fmax(plan.iteration_ns, ITERATION_MIN_NS), ITERATION_MAX_NS);
    return plan;
}

/** Rounds down to two significant digits, so that sizes are easy to read and to type. */
static double round_down(double size)
{
    double step = 1;
    while (size / step >= 100)
        step *= 10;
    return floor(size / step) * step;
}

uint32_t calibrate_size(const struct cost *cost, size_t count, double iteration_ns,
                        uint32_t fallback)
{
    double slowest = calibrate_slowest(cost, count);
    if (slowest <= 0)
        return fallback;
    double size = round_down(iteration_ns / slowest);
    if (size < 1)
        return 1;
    /* The largest size that a 32-bit number holds, rounded as all others are. */
    return size > 4.2e9 ? 4200000000u : (uint32_t)size;
}
