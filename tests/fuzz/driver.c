/*
 * A small fuzzer for where libFuzzer is not: it takes the same options as far as the makefile uses
 * them, mutates what it knows, and keeps each input that reaches code no other has reached
 * (cover.c). An input that stops the program is left in ./crash-TARGET.
 *
 * usage: fuzz_TARGET [-runs=N] [-max_total_time=SECONDS] [-seed=N] [FILE|FOLDER]…
 * With -runs=0 the files are replayed and nothing else is done.
 */
#include "cover.h"
#include "pool.h"
#include "target.h"

#include <fcntl.h>
#include <sanitizer/common_interface_defs.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { HANG_SECONDS = 20 };

/* The input under way, for the signal handler: the one thing here that cannot be handed on. */
static const struct input *current;
static const char *program = "fuzz";

struct plan {
    unsigned long long runs;
    double seconds;
    uint64_t seed;
};

/** Saves the input under way. Nothing but system calls: the program is already broken. */
static void save_current(void)
{
    char path[64] = "crash-";
    strncat(path, program, sizeof path - 8);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0 || !current)
        return;
    if (write(fd, current->bytes, current->size) == (ssize_t)current->size)
        dprintf(STDERR_FILENO, "the input is in %s\n", path);
    close(fd);
}

static void on_signal(int signal)
{
    dprintf(STDERR_FILENO, "%s: %s\n", program,
            signal == SIGALRM ? "an input takes for ever" : "a promise was broken");
    save_current();
    _exit(1);
}

static void arm(void)
{
    const struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGABRT, &action, NULL);
    sigaction(SIGALRM, &action, NULL);
    __sanitizer_set_death_callback(save_current);
}

/** Runs one input, in a copy as long as it is, so that a read beyond it is seen. */
static bool run(const struct input *input)
{
    uint8_t *copy = malloc(input->size + !input->size);
    if (!copy)
        abort();
    memcpy(copy, input->bytes, input->size);
    current = input;
    cover_begin();
    LLVMFuzzerTestOneInput(copy, input->size);
    free(copy);
    return cover_is_new();
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static unsigned long long fuzz(struct pool *pool, const struct plan *plan)
{
    struct input input;
    unsigned long long done = 0;
    double end = now() + plan->seconds;
    while (done < plan->runs) {
        if (done % 1024 == 0) {
            alarm(HANG_SECONDS);
            if (plan->seconds > 0 && now() >= end)
                break;
        }
        pool_mutate(pool, &input);
        if (run(&input))
            pool_add(pool, &input);
        done++;
    }
    return done;
}

static void read_option(struct plan *plan, const char *word)
{
    if (sscanf(word, "-runs=%llu", &plan->runs) == 1)
        return;
    if (sscanf(word, "-max_total_time=%lf", &plan->seconds) == 1)
        return;
    unsigned long long seed;
    if (sscanf(word, "-seed=%llu", &seed) == 1)
        plan->seed = seed;
}

int main(int argc, char *argv[])
{
    struct plan plan = {.runs = ~0ULL, .seed = (uint64_t)time(NULL)};
    static struct pool pool;
    const char *slash = strrchr(argv[0], '/');
    program = slash ? slash + 1 : argv[0];
    arm();
    for (int i = 1; i < argc; i++)
        if (argv[i][0] == '-')
            read_option(&plan, argv[i]);
        else if (pool_load(&pool, argv[i]) < 0)
            return 66;
    pool.random = plan.seed * 2 + 1;
    unsigned inputs = pool.count;
    for (unsigned i = 0; i < inputs; i++)
        run(&pool.inputs[i]);
    unsigned long long done = plan.runs ? fuzz(&pool, &plan) : 0;
    printf("%s: %u inputs, %llu executions, %u places reached, %u inputs kept, seed %llu\n",
           program, inputs, done + inputs, cover_count(), pool.count - inputs,
           (unsigned long long)plan.seed);
    return 0;
}
