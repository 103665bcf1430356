#!/bin/sh
# 1K OS's kernel as a text: under a thousand lines, and no two of its files use each other, so that it
# can be read from the bottom to the top. What its object files define and miss tells who uses whom.
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh

# usage: uses FOLDER: a line "USER USED" for each pair of its object files
uses() {
    for object in "$1"/*.o; do
        name=$(basename "$object" .o)
        nm "$object" | awk -v file="$name" '$(NF - 1) == "U" { print "use", $NF, file }
                                            $(NF - 1) ~ /[A-TV-Z]/ { print "define", $NF, file }'
    done | sort | awk '$1 == "define" { home[$2] = $3 }
                       $1 == "use" && ($2 in home) && home[$2] != $3 { print $3, home[$2] }'
}

# usage: has_order FOLDER
has_order() {
    uses "$1" >"$tmp/uses" && [ -s "$tmp/uses" ] && tsort "$tmp/uses" >"$tmp/order" 2>"$said"
}

# usage: compile NAME CODE
compile() {
    echo "$2" | ${CC:-cc} -x c -c -o "$tmp/house/$1.o" -
}

mkdir "$tmp/house"
compile roof 'void wall(void); void roof(void) { wall(); }'
compile wall 'void floor_(void); void wall(void) { floor_(); }'
compile floor 'void floor_(void) {}'
check 'files in an order pass' has_order "$tmp/house"
must_be 'the order' 'roof wall floor ' "$(tr '\n' ' ' <"$tmp/order")"
compile floor 'void roof(void); void floor_(void) { roof(); }'
has_order "$tmp/house"
check 'files in a circle are found' [ $? -ne 0 ]
check 'and named' grep -q wall "$said"

for arch in i386 x86_64; do
    check "1K OS's kernel, $arch: no files use each other" has_order "build/guest/$arch/ring0/kernel"
done
check 'it has under 1,000 lines' make -s size
exit "$failed"
