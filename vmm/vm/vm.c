#include "vm/vm.h"

#include "boot/image.h"
#include "ports.h"
#include "vm/pc.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

void vm_name(const char *path, char name[VM_NAME_MAX])
{
    const char *slash = strrchr(path, '/');
    snprintf(name, VM_NAME_MAX, "%s", slash ? slash + 1 : path);
    char *dot = strrchr(name, '.');
    if (dot && dot != name)
        *dot = '\0';
}

static int give_memory(const struct vm *vm, struct error *err)
{
    struct kvm_userspace_memory_region region = {
        .memory_size = vm->memory.size,
        .userspace_addr = (uintptr_t)vm->memory.base,
    };
    if (kvm_ioctl(vm->fd, KVM_SET_USER_MEMORY_REGION, &region) < 0)
        return fail(err, STATUS_NO_KVM, "KVM_SET_USER_MEMORY_REGION: %s", strerror(errno));
    return 0;
}

static int boot_image(struct vm *vm, const struct image *image, struct error *err)
{
    const struct options *options = vm->config.options;
    uint64_t size = options->memory ? options->memory : image_default_memory(image->kind);
    vm->kind = image->kind;
    if (memory_map(&vm->memory, size, err) < 0)
        return -1;
    if (image->kind == IMAGE_FLAT)
        return boot_flat(image, &vm->memory, &vm->boot, err);
    return boot_multiboot(image, options->append, &vm->memory, &vm->boot, err);
}

static int load(struct vm *vm, const char *path, struct error *err)
{
    struct image image;
    if (image_open(&image, path, err) < 0)
        return -1;
    int result = boot_image(vm, &image, err);
    image_close(&image);
    return result;
}

int vm_create(struct vm *vm, const struct vm_config *config, const char *path, struct error *err)
{
    memset(vm, 0, sizeof *vm);
    vm->config = *config;
    vm->fd = vm->vcpu.fd = vm->alarms.timer_fd = -1;
    vm->marks.fd = vm->marks.own_fd = -1;
    vm_name(path, vm->name);
    pthread_mutex_init(&vm->lock, NULL);
    pthread_cond_init(&vm->vcpu.wake, NULL);
    if (load(vm, path, err) == 0 &&
        marks_open(&vm->marks, config->options->marks[config->index], err) == 0)
        return 0;
    vm_destroy(vm);
    return -1;
}

int vm_build(struct vm *vm, struct error *err)
{
    const struct kvm *kvm = vm->config.kvm;
    vm->fd = kvm_create_vm(kvm, err);
    if (vm->fd < 0)
        return -1;
    if (give_memory(vm, err) < 0 || pc_build(vm, err) < 0)
        return -1;
    if (vcpu_create(vm, kvm, &vm->boot, err) < 0)
        return -1;
    /* A HLT that exits brings what is in the ring; in one that stays in KVM it waits for a look. */
    unsigned least = vm->irq.chip == IRQCHIP_USER ? 1 : COALESCED_FLOOD;
    if (!vm->config.trace) /* which shows every access to a port */
        coalesced_open(&vm->coalesced, kvm, vm->fd, vm->vcpu.run, PORT_DEBUGCON, least);
    return 0;
}

void vm_destroy(struct vm *vm)
{
    vcpu_destroy(&vm->vcpu);
    alarms_close(&vm->alarms);
    marks_close(&vm->marks);
    if (vm->fd >= 0)
        close(vm->fd);
    vm->fd = -1;
    memory_unmap(&vm->memory);
    pthread_mutex_destroy(&vm->lock);
}

void vm_input_arrived(struct vm *vm)
{
    pthread_mutex_lock(&vm->lock);
    pc_input_arrived(vm);
    pthread_mutex_unlock(&vm->lock);
}

void vm_run_alarms(struct vm *vm)
{
    pthread_mutex_lock(&vm->lock);
    alarms_run(&vm->alarms);
    pthread_mutex_unlock(&vm->lock);
}
