# Failures injected into kvm-vmm, call by call: a library to preload, and the program that runs it;
# and what may befall the bench driver.

FAULT_SHIM := build/tests/faults/shim.so
E2E_BIN    += $(B)/tests/faults/test_faults $(B)/tests/faults/test_bench_faults

$(FAULT_SHIM): tests/faults/shim.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=gnu17 -D_GNU_SOURCE $(WARNINGS) -O2 -g -fPIC -shared -o $@ $< -ldl

$(B)/tests/faults/test_%: tests/faults/test_%.c $(B)/libharness.a | $(FAULT_SHIM)
	@mkdir -p $(@D)
	$(Q)$(CC) $(TEST_FLAGS) $(DEPFLAGS) -o $@ $< $(B)/libharness.a $(CHECK_LIBS)
