# Prints, as NAME=VALUE lines, what the diagrams say of the run that is drawn: read from its files.
# Run by poster.sh.

BEGIN {
    summary_load(dir)
    print "workloads=" workload_count
}
