#!/bin/sh
# What the Markdown files name is there: every link and the heading it leads to, every file and folder
# in backquotes, every `make TARGET`. And the tables of options and exit statuses are those of
# `--help`. A document with one mistake of each kind shows that all are found.
# shellcheck disable=SC2016 # backquotes are Markdown's
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh

find . \( -path ./build -o -path ./.git \) -prune -o -print | sed 's/^\.\///' >"$tmp/tree"
find . -path ./build -prune -o \( -name Makefile -o -name '*.mk' \) \
    -exec sed -n 's/^\([a-z][a-z0-9 -]*\):\( .*\)*$/\1/p' {} + | tr ' ' '\n' >"$tmp/targets"

# Whether something has that path, seen from the document's folder or the top, or ends with it. NAME
# stands for any name; a test is also named by its program. What is made is not looked for.
# usage: path_is_there FOLDER PATH
path_is_there() {
    case $2 in build/* | results/latest* | results/simulated | results/vmm*) return 0 ;; esac
    [ ! -e "$1/$2" ] || return 0
    pattern=$(printf '%s' "${2%/}" | sed 's/\./\\./g; s/\*/[^\/]*/g; s/NAME/[^\/]*/g; s/FOLDER/[^\/]*/g')
    grep -q "^\(.*/\)\{0,1\}$pattern\(\.c\)\{0,1\}$" "$tmp/tree"
}

# usage: heading_is_there DOCUMENT LINK
heading_is_there() {
    target=${2%%#*}
    target=${target:+$(dirname "$1")/$target}
    awk -v headings=1 -f tests/scripts/named.awk "${target:-$1}" | grep -qxF "${2#*#}"
}

# Prints what DOCUMENT names and is not there.
# usage: missing DOCUMENT
missing() {
    awk -f tests/scripts/named.awk "$1" | sort -u | while read -r kind name; do
        case $kind in
            link) [ -e "$(dirname "$1")/$name" ] ;;
            heading) heading_is_there "$1" "$name" 2>/dev/null ;;
            path) path_is_there "$(dirname "$1")" "$name" ;;
            target) grep -qxF "$name" "$tmp/targets" ;;
        esac || echo "$kind $name"
    done
}

find . \( -path ./build -o -path './results/*/*' \) -prune -o -name '*.md' -print | sort >"$tmp/documents"
check 'documents are found' grep -qxF ./README.md "$tmp/documents"
while read -r document; do
    must_be "${document#./}: what it names is there" '' "$(missing "$document")"
done <"$tmp/documents"

mkdir "$tmp/made"
cat >"$tmp/made/page.md" <<'END'
# One & two: `three`

[here](#one--two-three), [not here](#one), [beside](page.md), [nowhere](other.md),
`vmm/main.c`, `vmm/gone.c`, `e2e/test_NAME.c`, `tests/e2e/test_cli`, `tests/e2e/test_nothing`,
`make test`, `make best TESTS="a b"`, `CC=clang make lint check-fromat`, `make CC=clang`

    make setup bench    # after a target its reason, which is none
    make dmeo
END
must_be 'all that a page names by mistake is found, and nothing else' \
    'heading #one
link other.md
path tests/e2e/test_nothing
path vmm/gone.c
target best
target check-fromat
target dmeo' "$(missing "$tmp/made/page.md")"

./kvm-vmm --help >"$tmp/help"
options=$(grep '^  ' "$tmp/help" | grep -oE '^ *(-[a-z], )?--[a-z-]+' | grep -oE -- '--[a-z-]+' | sort)

# usage: must_have_statuses DOCUMENT PROGRAM
must_have_statuses() {
    must_be "$1: the exit statuses of --help" \
        "$("$2" --help | sed '/^Exit status:/,$!d; /^Programs/,$d' | grep -oE '[0-9]+' | sort -n)" \
        "$(sed -n 's/^| \([0-9][0-9, +n]*\) |.*/\1/p' "$1" | grep -oE '[0-9]+' | sort -n)"
}

for document in README.md README.ko.md docs/contract.md; do
    must_be "$document: the options of --help" "$options" \
        "$(sed -n 's/^| `-\([^|]*\).*/-\1/p' "$document" | grep -oE -- '--[a-z-]+' | sort)"
done
must_have_statuses README.md ./kvm-vmm
must_have_statuses README.ko.md ./kvm-vmm
must_have_statuses bench/README.md bench/kvm-bench
exit "$failed"
