# The bench driver: everything but main.c is a library, which the unit tests link too.

include bench/native/native.mk

# bench/native/ is built for the guests' programs, bench/vmm/own/ apart from the rest.
BENCH_SRC  := $(filter-out bench/native/% bench/vmm/own/% %/main.c %/bare.c,\
                  $(wildcard bench/*/*.c bench/*/*/*.c))
BENCH_OBJ  := $(BENCH_SRC:%.c=$(B)/%.o) $(B)/bench/engines/bochs_boot.o
BENCH_FLAGS = -std=gnu17 -D_GNU_SOURCE $(WARNINGS) $(CFLAGS) -Iguest/abi -Ivmm -Ibench

$(B)/bench/%.o: bench/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(BENCH_FLAGS) $(DEPFLAGS) -c $< -o $@

$(B)/bench/%.o: bench/%.S
	@mkdir -p $(@D)
	$(Q)$(CC) $(GUEST_ASFLAGS) $(DEPFLAGS) -c $< -o $@

$(B)/libbench.a: $(BENCH_OBJ)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(BENCH): $(B)/bench/main.o $(B)/libbench.a $(B)/libvmm.a
	$(Q)$(CC) -pthread $(CFLAGS) $(LDFLAGS) -o $@ $^ -lm

all: $(BENCH)

bench: ## measure on KVM, QEMU and natively, then draw (BENCH_ARGS="--rounds 2 --budget 20")
	@sh scripts/setup.sh --check build plots
	@$(MAKE) --no-print-directory all
	@sh bench/bench.sh $(BENCH_ARGS)

bench-list: bench/kvm-bench native ## list engines and workloads, and what cannot run here and why
	@bench/kvm-bench list $(BENCH_ARGS)

bench-self-check: RUNS ?= 10
bench-self-check: number-RUNS bench/kvm-bench native ## measure an engine against itself (RUNS=10 ENGINE=kvm)
	@ENGINE=$(or $(ENGINE),kvm) sh bench/self_check.sh $(RUNS) $(BENCH_ARGS)

.PHONY: bench bench-list bench-self-check
