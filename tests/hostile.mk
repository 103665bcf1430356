# Hostile guests: images that try to hurt the monitor, its host or the VMs beside them, and the
# program that runs them. The images are the plain build's, whatever variant is tested.

HOSTILE_SRC    := $(wildcard tests/hostile/guests/*.S)
HOSTILE_REAL   := $(filter tests/hostile/guests/real_%,$(HOSTILE_SRC))
HOSTILE_FLAT   := $(HOSTILE_REAL:tests/%.S=$(B)/tests/%.bin)
HOSTILE_OTHER  := $(filter-out $(HOSTILE_REAL),$(HOSTILE_SRC))
HOSTILE_ELF    := $(HOSTILE_OTHER:tests/%.S=$(B)/tests/%.elf)
HOSTILE_IMAGES := $(HOSTILE_FLAT) $(HOSTILE_ELF)
HOSTILE_FLAGS   = $(TEST_GUEST_FLAGS) -Itests/hostile/guests
HOSTILE_TESTS  := test_hostile test_hostile_output

TEST_GUESTS += $(HOSTILE_IMAGES)
E2E_BIN     += $(HOSTILE_TESTS:%=$(B)/tests/hostile/%)

$(B)/tests/hostile/guests/%.bin: tests/hostile/guests/%.S
	@mkdir -p $(@D)
	$(Q)$(CC) $(HOSTILE_FLAGS) $(DEPFLAGS) -MT $@ -MF $(@:.bin=.d) \
	    -Wl,-Ttext=0x7c00 -o $(@:.bin=.o) $<
	@$(OBJCOPY) -O binary -j .text $(@:.bin=.o) $@

$(B)/tests/hostile/guests/%.elf: tests/hostile/guests/%.S
	@mkdir -p $(@D)
	$(Q)$(CC) $(HOSTILE_FLAGS) $(DEPFLAGS) -MT $@ -MF $(@:.elf=.d) \
	    -Wl,-Ttext=0x100000 -o $@ $<

$(B)/tests/hostile/test_%: tests/hostile/test_%.c $(B)/libharness.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(TEST_FLAGS) $(DEPFLAGS) -o $@ $< $(B)/libharness.a $(CHECK_LIBS)

# Not a part of `make test`: it takes as long as it is told.
MINUTES ?= 30

$(B)/tests/hostile/long_run: tests/hostile/long_run.c $(B)/libharness.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(TEST_FLAGS) $(DEPFLAGS) -o $@ $< $(B)/libharness.a $(CHECK_LIBS)

LONG_RUN := $(B)/tests/hostile/long_run

hostile-long: number-MINUTES $(VMM) $(HOSTILE_IMAGES) $(LONG_RUN) ## random guests on four VMs, for MINUTES=30
	@HOSTILE_MINUTES=$(MINUTES) $(B)/tests/hostile/long_run

# The same in the simulated machine, for a host without KVM. Time goes by slowly there.
LAB_HOSTILE       := $(B)/lab/tests/hostile
LAB_HOSTILE_TESTS := $(HOSTILE_TESTS:%=$(LAB_HOSTILE)/%)
LAB_HOSTILE_RUN    = tests/lab/run --file build/tests/hostile/guests

hostile-lab: lab-built $(HOSTILE_IMAGES) $(LAB_HOSTILE_TESTS) ## the hostile guests, in the simulated machine
	@$(LAB_HOSTILE_RUN) --clock virtual --timeout 3600 --file tests/run.sh --file tests/skips.awk \
	    $(LAB_HOSTILE_TESTS:%=--file %) -- env CK_TIMEOUT_MULTIPLIER=20 TEST_PROGRAM_LIMIT=7200 \
	    sh tests/run.sh $(LAB_HOSTILE_TESTS)

hostile-long-lab: number-MINUTES lab-built $(HOSTILE_IMAGES) $(LAB_HOSTILE)/long_run ## hostile-long, in the simulated machine
	@sh tests/hostile/long_lab.sh $(MINUTES)

.PHONY: hostile-long hostile-lab hostile-long-lab
