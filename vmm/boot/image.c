#include "boot/image.h"

#include "boot/multiboot_header.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* No image may be larger than the largest memory: a wrong file is refused before it is read. */
#define IMAGE_MAX MEMORY_MAX

static int read_whole(int fd, struct image *image, struct error *err)
{
    for (size_t done = 0; done < image->size;) {
        ssize_t got = read(fd, image->bytes + done, image->size - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(err, STATUS_NO_FILE, "cannot read %s: %s", image->path, strerror(errno));
        if (got == 0)
            return fail(err, STATUS_BAD_IMAGE, "%s became shorter while it was read; try again",
                        image->path);
        done += (size_t)got;
    }
    return 0;
}

static int read_file(int fd, struct image *image, struct error *err)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return fail(err, STATUS_NO_FILE, "cannot read %s: %s", image->path, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return fail(err, STATUS_BAD_IMAGE, "%s is not a regular file; give a guest image",
                    image->path);
    if (st.st_size == 0)
        return fail(err, STATUS_BAD_IMAGE, "%s is empty; 'make' builds the guests", image->path);
    if ((uint64_t)st.st_size > IMAGE_MAX)
        return fail(err, STATUS_BAD_IMAGE, "%s is larger than any VM's memory can be (3G)",
                    image->path);
    image->size = (size_t)st.st_size;
    image->bytes = malloc(image->size);
    if (!image->bytes)
        return fail(err, STATUS_OS_ERROR, "no memory to read %s (%zu bytes)", image->path,
                    image->size);
    return read_whole(fd, image, err);
}

int image_open(struct image *image, const char *path, struct error *err)
{
    *image = (struct image){.path = path};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT)
        return fail(err, STATUS_NO_FILE, "no such image: %s; 'make' builds the guests", path);
    if (fd < 0)
        return fail(err, STATUS_NO_FILE, "cannot open %s: %s", path, strerror(errno));
    int result = read_file(fd, image, err);
    close(fd);
    if (result < 0) {
        image_close(image);
        return -1;
    }
    image->kind = image_kind(image->bytes, image->size);
    return 0;
}

enum image_kind image_kind(const uint8_t *bytes, size_t size)
{
    struct multiboot_header header;
    size_t at;
    if (size >= SELFMAG && memcmp(bytes, ELFMAG, SELFMAG) == 0)
        return IMAGE_MULTIBOOT;
    bool addressed =
        multiboot_find_header(bytes, size, &header, &at) && header.flags & MULTIBOOT_ADDRESSES;
    return addressed ? IMAGE_MULTIBOOT : IMAGE_FLAT;
}

void image_close(struct image *image)
{
    free(image->bytes);
    image->bytes = NULL;
}

uint64_t image_default_memory(enum image_kind kind)
{
    return kind == IMAGE_FLAT ? 256ULL << 10 : 16ULL << 20;
}
