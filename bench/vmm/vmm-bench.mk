# `make bench-vmm`: the monitor against the least program that runs the same guests. The measuring
# guests are flat images; for the simulated machine, which is slow, they take a shorter time.

VMM_BENCH      := $(B)/bench-vmm
VMM_BENCH_SRC  := $(wildcard bench/vmm/guests/*.S)
VMM_BENCH_LIBS  = $(B)/libbench.a $(B)/libvmm.a
SPAN_BITS       = 28

$(VMM_BENCH): $(B)/bench/vmm/main.o $(VMM_BENCH_LIBS)
	$(Q)$(CC) -pthread $(CFLAGS) $(LDFLAGS) -o $@ $^ -lm

$(B)/bench/vmm/bare: $(B)/bench/vmm/bare.o
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^

%/guests/measured.stamp: $(VMM_BENCH_SRC) $(wildcard bench/vmm/guests/*.inc) guest/real/real.inc
	@mkdir -p $(@D)
	$(Q)for name in $(VMM_BENCH_SRC:bench/vmm/guests/%.S=%); do \
	    $(CC) -m32 -Iguest -Iguest/abi -DSPAN_BITS=$(SPAN_BITS) -nostdlib -static \
	        -Wl,--build-id=none -Wl,-Ttext=0x7c00 -Wl,--oformat=binary \
	        -o $(@D)/$$name.bin bench/vmm/guests/$$name.S || exit; \
	done
	@touch $@

.PHONY: bench-vmm bench-vmm-built lab-bench-vmm

bench-vmm-built: $(VMM) $(REAL_BIN) $(VMM_BENCH) $(B)/bench/vmm/bare \
                 $(B)/bench/vmm/guests/measured.stamp

bench-vmm: ## measure the monitor itself against a bare KVM_RUN loop (VMM_ARGS="--pairs 30")
	@$(MAKE) --no-print-directory bench-vmm-built
	@$(VMM_BENCH) --monitor ./$(VMM) --bare $(B)/bench/vmm/bare --guests $(B)/bench/vmm/guests \
	    $(VMM_ARGS)

# In the simulated machine: that it works, and with LAB_ARGS="--clock virtual" instructions.
LAB_BENCH := $(LAB)/bench

$(LAB_BENCH)/bench-vmm: $(B)/bench/vmm/main.o $(VMM_BENCH_LIBS)
	@mkdir -p $(@D)
	$(Q)$(CC) -static -pthread $(CFLAGS) -s -o $@ $^ -lm

$(LAB_BENCH)/bare: $(B)/bench/vmm/bare.o
	@mkdir -p $(@D)
	$(Q)$(CC) -static $(CFLAGS) -s -o $@ $^

$(LAB_BENCH)/guests/measured.stamp: SPAN_BITS = 24

lab-bench-vmm: lab-built ## the same in the simulated machine: function, never speed
	@$(MAKE) --no-print-directory $(LAB_BENCH)/bench-vmm $(LAB_BENCH)/bare \
	    $(LAB_BENCH)/guests/measured.stamp
	@$(LAB_RUN) $(LAB_ARGS) --file $(LAB_BENCH) --file $(LAB_BENCH)/guests -- \
	    $(LAB_BENCH)/bench-vmm --monitor $(LAB)/kvm-vmm --bare $(LAB_BENCH)/bare \
	    --guests $(LAB_BENCH)/guests --out out --pairs 3 $(VMM_ARGS)

# The monitor's own share of an exit and of a byte, which needs no KVM at all.
OWN := $(B)/bench/vmm/own

$(OWN)/idle_kvm.so: bench/vmm/own/idle_kvm.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(BENCH_FLAGS) -fPIC -shared -o $@ $< -ldl

$(OWN)/render: $(B)/bench/vmm/own/render.o $(B)/libvmm.a
	$(Q)$(CC) -pthread $(CFLAGS) $(LDFLAGS) -o $@ $^

.PHONY: bench-own

# For its test. Guests and the KVM that is played are the plain build's, whatever variant is tested.
tests-built: $(VMM_BENCH) $(B)/bench/vmm/bare
test-guests: $(B)/bench/vmm/guests/measured.stamp $(OWN)/idle_kvm.so
ifndef VARIANT
tests-built: test-guests
endif

bench-own: ## what kvm-vmm itself does for an exit and for a byte of output; needs no KVM
	@$(MAKE) --no-print-directory bench-vmm-built $(OWN)/idle_kvm.so $(OWN)/render
	@sh bench/vmm/own/own.sh ./$(VMM) $(B)/bench/vmm/bare $(OWN)
