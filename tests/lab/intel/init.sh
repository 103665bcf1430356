#!/bin/busybox sh
# shellcheck shell=dash
# /init of the machine with VT-x: what a program expects to find, the modules, then the tests; what
# they say goes to its serial port.
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t tmpfs tmpfs /tmp
ln -s /proc/self/fd /dev/fd

while read -r module; do
    insmod "/modules/$module.ko"
done </modules/order

cd /lab || exit
# shellcheck disable=SC2046 # a list of words
env PATH="/lab:$PATH" HOME=/ CK_TIMEOUT_MULTIPLIER=3 TESTS="$(cat words)" \
    sh tests/lab/inside/tests.sh $(cat programs) </dev/null
sleep 3 # the serial port sends what it still has
poweroff -f
