/*
 * Where a run takes place: the programs and images it uses, and what this host's KVM can do. The
 * paths can be given in the environment (see site.c), so that a test can plant faulty programs.
 */
#ifndef SITE_H
#define SITE_H

#include "arch.h"
#include "base/signals.h"
#include "base/status.h"
#include "record/facts.h"

#include <stdbool.h>

/** What `kvm-vmm --probe` says by its exit status. */
enum kvm_ability {
    KVM_RUNS_I386,   /* 32-bit paging works, and so does everything else */
    KVM_RUNS_X86_64, /* long mode alone */
    KVM_RUNS_NONE,
};

struct site {
    enum arch arch;
    const char *kvm_vmm;
    const char *qemu[ARCH_COUNT];
    const char *bochs;
    const char *native[ARCH_COUNT];
    const char *image[ARCH_COUNT];
    const char *stats;       /* where the monitor shall write its statistics; NULL: it keeps none */
    const char *phases;      /* where it shall write when it passed which phase, likewise */
    unsigned machines;       /* how many machines a process shall run, where it can; 0: one */
    struct signals *signals; /* that break off what is asked of programs; NULL: none do */
    enum kvm_ability ability;
    char qemu_version[100];  /* first line of -version, or "" */
    char bochs_version[100]; /* its line in --help, or "" */
    bool bochs_debugs;       /* it was built with its debugger, which waits for a command */
    char probe[2000];        /* what --probe printed, or why it could not be run */
};

/** Whom `--arch` asks for; ARCH_COUNT means "auto". */
enum { ARCH_AUTO = ARCH_COUNT };

/**
 * Finds the programs, probes KVM and settles the architecture.
 * @param wanted  an architecture, or ARCH_AUTO: i386 where this KVM can page in 32-bit mode, else
 *                x86_64 where it can run that; without KVM i386 where the native program of that
 *                runs, else x86_64
 * @param signals  that break off what is asked of programs, now and later; NULL: none do
 */
void site_open(struct site *site, int wanted, struct signals *signals);

/** Records the choice of architecture, and its reason, as facts. */
void site_describe(const struct site *site, int wanted, struct facts *facts);

/** Fails with what is missing and the remedy unless `path` is a program that may be run. */
int site_need_program(const char *path, const char *remedy, struct error *why);

/** Fails unless this host's KVM runs the architecture. */
int site_need_kvm(const struct site *site, struct error *why);

/** Fails unless `path` is a file that may be read. */
int site_need_file(const char *path, const char *remedy, struct error *why);

#endif
