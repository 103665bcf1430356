#include "devices.h"

#include <sched.h>
#include <stddef.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

void devices_of_its_own(void)
{
    if (unshare(CLONE_NEWNS) < 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0)
        _exit(CANNOT_PREPARE);
}

void devices_none(void *unused)
{
    (void)unused;
    devices_of_its_own();
    if (mount("none", "/dev", "tmpfs", 0, NULL) < 0)
        _exit(CANNOT_PREPARE);
}

void devices_kvm_alone(void *unused)
{
    struct stat kvm;
    if (stat("/dev/kvm", &kvm) < 0)
        _exit(CANNOT_PREPARE);
    devices_none(unused);
    if (mknod("/dev/kvm", S_IFCHR | 0600, kvm.st_rdev) < 0)
        _exit(CANNOT_PREPARE);
}

void devices_null_for_kvm(void *unused)
{
    (void)unused;
    devices_of_its_own();
    if (mount("/dev/null", "/dev/kvm", NULL, MS_BIND, NULL) < 0)
        _exit(CANNOT_PREPARE);
}
