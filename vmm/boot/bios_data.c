#include "boot/bios_data.h"

#include "ports.h"

#define FIRST_SERIAL_PORT (BIOS_DATA + 0x00) /* where its ports begin; 0: there is none */
#define MEMORY_SIZE       (BIOS_DATA + 0x13) /* in KiB; what INT 12h would answer */

static void write_word(struct memory *memory, uint64_t address, uint16_t word)
{
    const uint8_t bytes[] = {(uint8_t)word, (uint8_t)(word >> 8)};
    memory_write(memory, address, bytes, sizeof bytes);
}

void bios_data_write(struct memory *memory)
{
    write_word(memory, FIRST_SERIAL_PORT, PORT_SERIAL);
    write_word(memory, MEMORY_SIZE, low_memory_kib(memory->size));
}
