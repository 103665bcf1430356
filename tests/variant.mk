# Other builds of the same programs, each in a folder of its own beside the plain one:
#   make test SAN=address,undefined    sanitizers in monitor, bench driver and unit tests
#   make test SAN=thread
#   make coverage                      counted lines and branches (COVERAGE=1)
# The guests, and what takes measures of its own, are the plain build's.

comma := ,

ifneq ($(SAN)$(COVERAGE),)
VARIANT := $(subst $(comma),-,$(if $(COVERAGE),coverage,$(SAN)))
B       := build/$(VARIANT)
VMM     := $(B)/kvm-vmm
BENCH   := $(B)/kvm-bench
TESTED   = plain-guests $(VMM) $(BENCH)

# gcc guesses worse at lengths in instrumented code: the plain build is the one that warns of them.
VARIANT_WARNINGS = -Wno-format-truncation

# A finding ends the program with a status that nothing else has, so that no test takes it for an
# expected failure. Signals are left to the programs: that a crash restores the terminal is tested.
ifdef SAN
VARIANT_FLAGS = -O1 -fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=undefined
OWN_SIGNALS := handle_segv=0:handle_sigbus=0:handle_sigfpe=0
export ASAN_OPTIONS  := exitcode=99:$(OWN_SIGNALS)
export LSAN_OPTIONS  := exitcode=99
export UBSAN_OPTIONS := exitcode=99:print_stacktrace=1
export TSAN_OPTIONS  := exitcode=99:halt_on_error=1:$(OWN_SIGNALS)
endif
ifdef COVERAGE
VARIANT_FLAGS = -O0 --coverage
endif

VARIANT_FLAGS += -DINSTRUMENTED # what these do at the end is on no list of the sandbox

# The end-to-end tests start the programs under test: they are not under test themselves.
override CFLAGS += $(VARIANT_FLAGS) $(VARIANT_WARNINGS)
$(addprefix $(B)/tests/,harness/% e2e/% hostile/% faults/%): VARIANT_FLAGS =

# For the harness: which programs to test, and that they are slower and larger than what users get.
export KVM_VMM      := ./$(VMM)
$(addprefix $(B)/tests/,e2e/test_bench e2e/test_bench_refusals faults/test_bench_disk faults/test_bench_faults): TEST_FLAGS += -DBENCH='"$(BENCH)"'
export TEST_VARIANT := $(VARIANT)
# What is preloaded to them must come after a sanitizer of gcc's, which intercepts calls itself.
export TEST_RUNTIME := $(if $(SAN),$(shell objdump -p "$$($(CC) -print-file-name=lib$(if \
    $(findstring thread,$(SAN)),tsan,asan).so)" 2>/dev/null | awk '/SONAME/ { print $$2 }'))
export CK_TIMEOUT_MULTIPLIER ?= 3

plain-guests:
	@$(MAKE) --no-print-directory SAN= COVERAGE= test-guests
.PHONY: plain-guests
endif
