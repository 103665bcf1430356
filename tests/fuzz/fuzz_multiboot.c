/*
 * The Multiboot loader: a byte that chooses the memory, a byte that chooses the length of the
 * command line, then the file.
 */
#include "boot/multiboot_info.h"
#include "loaded.h"

#define APPEND_STEP 16 /* 255 of them are more than a command line may be */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes input = {data, size};
    struct memory memory = fuzz_memory(take_byte(&input));
    size_t length = take_byte(&input) * (size_t)APPEND_STEP;
    struct image image = fuzz_image(IMAGE_MULTIBOOT, &input);
    char *append = malloc(length + 1);
    struct boot_state state;
    struct error err = {0};
    must(append != NULL);
    memset(append, 'a', length);
    append[length] = '\0';
    int result = boot_multiboot(&image, append, &memory, &state, &err);
    must_be_told(result, &err);
    if (result == 0) {
        must(image_kind(image.bytes, image.size) == IMAGE_MULTIBOOT);
        must(state.entry < memory.size);
        must(state.ebx + sizeof(struct multiboot_block) <= memory.size);
        must(length < MULTIBOOT_CMDLINE_MAX);
    }
    free(append);
    image_close(&image);
    free(memory.base);
    return 0;
}
