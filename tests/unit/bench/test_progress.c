/* The progress line: on a terminal, and there alone; what is said takes it away. */
#include "unit/run_tests.h"

/* The driver's clock, which stands still unless told otherwise, in the place of base/clock.c. */
#define clock_ns real_clock_ns
#include "base/clock.c"
#undef clock_ns
#include "base/progress.h"

#include <fcntl.h>
#include <pty.h>
#include <string.h>
#include <unistd.h>

static uint64_t now_ns;

uint64_t clock_ns(void)
{
    return now_ns;
}

#define S 1000000000ull

static int reader;

/** Makes standard error the near end of a terminal, or of a pipe. */
static void open_stderr(bool terminal)
{
    int ends[2];
    if (terminal) {
        struct termios settings;
        ck_assert_int_eq(openpty(&ends[0], &ends[1], NULL, NULL, NULL), 0);
        tcgetattr(ends[1], &settings);
        cfmakeraw(&settings);
        tcsetattr(ends[1], TCSANOW, &settings);
    } else {
        ck_assert_int_eq(pipe(ends), 0);
    }
    dup2(ends[1], STDERR_FILENO);
    reader = ends[0];
    fcntl(reader, F_SETFL, O_NONBLOCK);
}

/** What came out since the last time. */
static const char *shown(void)
{
    static char text[512];
    size_t used = 0;
    ssize_t n;
    while ((n = read(reader, text + used, sizeof text - 1 - used)) > 0)
        used += (size_t)n;
    text[used] = '\0';
    return text;
}

START_TEST(test_terminal_shows_how_far_it_is)
{
    struct progress progress;
    open_stderr(true);
    now_ns = 7 * S;
    progress_begin(&progress, 200 * S);
    progress_show(&progress, "boot %d", 1);
    ck_assert_str_eq(shown(), "\r\033[K[........................]   0 %  3:21 left  boot 1");
    now_ns += 50 * S;
    progress_show(&progress, "boot %d", 2);
    ck_assert_str_eq(shown(), "\r\033[K[######..................]  25 %  2:31 left  boot 2");
    now_ns += 150 * S; /* and on, for it was an estimate */
    progress_show(&progress, "boot %d", 3);
    ck_assert_str_eq(shown(), "\r\033[K[########################] 100 %  0:00 left  boot 3");
}
END_TEST

START_TEST(test_words_take_its_place)
{
    struct progress progress;
    open_stderr(true);
    progress_begin(&progress, S);
    progress_say(&progress, "nothing %s", "yet");
    ck_assert_str_eq(shown(), "nothing yet\n");
    progress_show(&progress, "boot");
    shown();
    progress_say(&progress, "a word");
    ck_assert_str_eq(shown(), "\r\033[Ka word\n");
    progress_say(&progress, "another");
    ck_assert_str_eq(shown(), "another\n");
    progress_show(&progress, "boot");
    shown();
    progress_end(&progress);
    ck_assert_str_eq(shown(), "\r\033[K");
    progress_end(&progress);
    ck_assert_str_eq(shown(), "");
}
END_TEST

START_TEST(test_a_pipe_gets_words_alone)
{
    struct progress progress;
    open_stderr(false);
    progress_begin(&progress, S);
    progress_show(&progress, "boot");
    progress_say(&progress, "a word");
    progress_end(&progress);
    ck_assert_str_eq(shown(), "a word\n");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_terminal_shows_how_far_it_is,
        test_words_take_its_place,
        test_a_pipe_gets_words_alone,
    };
    return RUN_TESTS("progress", tests);
}
