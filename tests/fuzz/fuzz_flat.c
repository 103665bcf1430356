/* The flat loader: a byte that chooses the memory, then the file. */
#include "loaded.h"

#define FLAT_ADDRESS 0x7c00

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes input = {data, size};
    struct memory memory = fuzz_memory(take_byte(&input));
    struct image image = fuzz_image(IMAGE_FLAT, &input);
    struct boot_state state;
    struct error err = {0};
    int result = boot_flat(&image, &memory, &state, &err);
    must_be_told(result, &err);
    must((result == 0) == (FLAT_ADDRESS + image.size <= memory.size));
    if (result == 0) {
        must(state.entry == FLAT_ADDRESS);
        must(image.size == 0 || memcmp(memory.base + FLAT_ADDRESS, image.bytes, image.size) == 0);
    }
    image_close(&image);
    free(memory.base);
    return 0;
}
