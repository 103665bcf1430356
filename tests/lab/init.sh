#!/bin/busybox sh
# shellcheck shell=dash
# /init of the simulated machine: what a program expects to find, the modules, then the agent.
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mkdir -p /dev/pts /dev/shm /lab/out
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t tmpfs tmpfs /tmp
ln -s /proc/self/fd /dev/fd
ln -s build/lab/kvm-vmm /lab/kvm-vmm
hostname lab

while read -r module; do
    insmod "/modules/$module.ko"
done </modules/order

cd /lab || exit
exec /bin/agent
