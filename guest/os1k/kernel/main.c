/*
 * The kernel's story: the loader hands over; we prepare traps, devices and memory, start the one
 * program, and from then on do only what traps ask for.
 */
#include "abi/ports.h"
#include "kernel.h"
#include "lib/string.h"

/* Multiboot v1, 3.2 and 3.3: the part of the loader's information that we read. */
enum { LOADER_MAGIC = 0x2BADB002, HAS_MEMORY = 1 << 0, HAS_COMMAND_LINE = 1 << 2 };
struct multiboot_info {
    uint32_t flags, lower_kib, upper_kib, boot_device, command_line;
};

/* Before memory is handed out: the line may lie anywhere in it. */
static void keep_command_line(const struct multiboot_info *info)
{
    const char *text = (const char *)(uintptr_t)info->command_line;
    if (!(info->flags & HAS_COMMAND_LINE))
        return;
    if (info->command_line >= USER_BASE - PAGE_SIZE || strlen(text) >= sizeof command_line)
        panic("the command line has over 4095 bytes, or is out of reach", NULL);
    memcpy(command_line, text, strlen(text));
}

struct trap_frame *kernel_main(uint32_t loader_magic, uint32_t loader_info)
{
    static struct trap_frame frame;
    const struct multiboot_info *info = (const void *)(uintptr_t)loader_info;
    descriptors_init();
    irq_init();
    serial_init();
    console_init();
    if (loader_magic != LOADER_MAGIC || !(info->flags & HAS_MEMORY))
        panic("not started by a Multiboot loader that tells the size of memory", NULL);
    keep_command_line(info);
    memory_init(256 + info->upper_kib / 4); /* the first 1 MB, and what follows it */
    paging_protect_kernel();
    input_init();
    process_start(&frame);
    return &frame;
}
