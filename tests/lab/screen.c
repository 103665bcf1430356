#include "screen.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { ESCAPE = 0x1d, ESCAPES = 3 };

int screen_open(struct screen *screen)
{
    struct termios raw;
    if (tcgetattr(STDIN_FILENO, &screen->saved) < 0 ||
        ioctl(STDIN_FILENO, TIOCGWINSZ, &screen->size) < 0 ||
        pipe2(screen->changes, O_CLOEXEC | O_NONBLOCK) < 0) {
        perror("lab: the terminal");
        return -1;
    }
    fprintf(stderr, "lab: starting a simulated machine with AMD-V, in a few seconds;"
                    " Ctrl-] three times ends it\n");
    raw = screen->saved;
    cfmakeraw(&raw);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
    screen->raw = true;
    return 0;
}

void screen_close(struct screen *screen)
{
    if (screen->raw)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &screen->saved);
    screen->raw = false;
}

void screen_resized(struct screen *screen)
{
    if (screen->raw && ioctl(STDIN_FILENO, TIOCGWINSZ, &screen->size) == 0 &&
        write(screen->changes[1], &screen->size, sizeof(screen->size)) < 0)
        perror("lab: the terminal's size");
}

bool screen_is_escape(void *opaque, const uint8_t *bytes, size_t size)
{
    struct screen *screen = opaque;
    for (size_t i = 0; i < size && screen->escapes < ESCAPES; i++)
        screen->escapes = bytes[i] == ESCAPE ? screen->escapes + 1 : 0;
    return screen->escapes >= ESCAPES;
}
