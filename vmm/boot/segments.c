#include "boot/segments.h"

int image_bad(const struct image *image, const char *what, struct error *err)
{
    return fail(err, STATUS_BAD_IMAGE, "%s: %s; is it a complete Multiboot v1 kernel?", image->path,
                what);
}

static int check(const struct segments *loaded, const struct segment *segment,
                 const struct image *image, const struct memory *memory, struct error *err)
{
    if (segment->file_size > segment->memory_size)
        return image_bad(image, "a segment is larger in the file than in memory", err);
    if (segment->file_offset + segment->file_size > image->size)
        return image_bad(image, "a segment is cut off", err);
    if (segment->address + segment->memory_size > memory->size)
        return fail(err, STATUS_BAD_IMAGE,
                    "%s does not fit: it needs memory up to 0x%llx, the VM has %llu KiB; use a "
                    "larger -m",
                    image->path, (unsigned long long)segment->address + segment->memory_size,
                    (unsigned long long)memory->size >> 10);
    if (segments_meet(loaded, segment->address, segment->memory_size))
        return image_bad(image, "two of its segments overlap in memory", err);
    if (loaded->count == SEGMENTS_MAX)
        return fail(err, STATUS_BAD_IMAGE, "%s has more than %d segments to load", image->path,
                    SEGMENTS_MAX);
    return 0;
}

int segment_load(struct segments *loaded, const struct segment *segment, const struct image *image,
                 struct memory *memory, struct error *err)
{
    if (check(loaded, segment, image, memory, err) < 0)
        return -1;
    if (segment->memory_size > 0)
        loaded->at[loaded->count++] = *segment;
    return memory_write(memory, segment->address, image->bytes + segment->file_offset,
                        segment->file_size);
}

bool segments_meet(const struct segments *loaded, uint64_t address, uint64_t size)
{
    for (unsigned i = 0; i < loaded->count; i++) {
        const struct segment *segment = &loaded->at[i];
        uint64_t end = segment->address + segment->memory_size;
        if (size > 0 && segment->address < address + size && address < end)
            return true;
    }
    return false;
}

uint64_t segments_end(const struct segments *loaded)
{
    uint64_t end = 0;
    for (unsigned i = 0; i < loaded->count; i++)
        if (end < loaded->at[i].address + loaded->at[i].memory_size)
            end = loaded->at[i].address + loaded->at[i].memory_size;
    return end;
}
