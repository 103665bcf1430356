# Debian packages by way of this system's own apt settings: fetched and unpacked, not installed.
# Part of fetch.sh and of foreign/build.sh, which have in $work a folder of their own, refuse() for
# their last words, and package_names(), which prints what to fetch, or fails.
# shellcheck shell=sh
# shellcheck disable=SC2154 # $work

# apt with package lists of its own, for a system whose lists are missing or old.
private_apt() {
    command=$1
    shift
    "$command" -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" \
        -o APT::Sandbox::User= "$@"
}

system_apt() {
    "$@"
}

# Prints the package proper, whose name begins with $2, where $1 only depends on it.
newest_of() {
    "$apt" apt-cache depends "$1" 2>/dev/null | awk -v begin="$2" '
        $1 == "Depends:" && index($2, begin) == 1 { print $2; found = 1; exit }
        END { exit !found }'
}

download() {
    names=$(package_names) && [ -n "$names" ] || return
    # shellcheck disable=SC2086 # a list of words
    (cd "$work" && "$apt" apt-get -q=2 download $names) >"$work/log" 2>&1
}

# Fetches the packages and unpacks them below $work/root.
# usage: unpack_packages WHAT REMEDY
unpack_packages() {
    for tool in apt-get apt-cache dpkg; do
        command -v "$tool" >/dev/null ||
            refuse "$tool is missing: $1 come out of Debian's packages; $2"
    done
    apt=system_apt
    if ! download; then
        apt=private_apt
        mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
        if ! "$apt" apt-get -q=2 update >"$work/log" 2>&1 || ! download; then
            cat "$work/log" >&2
            refuse "cannot fetch $1 in Debian's packages: is there a network? $2"
        fi
    fi
    for package in "$work"/*.deb; do
        dpkg -x "$package" "$work/root"
    done
}
