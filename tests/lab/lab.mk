# The lab: a simulated machine with AMD-V, in which KVM is complete. tests/lab/README.md explains.

LAB       := $(B)/lab
LAB_FLAGS  = -std=gnu17 -D_GNU_SOURCE $(WARNINGS) $(CFLAGS)
LAB_BOTH  := channel relay child
LAB_RUNNER = $(addprefix $(LAB)/obj/,$(addsuffix .o,runner order machine screen $(LAB_BOTH)))
LAB_AGENT  = $(addprefix $(LAB)/obj/,$(addsuffix .o,agent job $(LAB_BOTH)))

$(LAB)/obj/%.o: tests/lab/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(LAB_FLAGS) $(DEPFLAGS) -c $< -o $@

$(LAB)/runner: $(LAB_RUNNER)
	$(Q)$(CC) $(CFLAGS) -o $@ $^

$(LAB)/agent: $(LAB_AGENT)
	$(Q)$(CC) -static $(CFLAGS) -s -o $@ $^

# The monitor and the tests as they are elsewhere, but static: the machine has no libraries.
$(LAB)/kvm-vmm: $(B)/vmm/main.o $(B)/libvmm.a
	$(Q)$(CC) -static -pthread $(CFLAGS) -s -o $@ $^

LAB_TESTS := $(E2E_SRC:tests/%.c=$(LAB)/tests/%)
LAB_CHECK  = $(shell pkg-config --static --libs check)

$(LAB)/tests/e2e/%: tests/e2e/%.c $(B)/libharness.a
	@mkdir -p $(@D)
	$(Q)$(CC) -static -s $(TEST_FLAGS) $(DEPFLAGS) -o $@ $< $(B)/libharness.a $(LAB_CHECK)

# The machine: its kernel, and what that starts with.
$(LAB)/machine/vmlinuz: tests/lab/fetch.sh
	@sh tests/lab/fetch.sh $(@D)
	@touch $@

$(LAB)/machine/initrd.cpio: $(LAB)/machine/vmlinuz tests/lab/init.sh $(LAB)/agent
	@rm -rf $(LAB)/initrd && mkdir -p $(addprefix $(LAB)/initrd/,bin proc sys dev tmp lab)
	@cp $(LAB)/machine/busybox $(LAB)/agent $(LAB)/initrd/bin
	@cp -r $(LAB)/machine/modules $(LAB)/initrd
	@install tests/lab/init.sh $(LAB)/initrd/init
	$(Q)(cd $(LAB)/initrd && find . | ../machine/busybox cpio -o -H newc 2>../cpio.log) >$@

LAB_MACHINE := $(LAB)/runner $(LAB)/kvm-vmm $(LAB)/machine/initrd.cpio
LAB_IMAGES  := $(REAL_BIN) guest/os1k-i386.elf guest/os1k-x86_64.elf
LAB_RUN      = tests/lab/run $(LAB_IMAGES:%=--file %)
LAB_SHELL   := ENV=/etc/profile sh
CMD         ?= $(LAB_SHELL)

.PHONY: lab lab-demo lab-built lab-tests-built test-lab

lab: lab-built ## a shell in a simulated machine whose KVM can do everything; CMD="…" runs that
	@$(LAB_RUN) -- sh -c '$(CMD)'

lab-demo: lab-built ## the four VMs of `make demo` in the simulated machine, with 1K OS for i386
	@$(LAB_RUN) --file scripts/demo.sh -- sh scripts/demo.sh $(DEMO_ARGS)

lab-built: $(LAB_MACHINE) $(LAB_IMAGES) ## build the simulated machine; fetches Debian's kernel once

lab-tests-built: lab-built $(LAB_TESTS) $(TEST_GUESTS)

test-lab: tests-needed ## run the tests in the simulated machine alone
	@sh tests/run.sh $(wildcard tests/lab/test_*.sh)
