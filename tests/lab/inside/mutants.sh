#!/bin/sh
# Runs test programs on mutants of the monitor, each until one of its checks fails. The first line of
# FOLDER/list is the monitor as it is, which has to pass all of them.
# usage: inside/mutants.sh FOLDER    Exit status: 0 when it did and all others failed a check
set -u

# usage: look_for_failure MONITOR PROGRAM… — sets `found` to "PROGRAM, CHECK"; empty: all passed
look_for_failure() {
    monitor=$1
    shift
    for program; do
        KVM_VMM=$monitor "build/lab/tests/e2e/$program" </dev/null >/tmp/log 2>&1 &
        while kill -0 $! 2>/dev/null && ! grep -q '^FAIL' /tmp/log; do
            sleep 1
        done
        kill -KILL -1 # all but this shell and process 1, for guests may still be running
        wait $! 2>/dev/null
        found=$(sed -n "s/^FAIL  *\([^ ]*\) .*/$program, \1/p" /tmp/log | head -n 1)
        [ -n "$found" ] || grep -q ', 0 failed, ' /tmp/log || found="$program did not end"
        [ -z "$found" ] || return
    done
}

folder=$1 status=0
while read -r name programs <&3; do
    # shellcheck disable=SC2086 # a list of words
    look_for_failure "$folder/$name" $programs
    case $name:$found in
    unchanged:) echo "ok    $name: passes $programs" ;;
    unchanged:*) echo "not ok $name: $found" && status=1 ;;
    *:) echo "not ok $name: not noticed by $programs" && status=1 ;;
    *) echo "ok    $name: $found" ;;
    esac
done 3<"$folder/list"
exit $status
