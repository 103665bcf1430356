# What the tests find on the host, and so have to find in a simulated machine. For test_lab.sh and
# intel.sh, sourced from the top of the project.
# shellcheck shell=sh

# usage: test_files DYNAMIC    the folder of the monitor that comes with its libraries
test_files() {
    # shellcheck disable=SC2012 # none of these names has a blank
    ls -d guest/*.bin guest/*.elf build/tests/guests build/tests/hostile/guests \
        build/tests/faults/shim.so build/native build/lab/tests "$1" tests/run.sh \
        tests/skips.awk tests/shell tests/lab/inside scripts/demo.sh
}
