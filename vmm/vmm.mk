# The monitor: everything but main.c is a library, which the unit tests link too.

VMM_SRC   := $(filter-out vmm/main.c,$(wildcard vmm/*.c vmm/*/*.c))
VMM_OBJ   := $(VMM_SRC:%.c=$(B)/%.o)
VMM_FLAGS  = -std=gnu17 -D_GNU_SOURCE -pthread $(WARNINGS) $(CFLAGS) -Ivmm -Iguest/abi

$(B)/vmm/main.o: VMM_FLAGS += -DVERSION='"$(VERSION)"'

$(B)/vmm/%.o: vmm/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(VMM_FLAGS) $(DEPFLAGS) -c $< -o $@

$(B)/libvmm.a: $(VMM_OBJ)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(VMM): $(B)/vmm/main.o $(B)/libvmm.a
	$(Q)$(CC) -pthread $(CFLAGS) $(LDFLAGS) -o $@ $^

all: $(VMM)
