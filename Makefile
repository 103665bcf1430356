# kvm-vmm: a small KVM monitor, the guests it runs, and the benchmark that compares it with QEMU.
# `make help` lists the targets. Products go under build/, but for ./kvm-vmm, bench/kvm-bench and
# the guest images, which are named in the documentation.

SHELL   := /bin/sh
B       := build
VMM     := kvm-vmm
BENCH   := bench/kvm-bench
CC      ?= cc
OBJCOPY ?= objcopy
CFLAGS  ?= -O2 -g

WARNINGS := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wpointer-arith -Wcast-qual -Wwrite-strings -Wundef -Wvla -Wformat=2
DEPFLAGS  = -MMD -MP
VERSION  := 0.3

# `make V=1` shows every command; otherwise one line for each product.
Q = $(if $(V),,@printf '  %-7s %s\n' '$(if $(filter %.o,$@),compile,build)' '$@' && )

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

include tests/variant.mk

all: ## build the monitor, the guests and the bench driver
	@:

include vmm/vmm.mk
include guest/guest.mk
include bench/bench.mk
include plots/plots.mk
include poster/poster.mk
include tests/tests.mk
include scripts/demo.mk
include scripts/example.mk
include scripts/tools.mk
include tests/lab/lab.mk
include bench/vmm/vmm-bench.mk

.PHONY: all clean help

clean: ## remove everything that was built (results/ stays)
	rm -rf $(B) $(VMM) $(BENCH) guest/*.bin guest/*.elf

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

-include $(shell find $(B) -type f -name '*.d' 2>/dev/null)
