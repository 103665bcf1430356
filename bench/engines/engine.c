#include "engine.h"

#include "engines.h"

#include <string.h>

const struct engine *const engines[] = {
    &engine_kvm,       &engine_kvm_irqchip,  &engine_tcg_1insn, &engine_tcg,
    &engine_native,    &engine_qemu_kvm,     &engine_bochs,     &engine_kvm_again,
    &engine_tcg_again, &engine_native_again,
};
const size_t engine_count = sizeof engines / sizeof *engines;

const struct engine *engine_find(const char *name)
{
    for (size_t i = 0; i < engine_count; i++) {
        if (strcmp(engines[i]->name, name) == 0)
            return engines[i];
    }
    return NULL;
}
