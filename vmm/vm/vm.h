/*
 * One virtual machine: its memory, its vCPU, its devices on their bus. Four of these share
 * nothing but the console; no structure leads from one VM to another.
 *
 * `lock` guards the devices, the bus, the interrupt lines and the alarms, which the vCPU's thread
 * and the I/O thread both reach. The thread of the vCPU alone writes `outcome` and what follows
 * it, and the I/O thread reads them after `ended` has told that the thread is done.
 */
#ifndef VMM_VM_VM_H
#define VMM_VM_VM_H

#include "boot/image.h"
#include "dev/board.h"
#include "dev/bus.h"
#include "dev/debugcon.h"
#include "dev/exit.h"
#include "dev/keyboard.h"
#include "dev/pit.h"
#include "dev/serial.h"
#include "kvm/coalesced.h"
#include "memory.h"
#include "options.h"
#include "vm/alarms.h"
#include "vm/irq.h"
#include "vm/marks.h"
#include "vm/vcpu.h"

struct console;
struct input;
struct moments;
struct stats;
struct trace;

enum vm_outcome {
    VM_RUNNING,
    VM_EXITED,  /* the guest wrote its status to port 0xf4 */
    VM_RESET,   /* the guest asked for a reset: it is not started again */
    VM_HALTED,  /* HLT with interrupts off: nothing can wake it */
    VM_CRASHED, /* triple fault, or KVM cannot go on */
    VM_FAILED,  /* the host refused something */
    VM_TIMEOUT, /* --timeout */
    VM_STOPPED, /* the user or a signal */
};

enum { VM_NAME_MAX = 32, VM_REPORT_MAX = 2048 };

/** What a VM is given by its session; everything in it outlives the VM. */
struct vm_config {
    unsigned index;
    const struct options *options;
    const struct kvm *kvm;
    struct console *console;
    struct input *input;     /* NULL: no input comes to this VM */
    struct stats *stats;     /* NULL: not counted */
    struct trace *trace;     /* NULL: not traced */
    struct moments *moments; /* NULL: not noted */
    int ended_fd;            /* an eventfd, written when the vCPU's thread ends */
};

struct vm {
    struct vm_config config;
    char name[VM_NAME_MAX]; /* the image's, without folder and suffix */
    enum image_kind kind;
    int fd;
    struct memory memory;
    struct boot_state boot; /* what the vCPU starts with */
    struct vcpu vcpu;

    pthread_mutex_t lock;
    struct bus bus;
    struct coalesced coalesced;
    struct board board;
    struct irq irq;
    struct alarms alarms;
    struct pit pit;
    struct keyboard keyboard;
    struct serial serial;
    struct debugcon debugcon;
    struct debugcon marks_port;
    struct exit_port exit_port;
    struct marks marks;

    atomic_bool ended; /* the vCPU's thread is done */
    enum vm_outcome outcome;
    int status;                 /* the exit status this VM asks for */
    char report[VM_REPORT_MAX]; /* lines for the user; empty when all went well */
};

/** Writes the VM's name into `name`: of guest/hello.bin, "hello". */
void vm_name(const char *path, char name[VM_NAME_MAX]);

/**
 * The part of a machine that needs no KVM: an image in its memory, and where the marks go. So a bad
 * image is named as such on any host.
 * @param path  the image's
 * @return 0; -1 with err filled in, and everything unwound
 */
int vm_create(struct vm *vm, const struct vm_config *config, const char *path, struct error *err);

/**
 * Builds the machine around it, on config.kvm.
 * @return 0; -1 with err filled in: vm_destroy() is still due
 */
int vm_build(struct vm *vm, struct error *err);

/** Takes it apart; the vCPU's thread must have ended, or never have started. */
void vm_destroy(struct vm *vm);

/** Tells the VM's input device that bytes may have arrived. From the I/O thread. */
void vm_input_arrived(struct vm *vm);

/** Lets due alarms fire. From the I/O thread, when alarms.timer_fd is readable. */
void vm_run_alarms(struct vm *vm);

#endif
