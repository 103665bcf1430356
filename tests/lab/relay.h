/*
 * What both sides of the channel do most of the time: carry bytes from files to frames and from
 * frames to files, until something happens that is for the caller to decide.
 */
#ifndef LAB_RELAY_H
#define LAB_RELAY_H

#include "channel.h"

/** A file whose bytes go out as frames of one kind. */
struct source {
    int fd; /* -1: none; relay_run() sets it so at the end of the file, but does not close it */
    enum frame_kind kind;
    /** Looks at what was read; true makes relay_run() return RELAY_ESCAPE. May be NULL. */
    bool (*is_escape)(void *opaque, const uint8_t *bytes, size_t size);
    void *opaque;
};

enum { RELAY_SOURCES = 2 };

/** Bytes of a frame on their way to a file; no further frame is taken until they are there. */
struct sink {
    int fd;
    const uint8_t *bytes;
    size_t size;
};

struct relay {
    struct channel channel;
    struct source source[RELAY_SOURCES];
    struct sink sink;
    int signals; /* a signalfd */
};

enum relay_event {
    RELAY_NOTHING, /* never returned by relay_run() */
    RELAY_FRAME,   /* a frame has come */
    RELAY_SIGNAL,  /* `signals` can be read */
    RELAY_ENDED,   /* a source has ended, and its last, empty frame is in line */
    RELAY_ESCAPE,  /* a source's is_escape() said so */
    RELAY_BROKEN,  /* a file has refused the bytes of a frame, and what was left of it is lost */
    RELAY_CLOSED,  /* the other side is gone */
};

/** Carries bytes until something happens. */
enum relay_event relay_run(struct relay *relay, struct frame *frame);

/** Has the frame's bytes written to `fd`, which may be slow. */
void relay_write(struct relay *relay, const struct frame *frame, int fd);

/**
 * Carries what is still in the sources, one after the other; blocks.
 * @param pause_ms  gives a source up that has said nothing for so long; -1: only at its end
 */
void relay_drain(struct relay *relay, int pause_ms);

/** Sends one last frame and waits until it is gone; blocks. */
void relay_finish(struct relay *relay, enum frame_kind kind, const void *bytes, size_t size);

#endif
