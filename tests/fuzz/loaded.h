/* What both loaders promise, whatever file they are given. */
#ifndef FUZZ_LOADED_H
#define FUZZ_LOADED_H

#include "boot/image.h"
#include "target.h"

#include <string.h>

/** Memory of 64 to 124 KiB, with anything in it, that ends where the sanitizer looks. */
static inline struct memory fuzz_memory(uint8_t choice)
{
    uint64_t size = MEMORY_MIN + choice % 16 * PAGE_SIZE;
    struct memory memory = {.base = malloc(size), .size = size};
    must(memory.base != NULL);
    return memory;
}

/** A copy of the file, for an image owns what it holds. */
static inline struct image fuzz_image(enum image_kind kind, const struct bytes *file)
{
    struct image image = {.path = "fuzz", .kind = kind, .size = file->left};
    image.bytes = malloc(file->left + !file->left);
    must(image.bytes != NULL);
    if (file->left > 0)
        memcpy(image.bytes, file->at, file->left);
    return image;
}

/** Loaded, or refused with one line and a status that the contract names. */
static inline void must_be_told(int result, const struct error *err)
{
    if (result == 0) {
        must(err->status == STATUS_OK);
        return;
    }
    must(result == -1);
    must(err->status == STATUS_BAD_IMAGE || err->status == STATUS_USAGE);
    must(err->text[0] != '\0' && strchr(err->text, '\n') == NULL);
}

#endif
