/*
 * The two architectures that 1K OS is built for.
 */
#ifndef ARCH_H
#define ARCH_H

enum arch { ARCH_I386, ARCH_X86_64, ARCH_COUNT };

/** The architecture's name in marks, CSVs and file names. */
static inline const char *arch_name(enum arch arch)
{
    return arch == ARCH_I386 ? "i386" : "x86_64";
}

#endif
