#include "memory.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

int memory_map(struct memory *memory, uint64_t size, struct error *err)
{
    void *base = mmap(NULL, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (base == MAP_FAILED)
        return fail(err, STATUS_OS_ERROR,
                    "cannot map %llu KiB of guest memory: %s; use a smaller -m",
                    (unsigned long long)size >> 10, strerror(errno));
    memory->base = base;
    memory->size = size;
    return 0;
}

void memory_unmap(struct memory *memory)
{
    if (memory->base)
        munmap(memory->base, memory->size);
    memory->base = NULL;
    memory->size = 0;
}

static int inside(const struct memory *memory, uint64_t address, uint64_t size)
{
    return address <= memory->size && size <= memory->size - address;
}

int memory_write(struct memory *memory, uint64_t address, const void *data, uint64_t size)
{
    if (!inside(memory, address, size))
        return -1;
    memcpy(memory->base + address, data, size);
    return 0;
}

int memory_read(const struct memory *memory, uint64_t address, void *data, uint64_t size)
{
    if (!inside(memory, address, size))
        return -1;
    memcpy(data, memory->base + address, size);
    return 0;
}
