# The lab: a simulated machine with AMD-V, in which KVM is complete. tests/lab/README.md explains.

LAB       := $(B)/lab
LAB_FLAGS  = -std=gnu17 -D_GNU_SOURCE $(WARNINGS) $(CFLAGS)
LAB_BOTH  := channel relay child command
LAB_RUNNER = $(addprefix $(LAB)/obj/,$(addsuffix .o,runner order machine limit screen $(LAB_BOTH)))
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
	@mkdir -p $(@D)
	$(Q)$(CC) -static -pthread $(CFLAGS) -s -o $@ $^

# Not in the machine: the harness's own tests, which need no KVM, and what needs QEMU alone.
NOT_IN_LAB := $(addprefix tests/e2e/test_,harness.c harness_faulty.c bench.c bench_refusals.c \
                  instructions.c same_devices.c same_pic.c)
LAB_E2E   := $(filter-out $(NOT_IN_LAB),$(E2E_SRC)) \
             $(HOSTILE_TESTS:%=tests/hostile/%.c) tests/faults/test_faults.c
LAB_TESTS := $(LAB_E2E:tests/%.c=$(LAB)/tests/%)
LAB_CHECK  = $(shell pkg-config --static --libs check)

$(LAB)/tests/%: tests/%.c $(B)/libharness.a
	@mkdir -p $(@D)
	$(Q)$(CC) -static -s $(TEST_FLAGS) $(DEPFLAGS) -o $@ $< $(B)/libharness.a $(LAB_CHECK)

# For the injected failures, which are preloaded, and for variants (tests/variant.mk), whose runtime is
# no static library: the monitor with its libraries and their loader. RPATH, unlike RUNPATH, holds for
# libraries that libraries need.
LAB_DYNAMIC := $(LAB)/dynamic
LAB_LOADER  := ld-linux-x86-64.so.2

$(LAB_DYNAMIC)/kvm-vmm: $(B)/vmm/main.o $(B)/libvmm.a $(FAULT_SHIM)
	@mkdir -p $(@D)
	$(Q)$(CC) -pthread $(CFLAGS) $(if $(VARIANT),,-s) -Wl,--disable-new-dtags,-rpath,/lab/$(LAB_DYNAMIC) \
	    -Wl,--dynamic-linker=/lab/$(LAB_DYNAMIC)/$(LAB_LOADER) -o $@ $(filter %.o %.a,$^)
	@cp -L $$(ldd $@ $(FAULT_SHIM) | sed -n 's|^.*[[:space:]]\(/[^ ]*\) (0x.*|\1|p' | sort -u) $(@D)

# The machine: its kernel, and what that starts with.
$(LAB)/machine/vmlinuz: LAB_WANTED = virtio_pci virtio_console kvm-amd
$(LAB)/intel/vmlinuz: LAB_WANTED = kvm-intel

$(LAB)/machine/vmlinuz $(LAB)/intel/vmlinuz: tests/lab/fetch.sh
	@sh tests/lab/fetch.sh $(@D) $(LAB_WANTED)
	@touch $@

$(LAB)/machine/initrd.cpio: $(LAB)/machine/vmlinuz tests/lab/init.sh $(LAB)/agent
	@rm -rf $(LAB)/initrd && mkdir -p $(addprefix $(LAB)/initrd/,bin proc sys dev tmp lab)
	@cp $(LAB)/machine/busybox $(LAB)/agent $(LAB)/initrd/bin
	@cp -r $(LAB)/machine/modules $(LAB)/initrd
	@install tests/lab/init.sh $(LAB)/initrd/init
	$(Q)(cd $(LAB)/initrd && find . | ../machine/busybox cpio -o -H newc 2>/dev/null) >$@

LAB_MACHINE := $(LAB)/runner $(LAB)/kvm-vmm $(LAB)/machine/initrd.cpio
LAB_IMAGES  := $(REAL_BIN) guest/os1k-i386.elf guest/os1k-x86_64.elf
LAB_RUN      = tests/lab/run $(LAB_IMAGES:%=--file %)

.PHONY: lab lab-demo lab-screenshots lab-built lab-tests-built lab-programs test-lab test-lab-intel \
        lab-mutants

lab: lab-built ## a shell in a simulated machine where KVM can do all; CMD="kvm-vmm …" runs that
	@$(LAB_RUN) --file tests/lab/inside/shell.sh -- \
	    sh -c "$${CMD:-exec sh tests/lab/inside/shell.sh}"

lab-demo: lab-built ## the four VMs of `make demo`, in the simulated machine
	@$(LAB_RUN) --file scripts/demo.sh -- sh scripts/demo.sh $(DEMO_ARGS)

# The driver is not in the machine, so the scene `bench` is not played there.
LAB_SCENES = $(or $(SCENES),$(filter-out bench,$(basename $(notdir $(wildcard poster/scenes/*.scene)))))

$(LAB)/record: $(RECORDER)
	@mkdir -p $(@D)
	$(Q)$(CC) -static $(CFLAGS) -s -o $@ $^ -lutil

lab-screenshots: lab-built $(LAB)/record ## record the screenshots in the simulated machine; SCENES="menu"
	@$(LAB_RUN) --file poster/scenes --file scripts/screenshots.sh \
	    --file $(LAB)/record --clock virtual --out $(CAPTURES) -- \
	    sh scripts/screenshots.sh $(LAB)/record out $(LAB_SCENES)

lab-built: $(LAB_MACHINE) $(LAB_IMAGES)

lab-tests-built: lab-built $(LAB_DYNAMIC)/kvm-vmm $(LAB_TESTS) $(TEST_GUESTS) native

lab-programs: # prints the test programs that run in the machine
	@printf '%s\n' $(filter-out %/test_faults,$(LAB_TESTS))

# A word chooses programs in the machine, and what else is run here by that name.
test-lab: tests-needed ## run the tests in the simulated machine alone; TESTS="menu" chooses too
	@LAB_TESTS="$(TESTS)" TESTS="$(if $(TESTS),test_lab.sh $(TESTS))" sh tests/run.sh $(LAB_SHELL)

# Those in which no guest computes with interrupts off: see the README.
LAB_INTEL = $(or $(TESTS),machine flat interrupts os1k multiboot latency)

test-lab-intel: lab-tests-built $(LAB)/intel/vmlinuz ## run some of them on VT-x, simulated by Bochs
	@TESTS="$(LAB_INTEL)" sh tests/lab/intel.sh $(filter-out %/test_faults,$(LAB_TESTS)) \
	    $(wildcard tests/lab/inside/test_*.sh)

lab-mutants: lab-tests-built ## mistakes in the monitor, on purpose: the tests in the machine must notice
	@sh tests/lab/mutants.sh $(MUTANTS)

# What others wrote, for foreign.sh; 1K OS is what their GRUB boots.
FOREIGN_PARTS := build.sh multiboot.inc linux_boot.S linux_init.sh coreboot_boot.S grub.cfg
$(LAB)/foreign/images: $(FOREIGN_PARTS:%=tests/lab/foreign/%) guest/os1k-i386.elf \
                       $(LAB)/machine/vmlinuz
	@sh tests/lab/foreign/build.sh $(@D)
	@touch $@

lab-foreign: ## programs that others wrote, in the simulated machine (FOREIGN="grub linux")
	@sh tests/lab/foreign.sh $(FOREIGN)

lab-bench: lab-built $(BENCH) native ## the bench driver with every engine in the simulated machine
	@sh tests/lab/bench.sh $(BENCH_ARGS)

.PHONY: lab-foreign lab-bench
