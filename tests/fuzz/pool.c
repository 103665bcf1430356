#include "pool.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { CHANGES_MAX = 8 };

/* ---- loading ------------------------------------------------------------------------------ */

static int load_file(struct pool *pool, const char *path)
{
    static struct input input;
    FILE *file = fopen(path, "rbe");
    if (!file) {
        fprintf(stderr, "cannot read %s: %s\n", path, strerror(errno));
        return -1;
    }
    input.size = fread(input.bytes, 1, sizeof input.bytes, file);
    fclose(file);
    pool_add(pool, &input);
    return 0;
}

static int load_folder(struct pool *pool, const char *path)
{
    char name[512];
    int result = 0;
    DIR *folder = opendir(path);
    if (!folder)
        return -1;
    for (struct dirent *entry; result == 0 && (entry = readdir(folder)) != NULL;) {
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.')
            result = load_file(pool, name);
    }
    closedir(folder);
    return result;
}

int pool_load(struct pool *pool, const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return load_folder(pool, path);
    return load_file(pool, path);
}

/* ---- making new ones ---------------------------------------------------------------------- */

/** A number below `limit`, which is not 0 (Marsaglia, "Xorshift RNGs", 2003). */
static size_t below(struct pool *pool, size_t limit)
{
    pool->random ^= pool->random << 13;
    pool->random ^= pool->random >> 7;
    pool->random ^= pool->random << 17;
    return (size_t)(pool->random >> 11) % limit;
}

void pool_add(struct pool *pool, const struct input *input)
{
    unsigned at = pool->count < POOL_MAX ? pool->count++ : (unsigned)below(pool, POOL_MAX);
    pool->inputs[at] = *input;
}

static void remove_bytes(struct pool *pool, struct input *input)
{
    size_t at = below(pool, input->size), most = input->size - at;
    size_t count = 1 + below(pool, most < 16 ? most : 16);
    memmove(input->bytes + at, input->bytes + at + count, input->size - at - count);
    input->size -= count;
}

static void insert_bytes(struct pool *pool, struct input *input)
{
    size_t at = below(pool, input->size + 1), count = 1 + below(pool, 16);
    if (input->size + count > INPUT_MAX)
        return;
    memmove(input->bytes + at + count, input->bytes + at, input->size - at);
    for (size_t i = 0; i < count; i++)
        input->bytes[at + i] = (uint8_t)below(pool, 256);
    input->size += count;
}

/** Numbers at which things end: written over 1, 2 or 4 bytes. */
static void set_number(struct pool *pool, struct input *input)
{
    static const uint32_t ends[] = {0,      1,      0x7f,   0x80,       0xff,       0x7fff,
                                    0x8000, 0xffff, 0x1000, 0x7fffffff, 0x80000000, 0xffffffff};
    size_t at = below(pool, input->size), width = (size_t)1 << below(pool, 3);
    uint32_t number = ends[below(pool, sizeof ends / sizeof ends[0])];
    if (at + width <= input->size)
        memcpy(input->bytes + at, &number, width);
}

/** Puts a piece of another input over, or after, a place of this one. */
static void splice(struct pool *pool, struct input *input)
{
    const struct input *other = &pool->inputs[below(pool, pool->count)];
    if (other->size == 0)
        return;
    size_t from = below(pool, other->size), to = below(pool, input->size + 1);
    size_t count = 1 + below(pool, other->size - from);
    if (count > INPUT_MAX - to)
        count = INPUT_MAX - to;
    memcpy(input->bytes + to, other->bytes + from, count);
    if (input->size < to + count)
        input->size = to + count;
}

static void change(struct pool *pool, struct input *input)
{
    size_t what = input->size == 0 ? 0 : below(pool, 6);
    switch (what) {
    case 0:
        insert_bytes(pool, input);
        break;
    case 1:
        remove_bytes(pool, input);
        break;
    case 2:
        set_number(pool, input);
        break;
    case 3:
        splice(pool, input);
        break;
    case 4:
        input->bytes[below(pool, input->size)] ^= (uint8_t)(1U << below(pool, 8));
        break;
    default:
        input->bytes[below(pool, input->size)] = (uint8_t)below(pool, 256);
        break;
    }
}

void pool_mutate(struct pool *pool, struct input *input)
{
    input->size = 0;
    if (pool->count > 0)
        *input = pool->inputs[below(pool, pool->count)];
    else
        pool_add(pool, input);
    for (size_t i = 1 + below(pool, CHANGES_MAX); i > 0; i--)
        change(pool, input);
}
