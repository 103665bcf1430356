#!/bin/busybox sh
# shellcheck shell=dash
# In the machine with VT-x this stands in the place of the lab's agent, which ../init.sh starts: runs
# the tests. What they say goes to the serial port.
# shellcheck disable=SC2046 # a list of words
env PATH="/lab:$PATH" HOME=/ CK_TIMEOUT_MULTIPLIER=3 TESTS="$(cat words)" \
    sh tests/lab/inside/tests.sh $(cat programs) </dev/null
sleep 3 # the serial port sends what it still has
poweroff -f
