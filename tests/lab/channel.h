/*
 * The one connection between the host and the simulated machine: a stream of frames both ways,
 * over QEMU's standard input and output on the host and a virtio serial port in the machine.
 *
 * Nothing blocks in here. Bytes are taken from a file only when nothing waits to be sent: so the
 * slowest reader slows everybody down, and memory does not grow.
 */
#ifndef LAB_CHANNEL_H
#define LAB_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum frame_kind {
    FRAME_ARCHIVE = 1, /* both ways: part of a tar archive; an empty frame is its end */
    FRAME_COMMAND,     /* to the machine: what command.h writes */
    FRAME_INPUT,       /* to the machine: for the command's standard input; empty: its end */
    FRAME_BEAT,        /* to the machine: nothing; see runner.c */
    FRAME_WINDOW,      /* to the machine: the terminal's new size, a struct winsize */
    FRAME_OUTPUT,      /* from the machine: what the command wrote to standard output */
    FRAME_ERRORS,      /* from the machine: what it wrote to standard error */
    FRAME_STATUS,      /* from the machine, the last: one byte, the command's exit status */
};

struct frame_header {
    uint32_t kind, size;
};

/* A virtio serial port takes at most 32 KiB at once. */
enum { FRAME_ROOM = 32 * 1024, FRAME_LIMIT = FRAME_ROOM - sizeof(struct frame_header) };

struct frame {
    enum frame_kind kind;
    const uint8_t *bytes; /* in the channel, good until the next channel_take() */
    size_t size;
};

struct channel {
    int fd;          /* non-blocking, the caller's */
    bool closed;     /* the other side is gone, or sent what is no frame */
    size_t taken;    /* bytes of `in` that the last channel_take() handed out */
    size_t in_size;  /* bytes in `in` */
    size_t sent;     /* bytes of `out` that are gone */
    size_t out_size; /* bytes in `out` */
    uint8_t in[FRAME_ROOM];
    uint8_t out[2 * FRAME_ROOM];
};

/** Whether nothing waits to be sent. */
bool channel_is_idle(const struct channel *channel);

/**
 * Puts a frame in line, and sends what can be sent at once.
 * @param size  at most FRAME_LIMIT; there is room for two such frames
 */
void channel_put(struct channel *channel, enum frame_kind kind, const void *bytes, size_t size);

/** Sends more of what waits, as much as goes without blocking. */
void channel_flush(struct channel *channel);

/** Receives what is there. */
void channel_fill(struct channel *channel);

/** Takes the next frame; @return whether a whole one was there. */
bool channel_take(struct channel *channel, struct frame *frame);

#endif
