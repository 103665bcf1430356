# What runs in ring 3, as object files: the workloads, the harness that times them, and the library
# under both. guest/guest.mk links them into 1K OS and bench/native/native.mk into host processes:
# the very same files, so that every engine executes the same instructions.
#
# GUEST_CFLAGS is apart from CFLAGS on purpose: sanitizers and the like are for host programs.

GUEST_ARCHS   := i386 x86_64
GUEST_CFLAGS  ?= -O2 -g
GUEST_M_i386   = -m32 -march=i686
GUEST_M_x86_64 = -m64

# No floating point and no vectors: 1K OS does not save those registers. Functions begin a cache
# line, so that loops lie in it alike wherever the linker puts them: else the same object file runs
# up to a tenth slower in one program than in another.
GUEST_PROGRAM_FLAGS = -std=gnu17 $(WARNINGS) $(GUEST_CFLAGS) -ffreestanding -fno-pic -fno-pie \
                      -mgeneral-regs-only -fno-stack-protector -fno-asynchronous-unwind-tables \
                      -fcf-protection=none -falign-functions=64 -Iguest -Iguest/os1k

WORKLOAD_SRC := $(wildcard guest/os1k/workloads/*.c) \
                $(addprefix guest/os1k/,user/bench.c user/marks.c user/console.c user/os1k.c \
                    $(patsubst %,user/programs/%.c,multiplication counter echo timer_hello) \
                                        lib/string.c lib/format.c lib/print.c lib/crc32.c)

# $(call workload_objects,i386): the objects to link for one architecture.
workload_objects = $(WORKLOAD_SRC:guest/os1k/%.c=$(B)/guest/$(1)/%.o)

define GUEST_PROGRAM_RULE
$(call workload_objects,$(1)): $(B)/guest/$(1)/%.o: guest/os1k/%.c
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(GUEST_M_$(1)) $$(GUEST_PROGRAM_FLAGS) $$(DEPFLAGS) -c $$< -o $$@
endef
$(foreach arch,$(GUEST_ARCHS),$(eval $(call GUEST_PROGRAM_RULE,$(arch))))

# Unit tests of all this link the very objects that the x86_64 guest runs, but for the C library's
# own functions, and say themselves what the system under a program does.
GUEST_TESTS     := $(addprefix $(B)/tests/unit/guest/,test_workloads test_workload_hashes test_workload_os \
                                                test_workload_table test_guest_marks test_guest_harness \
                                                test_guest_lib test_guest_orders test_guest_echo)
GUEST_TEST_LIB  := $(B)/tests/libguest.a
NATIVE_PROGRAMS := $(GUEST_ARCHS:%=$(B)/native/workloads-%)

$(GUEST_TEST_LIB): $(filter-out %/lib/string.o,$(call workload_objects,x86_64))
	@mkdir -p $(@D)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(GUEST_TESTS): $(B)/tests/unit/%: tests/unit/%.c $(GUEST_TEST_LIB)
	@mkdir -p $(@D)
	$(Q)$(CC) $(TEST_FLAGS) -no-pie -Iguest -Iguest/os1k $(DEPFLAGS) \
	    -o $@ $< $(GUEST_TEST_LIB) $(CHECK_LIBS)
