#!/bin/sh
# The bench driver in the simulated machine: finds what stage.sh took along where it was at home.
# usage: tests/lab/bench/inside.sh OPTIONS of kvm-bench run
set -eu

for folder in lib lib64 usr; do
    [ ! -d "/lab/build/lab/bench/root/$folder" ] || ln -s "/lab/build/lab/bench/root/$folder" /$folder
done
# A QEMU that boots a PC on a simulated processor, an instruction at a time, takes half a minute.
PATH=$PATH:/usr/bin bench/kvm-bench run --out out/run --boot-limit 300 "$@"
