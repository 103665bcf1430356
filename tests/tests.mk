# Tests: one libcheck program for each tests/unit/*/test_*.c, linked with the libraries it tests; one
# for each tests/e2e/test_*.c, linked with the harness; and shell tests. tests/run.sh runs them and
# counts their checks; TESTS="flat cli" chooses by name. tests/README.md explains.

# What only a sandbox that is enforced can show: not in instrumented programs (variant.mk).
ENFORCED    := $(addprefix tests/unit/vmm/test_sandbox_,lists.c violations.c)
UNIT_SRC    := $(filter-out $(if $(VARIANT),$(ENFORCED)),$(wildcard tests/unit/*/test_*.c))
UNIT_BIN    := $(UNIT_SRC:tests/%.c=$(B)/tests/%)
E2E_SRC     := $(wildcard tests/e2e/test_*.c)
E2E_BIN     := $(E2E_SRC:tests/%.c=$(B)/tests/%)
HARNESS_SRC := $(wildcard tests/harness/*.c)
HARNESS_OBJ := $(HARNESS_SRC:tests/%.c=$(B)/tests/%.o)
# The simulated machine's come last: what this host had to skip, they run. A variant's monitor runs in
# it too; that the machine itself works is tested with the plain build alone.
LAB_SHELL   := $(if $(VARIANT),tests/lab/test_lab.sh,\
                 $(if $(filter-out build,$(B)),,$(wildcard tests/lab/test_*.sh)))
# Of what is tested by shell tests a variant has bench-vmm alone.
SHELL_TESTS := $(if $(VARIANT),tests/bench/test_bench_vmm.sh,$(filter-out tests/lab/%,$(wildcard tests/*/test_*.sh)))

CHECK_CFLAGS = $(shell pkg-config --cflags check)
CHECK_LIBS   = $(shell pkg-config --libs check)
TEST_FLAGS   = -std=gnu17 -D_GNU_SOURCE -pthread $(WARNINGS) -Wno-missing-prototypes $(CFLAGS) \
               -Iguest/abi -Ivmm -Ibench -Itests $(CHECK_CFLAGS)
UNIT_LIBS    = $(B)/libbench.a $(B)/libvmm.a

$(B)/tests/unit/%: tests/unit/%.c $(UNIT_LIBS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(TEST_FLAGS) $(DEPFLAGS) -o $@ $< $(UNIT_LIBS) $(CHECK_LIBS) -lm

$(B)/tests/harness/%.o: tests/harness/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(TEST_FLAGS) $(DEPFLAGS) -c $< -o $@

$(B)/libharness.a: $(HARNESS_OBJ)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(B)/tests/e2e/%: tests/e2e/%.c $(B)/libharness.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(TEST_FLAGS) $(DEPFLAGS) -o $@ $< $(filter %.a,$^) $(CHECK_LIBS)

# These hold our devices against QEMU's.
$(filter $(B)/tests/e2e/test_same_%,$(E2E_BIN)): $(B)/libvmm.a

# Guests that only the tests run: real_*.S are boot sectors, the others Multiboot kernels.
TEST_GUEST_SRC := $(wildcard tests/e2e/guests/*.S)
REAL_GUEST_SRC := $(filter tests/e2e/guests/real_%,$(TEST_GUEST_SRC))
TEST_GUESTS    := $(REAL_GUEST_SRC:tests/e2e/%.S=$(B)/tests/%.bin) \
                  $(patsubst tests/e2e/%.S,$(B)/tests/%.elf,\
                    $(filter-out $(REAL_GUEST_SRC),$(TEST_GUEST_SRC)))
TEST_GUEST_FLAGS = -m32 -ffreestanding -fno-pic -nostdlib -static -Wl,--build-id=none \
                   -Wl,--no-warn-rwx-segments -Wl,-n -Iguest/abi -Itests/e2e/guests

$(B)/tests/guests/real_%.bin: tests/e2e/guests/real_%.S
	@mkdir -p $(@D)
	$(Q)$(CC) $(TEST_GUEST_FLAGS) $(DEPFLAGS) -MT $@ -MF $(@:.bin=.d) \
	    -Wl,-Ttext=0x7c00 -o $(@:.bin=.o) $<
	@$(OBJCOPY) -O binary -j .text $(@:.bin=.o) $@

$(B)/tests/guests/%.elf: tests/e2e/guests/%.S
	@mkdir -p $(@D)
	$(Q)$(CC) $(TEST_GUEST_FLAGS) $(DEPFLAGS) -MT $@ -MF $(@:.elf=.d) \
	    -Wl,-Ttext=0x100000 -o $@ $<

include tests/hostile.mk
include tests/faults.mk
include tests/fuzz.mk
include tests/coverage.mk

.PHONY: test test-unit test-e2e test-shell tests-built test-guests tests-needed

test: tests-needed ## run all tests; TESTS="flat cli" chooses by name, SAN=address,undefined sanitizes
	@$(MAKE) --no-print-directory tests-built
	@$(SAY_NO_KVM)
	@sh tests/run.sh $(UNIT_BIN) $(SHELL_TESTS) $(E2E_BIN) $(LAB_SHELL)

test-unit: tests-needed ## run the unit tests alone: no KVM, no QEMU
	@$(MAKE) --silent $(UNIT_BIN)
	@sh tests/run.sh $(UNIT_BIN)

test-e2e: tests-needed ## run the end-to-end tests alone
	@$(MAKE) --no-print-directory tests-built
	@$(SAY_NO_KVM)
	@sh tests/run.sh $(E2E_BIN)

test-shell: tests-needed ## run the shell tests alone: charts, poster, scripts, documents
	@$(MAKE) --no-print-directory tests-built
	@sh tests/run.sh $(SHELL_TESTS)

# Every skip has its reason; this one is common to many of them.
SAY_NO_KVM = sh scripts/no-kvm.sh 'make $@' "tests that need it are skipped, and 'make test-lab',\
 a part of 'make test', runs them in a simulated machine" || :

TESTED ?= all $(TEST_GUESTS)

tests-built: $(TESTED) $(UNIT_BIN) $(E2E_BIN) $(FUZZ_BIN)

test-guests: $(REAL_BIN) $(GUEST_ARCHS:%=guest/os1k-%.elf) $(NATIVE_PROGRAMS) $(TEST_GUESTS)

tests-needed:
	@sh scripts/setup.sh --check build test bench plots
