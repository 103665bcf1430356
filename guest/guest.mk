include guest/os1k/workloads/workloads.mk
include guest/real/real.mk
