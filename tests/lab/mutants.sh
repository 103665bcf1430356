#!/bin/sh
# Makes the mistakes of mutants.txt in a copy of the sources, one at a time, and builds a monitor of
# each. Then inside/mutants.sh runs tests on them in one simulated machine: for each mistake one has
# to fail, and none on the monitor as it is.
# usage: tests/lab/mutants.sh [NAME]…    (all, without names; `make lab-mutants` builds what it needs)
# Exit status: 0 every mistake was noticed, 1 otherwise.
set -u
cd "$(dirname "$0")/../.." || exit 1

work=build/lab/mutants
tab=$(printf '\t')
names=$*
failed=0

# Prints the chosen mutants with a tab between the fields.
mutants() {
    awk -F ' +@ +' -v OFS='\t' -v names=" $names " '
        !/^#/ && (names == "  " || index(names, " " $1 " ")) { print $1, $2, $3, $4 }' \
        tests/lab/mutants.txt
}

# usage: build NAME — a monitor of that name from the copy
build() {
    make --no-print-directory -C "$work/copy" build/lab/kvm-vmm >"$work/log" 2>&1 &&
        cp "$work/copy/build/lab/kvm-vmm" "$work/$1"
}

# usage: mutate NAME FILE SED PROGRAMS — adds the mutant to those that are to be run
mutate() {
    sed "$3" "$2" >"$work/copy/$2"
    if cmp -s "$2" "$work/copy/$2"; then
        echo "not ok $1: $2 has nothing that this would change: $3"
        failed=1
    elif ! build "$1"; then
        echo "not ok $1: it does not compile"
        cat "$work/log"
        failed=1
    else
        printf '%s %s\n' "$1" "$4" >>"$work/list"
    fi
    cp "$2" "$work/copy/$2"
}

rm -rf "$work"
mkdir -p "$work/copy"
mutants >"$work/chosen"
for name in $names; do
    grep -q "^$name$tab" "$work/chosen" ||
        { echo "lab-mutants: mutants.txt has no mistake called $name" >&2 && exit 1; }
done
git ls-files | grep -v '^results/' | tar -cf - -T - | tar -xf - -C "$work/copy"
build unchanged || { cat "$work/log" && exit 1; }
printf 'unchanged %s\n' "$(cut -f 4 "$work/chosen" | tr ' ' '\n' | sort -u | tr '\n' ' ')" \
    >"$work/list"
while IFS=$tab read -r name file edit programs <&3; do
    mutate "$name" "$file" "$edit" "$programs"
done 3<"$work/chosen"
rm -rf "$work/copy"
# shellcheck disable=SC2012,SC2046 # none of these names has a blank
tests/lab/run --clock virtual --timeout "${LAB_LIMIT:-1200}" $(ls -d guest/*.bin guest/*.elf \
    build/tests/guests build/lab/tests/e2e "$work" tests/lab/inside/mutants.sh | sed 's/^/--file /') \
    -- sh tests/lab/inside/mutants.sh "$work" </dev/null || failed=1
exit $failed
