#include "console/input.h"

#include "console/ring.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    PREFIX_KEY = 0x01, /* Ctrl-A */
    CHUNK = 4096,      /* read at once; no more than the room that input_has_room() promises */
};

_Static_assert(CHUNK <= INPUT_RING / 2, "half an empty ring must take a chunk");

struct input {
    int fd, room_fd;
    bool interactive, pollable;
    struct ring ring;
    atomic_bool waiting; /* the I/O thread stopped reading, until there is room */
    atomic_bool ended;   /* all is in the ring */
    bool end_given;      /* the guest has had its Ctrl-D; the device's side only */
    bool prefixed;       /* Ctrl-A was the last key; the I/O thread's side only */
};

/* epoll itself knows best: EPERM is its answer for what is always ready. When it refuses for any
   other reason, a read of what is not ready would hold up the I/O thread for good. */
static int find_pollable(struct input *input, struct error *err)
{
    struct epoll_event event = {.events = EPOLLIN};
    int poll_fd = epoll_create1(EPOLL_CLOEXEC);
    int result = poll_fd < 0 ? -1 : epoll_ctl(poll_fd, EPOLL_CTL_ADD, input->fd, &event);
    int why = result < 0 ? errno : 0;
    if (poll_fd >= 0)
        close(poll_fd);
    input->pollable = why == 0;
    if (why && why != EPERM)
        return fail(err, STATUS_OS_ERROR, "cannot watch the input: %s", strerror(why));
    return 0;
}

struct input *input_create(int fd, bool interactive, struct error *err)
{
    bool open = fcntl(fd, F_GETFD) >= 0; /* before a descriptor of ours can take its number */
    struct input *input = calloc(1, sizeof *input);
    int room_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (!input || room_fd < 0 || ring_init(&input->ring, INPUT_RING) < 0) {
        fail(err, STATUS_OS_ERROR, "no memory or descriptor for the keyboard's buffer");
        if (room_fd >= 0)
            close(room_fd);
        free(input);
        return NULL;
    }
    input->fd = open ? fd : -1;
    input->room_fd = room_fd;
    input->interactive = interactive;
    if (open && find_pollable(input, err) < 0) {
        input_destroy(input);
        return NULL;
    }
    return input;
}

void input_destroy(struct input *input)
{
    if (!input)
        return;
    close(input->room_fd);
    ring_free(&input->ring);
    free(input);
}

int input_fd(const struct input *input)
{
    return input->fd;
}

bool input_pollable(const struct input *input)
{
    return input->pollable;
}

static bool half_free(const struct input *input)
{
    return ring_used(&input->ring) <= INPUT_RING / 2;
}

/* The two exchanges of `waiting`, here and in tell_room(), come one after the other: either this
   side sees the room that was made, or that side sees that it is waited for. */
bool input_has_room(struct input *input)
{
    if (atomic_load(&input->ended))
        return false;
    if (input->interactive || half_free(input))
        return true;
    atomic_exchange(&input->waiting, true);
    return half_free(input);
}

static unsigned put(struct input *input, uint8_t byte)
{
    return ring_put(&input->ring, &byte, 1) == 1 ? INPUT_DATA : INPUT_DROPPED;
}

static unsigned take_command(struct input *input, uint8_t key)
{
    if (key == PREFIX_KEY)
        return put(input, key);
    return key == 'x' ? INPUT_QUIT : INPUT_HELP;
}

static unsigned take_key(struct input *input, uint8_t key)
{
    if (!input->interactive)
        return put(input, key);
    bool command = input->prefixed;
    input->prefixed = !command && key == PREFIX_KEY;
    if (command)
        return take_command(input, key);
    return input->prefixed ? 0 : put(input, key);
}

static unsigned end(struct input *input)
{
    atomic_store(&input->ended, true);
    return INPUT_END | INPUT_DATA;
}

/* A terminal that was hung up gives EIO: the end, as for a pipe. It also does when we are in the
   background with SIGTTIN ignored, which the loop prevents (terminal_waits). */
static unsigned read_failed(struct input *input, struct error *err)
{
    if (errno == EAGAIN || errno == EINTR)
        return 0;
    if ((errno == EIO && input->interactive) || errno == EBADF)
        return end(input); /* EBADF: closed from the start */
    fail(err, STATUS_OS_ERROR, "the input cannot be read: %s; the guest sees its end",
         strerror(errno));
    return end(input) | INPUT_ERROR;
}

unsigned input_read(struct input *input, struct error *err)
{
    uint8_t bytes[CHUNK];
    ssize_t n = read(input->fd, bytes, sizeof bytes);
    if (n < 0)
        return read_failed(input, err);
    if (n == 0)
        return end(input);
    unsigned events = 0;
    for (ssize_t i = 0; i < n; i++)
        events |= take_key(input, bytes[i]);
    return events;
}

int input_room_fd(const struct input *input)
{
    return input->room_fd;
}

void input_room_seen(struct input *input)
{
    eventfd_t events;
    eventfd_read(input->room_fd, &events);
}

static void tell_room(struct input *input)
{
    if (half_free(input) && atomic_exchange(&input->waiting, false))
        eventfd_write(input->room_fd, 1);
}

int input_next(void *owner)
{
    struct input *input = owner;
    bool ended = atomic_load(&input->ended); /* before the ring: all is in it then */
    int byte = ring_take(&input->ring);
    if (byte >= 0) {
        tell_room(input);
        return byte;
    }
    if (!ended || input->end_given)
        return -1;
    input->end_given = true;
    return INPUT_EOF_BYTE;
}
