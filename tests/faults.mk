# Failures injected into kvm-vmm, call by call: a library to preload, and the program that runs it;
# and what may befall the bench driver.

FAULT_SHIM := build/tests/faults/shim.so
E2E_BIN    += $(addprefix $(B)/tests/faults/,test_faults test_bench_faults test_bench_disk)

$(FAULT_SHIM): tests/faults/shim.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=gnu17 -D_GNU_SOURCE $(WARNINGS) -O2 -g -fPIC -shared -o $@ $< -ldl

$(B)/tests/faults/test_%: tests/faults/test_%.c $(B)/libharness.a | $(FAULT_SHIM)
	@mkdir -p $(@D)
	$(Q)$(CC) $(TEST_FLAGS) $(DEPFLAGS) -o $@ $< $(B)/libharness.a $(CHECK_LIBS)

# The same in the simulated machine, for a host without KVM. A library can be preloaded to a dynamic
# program alone, so kvm-vmm comes as it is here, with the libraries that it needs.
LAB_FAULTS := $(B)/lab/tests/faults

$(LAB_FAULTS)/test_faults: tests/faults/test_faults.c $(B)/libharness.a
	@mkdir -p $(@D)
	$(Q)$(CC) -static -s $(TEST_FLAGS) $(DEPFLAGS) -o $@ $< $(B)/libharness.a \
	    $$(pkg-config --static --libs check)

$(LAB_FAULTS)/dynamic: $(VMM)
	@rm -rf $@ && mkdir -p $@
	$(Q)cp -L $(VMM) $$(ldd $(VMM) | grep -o '/[^ ]*') $@

faults-lab: lab-built $(FAULT_SHIM) $(HOSTILE_IMAGES) $(LAB_FAULTS)/test_faults $(LAB_FAULTS)/dynamic ## failing calls, in the simulated machine
	@tests/lab/run --clock virtual --timeout 3600 --file guest/counter.bin --file guest/hello.bin \
	    --file build/tests/hostile/guests --file $(FAULT_SHIM) --file $(LAB_FAULTS) -- sh -c \
	    'mkdir -p /lib /lib64 && cp $(LAB_FAULTS)/dynamic/* /lib && cp /lib/ld-* /lib64 && \
	    KVM_VMM=$(LAB_FAULTS)/dynamic/kvm-vmm CK_TIMEOUT_MULTIPLIER=6 $(LAB_FAULTS)/test_faults'

.PHONY: faults-lab
