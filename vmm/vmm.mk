# The monitor: everything but main.c is a library, which the unit tests link too.

VMM_TOOLS := vmm/sandbox/policy.c vmm/sandbox/compile.c
VMM_SRC   := $(filter-out vmm/main.c $(VMM_TOOLS),$(wildcard vmm/*.c vmm/*/*.c))
VMM_OBJ   := $(VMM_SRC:%.c=$(B)/%.o)
VMM_MADE  := $(B)/vmm/made
VMM_FLAGS  = -std=gnu17 -D_GNU_SOURCE -pthread $(WARNINGS) $(CFLAGS) -Ivmm -Iguest/abi -I$(VMM_MADE)

# The sandbox's filters, compiled by a program of our own that libseccomp is linked to; kvm-vmm is
# not. `build/vmm/made/policy text` shows them.
$(VMM_MADE)/policy: $(VMM_TOOLS) $(addprefix vmm/sandbox/,policy.h own_pid.h)
	@mkdir -p $(@D)
	$(Q)$(CC) -std=gnu17 -D_GNU_SOURCE $(WARNINGS) -Ivmm $$(pkg-config --cflags libseccomp) \
	    -o $@ $(VMM_TOOLS) $$(pkg-config --libs libseccomp)

$(VMM_MADE)/sandbox_filters.h $(VMM_MADE)/call_names.h: $(VMM_MADE)/policy
	$(Q)$< $(if $(findstring names,$@),names,filters) >$@

$(B)/vmm/sandbox/sandbox.o: $(VMM_MADE)/sandbox_filters.h
$(B)/vmm/sandbox/violation.o: $(VMM_MADE)/call_names.h

$(B)/vmm/main.o: VMM_FLAGS += -DVERSION='"$(VERSION)"'

$(B)/vmm/%.o: vmm/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(VMM_FLAGS) $(DEPFLAGS) -c $< -o $@

$(B)/libvmm.a: $(VMM_OBJ)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(VMM): $(B)/vmm/main.o $(B)/libvmm.a
	$(Q)$(CC) -pthread $(CFLAGS) $(LDFLAGS) -o $@ $^

all: $(VMM)
