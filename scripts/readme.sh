#!/bin/sh
# Writes the results in README.md and README.ko.md anew, from a run.
# usage: scripts/readme.sh RESULTS [DIRECTORY]     DIRECTORY: where the READMEs are (.)
# Exit status: that of section.sh.
set -eu

scripts=$(dirname "$0")
results=${1:?usage: scripts/readme.sh RESULTS [DIRECTORY]}
directory=${2:-.}

sh "$scripts/section.sh" readme "$results" en "$directory/README.md"
sh "$scripts/section.sh" readme "$results" ko "$directory/README.ko.md"
