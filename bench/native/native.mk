# The engine "native": the workloads' object files (guest/os1k/workloads/workloads.mk) linked with
# a small freestanding Linux runtime, one static program for each architecture.

NATIVE_LINK   = -nostdlib -static -Wl,--build-id=none -Wl,-z,noexecstack

define NATIVE_RULES
$(B)/native/$(1)/%.o: bench/native/%.c
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(GUEST_M_$(1)) $$(GUEST_PROGRAM_FLAGS) -Ibench $$(DEPFLAGS) -c $$< -o $$@

$(B)/native/$(1)/%.o: bench/native/%.S
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(GUEST_M_$(1)) $$(DEPFLAGS) -c $$< -o $$@

$(B)/native/workloads-$(1): $(addprefix $(B)/native/$(1)/,start.o main.o linux.o) \
                            $$(call workload_objects,$(1))
	$$(Q)$$(CC) $$(GUEST_M_$(1)) $$(NATIVE_LINK) -o $$@ $$^
endef
$(foreach arch,$(GUEST_ARCHS),$(eval $(call NATIVE_RULES,$(arch))))

native: $(NATIVE_PROGRAMS) ## build the workloads as host processes (build/native)
all: native
.PHONY: native
