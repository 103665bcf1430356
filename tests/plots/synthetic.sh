# shellcheck shell=dash
# For shell tests: SYNTHETIC runs, in folders of $tmp. The one made last is $run.
# shellcheck disable=SC2154 # tmp is of tests/shell/check.sh

# usage: synthesise NAME [-v VARIABLE=VALUE]…     synthetic.awk has the variables
synthesise() {
    run=$tmp/$1
    shift
    mkdir -p "$run"
    LC_ALL=C awk -v dir="$run" "$@" -f tests/plots/synthetic.awk
}

# Adds the figures of the studies to $run.
# usage: add_studies ENGINES     as words; '' are all
add_studies() {
    LC_ALL=C awk -v dir="$run" -v engines="$1" -f tests/plots/synthetic.awk \
        -f tests/plots/synthetic_studies.awk
}
