# The bench driver: everything but main.c is a library, which the unit tests link too.

include bench/native/native.mk

BENCH_SRC  := $(filter-out bench/main.c,$(wildcard bench/*.c bench/engines/*.c))
BENCH_OBJ  := $(BENCH_SRC:%.c=$(B)/%.o)
BENCH_FLAGS = -std=gnu17 -D_GNU_SOURCE $(WARNINGS) $(CFLAGS) -Iguest/abi -Ivmm -Ibench

$(B)/bench/%.o: bench/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(BENCH_FLAGS) $(DEPFLAGS) -c $< -o $@

$(B)/libbench.a: $(BENCH_OBJ)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

bench/kvm-bench: $(B)/bench/main.o $(B)/libbench.a $(B)/libvmm.a
	$(Q)$(CC) -pthread $(CFLAGS) $(LDFLAGS) -o $@ $^ -lm

all: bench/kvm-bench

bench: all ## measure on KVM, QEMU and natively, then draw (BENCH_ARGS="--rounds 2 --budget 20")
	@command -v qemu-system-x86_64 >/dev/null || \
	    echo "bench: QEMU is not installed: its engines will be left out; run \`make setup\`" >&2
	bench/kvm-bench run $(BENCH_ARGS)
	@$(MAKE) --no-print-directory plots RESULTS=results/latest

bench-list: bench/kvm-bench native ## list engines and workloads, and what cannot run here and why
	@bench/kvm-bench list $(BENCH_ARGS)

.PHONY: bench bench-list
