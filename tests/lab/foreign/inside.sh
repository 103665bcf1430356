#!/bin/sh
# In the simulated machine: boots each image of foreign/images.txt, and holds what became of it
# against the table. Its screen, and what kvm-vmm said and counted, go to out/.
# usage: tests/lab/foreign/inside.sh NAME…
set -u

# Prints how many of the machine's seconds an image has: to show that nothing more comes, or to end.
limit_for() {
    case $1 in
    124) echo 0.5 ;;
    *) echo 120 ;;
    esac
}

# Whether all that the image printed has this in it: as one line, and without what it told a terminal,
# which kvm-vmm has made visible (^[).
shows() {
    tr '\r\n' '  ' <"out/$name.screen" | sed 's/\^\[\[[0-9;?]*[A-Za-z]//g' | grep -qE -e "$shows"
}

# Boots the image with these options until it ends, or, if it would work on for ever, until it has shown what it has to.
boot() {
    : >"out/$name.screen"
    kvm-vmm --timeout "$(limit_for "$status")" --stats="out/$name.stats" "$@" "images/$name" \
        >"out/$name.screen" 2>"out/$name.errors" </dev/null &
    vmm=$!
    while [ "$status" = stopped ] && kill -0 $vmm 2>/dev/null; do
        ! shows || { sleep 0.3 && kill $vmm 2>/dev/null; } # it may go on a little
        sleep 0.3
    done
    wait $vmm
}

# Prints what is not as the table has it; nothing when all is.
differences() {
    expected=$status
    [ "$status" != stopped ] || expected=143 # SIGTERM
    [ "$1" -eq "$expected" ] || echo "kvm-vmm ended with $1, not $expected;"
    if [ "$shows" = - ]; then
        [ ! -s "out/$name.screen" ] || echo 'something came out of its serial port;'
    else
        shows || echo 'it did not show what it has to;'
    fi
    [ "$evidence" = - ] || cat "out/$name.errors" "out/$name.stats" | grep -qE -e "$evidence" ||
        echo 'it stopped in another way;'
}

judge() {
    eval "boot $options"
    difference=$(differences $?)
    result='first screen'
    [ "$shows" != - ] || result=stops
    if [ -z "$difference" ]; then
        echo "ok    $name: $result: $why"
    else
        echo "not ok $name: $difference expected: $result: $why"
        tail -n 3 "out/$name.screen" | cut -c 1-500
        head -n 2 "out/$name.errors"
    fi
}

for wanted; do
    while IFS='|' read -r name options shows status evidence why <&3; do
        [ "$name" != "$wanted" ] || judge
    done 3<tests/lab/foreign/images.txt
done
