# Installing with apt, and QEMU from Debian's backports where the release's is too old. Part of
# setup.sh.
# shellcheck shell=sh disable=SC2016 # $(NAME) in single quotes are fields of apt's

apt_options='-y -q -o Dpkg::Use-Pty=0'

# Prints the version of package $1 that apt would install, without epoch and revision.
apt_candidate() {
    LC_ALL=C apt-cache policy "$1" 2>/dev/null |
        sed -n 's/^  Candidate: \([0-9]*:\)\{0,1\}\([0-9.]*\).*/\2/p'
}

apt_update() {
    as_root apt-get update -q
}

# Brings the package lists up to date when one of the packages is not in them.
apt_update_if_needed() {
    for package; do
        if [ -z "$(apt_candidate "$package")" ]; then
            apt_update
            return
        fi
    done
}

# A field of this system's /etc/os-release.
os_release() {
    sed -n "s/^$1=\"\{0,1\}\([^\"]*\)\"\{0,1\}$/\1/p" /etc/os-release
}

# Prints format $1 of apt-get indextargets for suite $2 of Debian; other people's suites may have
# the same name.
apt_target() {
    case $2 in
    *-backports) origin='Debian Backports' ;;
    *) origin=Debian ;;
    esac
    apt-get indextargets --format "$1" 'Created-By: Packages' "Origin: $origin" \
        "Codename: $2" 'Component: main' | head -n 1
}

# Prints how the entry $2 of apt's source file $1 says that it is signed: as the lines of a deb822
# source. In a .list file entries are lines, in a .sources file paragraphs, counted from 1.
signed_by() {
    case $1 in
    *.sources) awk -v RS= -v FS='\n' -v entry="$2" 'NR == entry {
        for (i = 1; i <= NF; i++) {
            if ($i ~ /^[^ \t#]/)
                on = tolower($i) ~ /^signed-by:/
            if (on)
                print $i
        }
    }' "$1" ;;
    *) sed -n "$2"'s/.*[[ ]signed-by=\([^] ]*\).*/Signed-By: \1/p' "$1" ;;
    esac
}

# Adds the backports suite, from the mirror and with the key of this system's own main source, and
# fetches its lists. When it cannot be reached, nothing stays.
add_backports() {
    suite=$1
    release=${suite%-backports}
    mirror=$(apt_target '$(REPO_URI)' "$release")
    entry=$(apt_target '$(SOURCESENTRY)' "$release")
    [ -n "$mirror" ] && [ -n "$entry" ] || return 1
    file=/etc/apt/sources.list.d/$suite.sources
    say "adds $file: QEMU 8.1 or later comes from $suite at $mirror"
    {
        printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n' "$mirror" "$suite"
        signed_by "${entry%:*}" "${entry##*:}"
    } | as_root tee "$file" >/dev/null
    as_root apt-get update -q -o Dir::Etc::sourcelist="$file" -o Dir::Etc::sourceparts=- \
        -o APT::Get::List-Cleanup=0 || :
    [ -n "$(apt_target '$(FILENAME)' "$suite")" ] && return
    say "note: $suite cannot be reached; the release's own QEMU has to do"
    as_root rm -f "$file"
    return 1
}

# Whether apt has, or on Debian may have in backports, a QEMU of version $1 or later.
apt_has_newer_qemu() {
    command -v apt-get >/dev/null || return 1
    [ "$(os_release ID)" = debian ] || at_least "$(apt_candidate qemu-system-x86)" "$1"
}

# Prints the suite that has a QEMU of version $1 where the release has not; nothing else needs it.
# All else it says goes to standard error.
qemu_suite() {
    candidate=$(apt_candidate qemu-system-x86)
    suite=$(os_release VERSION_CODENAME)-backports
    if ! at_least "${candidate:-0}" "$1" && [ "$(os_release ID)" = debian ]; then
        if [ -n "$(apt_target '$(FILENAME)' "$suite")" ] || add_backports "$suite" >&2; then
            echo "$suite"
        fi
    fi
}

# Installs packages; QEMU as new as can be had. That is a call of its own: with --target-release
# apt takes what QEMU depends on from there too, and would take everything else with it.
apt_install() {
    apt_update_if_needed "$@"
    others=
    for package; do
        [ "$package" = qemu-system-x86 ] || others="$others $package"
    done
    # shellcheck disable=SC2086 # one word a package
    [ -z "$others" ] || apt_get_install $others || return
    if [ -z "$(qemu_version)" ] || [ -n "$(old_qemu 8.1)" ]; then
        suite=$(qemu_suite 8.1)
        apt_get_install ${suite:+"--target-release=$suite"} qemu-system-x86
    fi
}

# Runs apt-get install, and when it fails once more with new lists.
apt_get_install() {
    apt_get_install_once "$@" && return
    say 'the lists may be old: once more with new ones'
    apt_update
    apt_get_install_once "$@"
}

apt_get_install_once() {
    # shellcheck disable=SC2086 # options
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install $apt_options \
        --no-install-recommends "$@"
}
