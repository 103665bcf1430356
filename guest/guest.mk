# The guests: 1K OS for each architecture, a kernel with its one program inside, and flat images.

include guest/os1k/workloads/workloads.mk
include guest/real/real.mk

GUEST_LD_i386   = $(LD) -m elf_i386
GUEST_LD_x86_64 = $(LD) -m elf_x86_64
GUEST_ASFLAGS   = -Wa,--noexecstack -Wa,--fatal-warnings
GUEST_LDFLAGS   = -nostdlib -static -z noexecstack -z max-page-size=4096 --fatal-warnings

# The kernel is compiled like the programs, and without a red zone below its stack pointer: an
# interrupt pushes there. Its library is compiled a second time for that.
KERNEL_LIB   := $(addprefix guest/os1k/lib/,string.c format.c print.c scancode.c exceptions.c)
KERNEL_SRC   := $(wildcard guest/os1k/kernel/*.c) $(KERNEL_LIB)
KERNEL_ASM   := boot.S trap.S
KERNEL_FLAGS  = $(GUEST_PROGRAM_FLAGS) -mno-red-zone -Iguest/os1k/include

# What the program consists of, beside what workloads.mk compiles.
USER_SRC := $(filter-out $(WORKLOAD_SRC),$(wildcard guest/os1k/user/*.c guest/os1k/user/programs/*.c))
USER_ASM := guest/os1k/user/start.S

# $(call os1k_objects,i386,SOURCES): the objects of the program's own sources.
os1k_objects = $(patsubst guest/os1k/%,$(B)/guest/$(1)/%.o,$(basename $(2)))

define OS1K_RULES
KERNEL_OBJ_$(1) := $(KERNEL_SRC:guest/os1k/%.c=$(B)/guest/$(1)/ring0/%.o) \
                   $(KERNEL_ASM:%.S=$(B)/guest/$(1)/ring0/arch/%.o) $(B)/guest/$(1)/ring0/program.o

$(B)/guest/$(1)/ring0/%.o: guest/os1k/%.c
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(GUEST_M_$(1)) $$(KERNEL_FLAGS) -Iguest/os1k/arch/$(1) $$(DEPFLAGS) -c $$< -o $$@

$(B)/guest/$(1)/ring0/arch/%.o: guest/os1k/arch/$(1)/%.S
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(GUEST_M_$(1)) $$(GUEST_ASFLAGS) -Iguest/os1k/include $$(DEPFLAGS) -c $$< -o $$@

$(B)/guest/$(1)/ring0/program.o: guest/os1k/link/program.S $(B)/guest/$(1)/program.bin
	$$(Q)$$(CC) $$(GUEST_M_$(1)) $$(GUEST_ASFLAGS) -DPROGRAM_FILE='"$$(filter %.bin,$$^)"' \
	    -c $$< -o $$@

$(call os1k_objects,$(1),$(USER_SRC)): $(B)/guest/$(1)/%.o: guest/os1k/%.c
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(GUEST_M_$(1)) $$(GUEST_PROGRAM_FLAGS) $$(DEPFLAGS) -c $$< -o $$@

$(call os1k_objects,$(1),$(USER_ASM)): $(B)/guest/$(1)/%.o: guest/os1k/%.S
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(GUEST_M_$(1)) $$(GUEST_ASFLAGS) $$(DEPFLAGS) -c $$< -o $$@

$(B)/guest/$(1)/program.elf: guest/os1k/link/program.ld \
    $(call os1k_objects,$(1),$(USER_ASM) $(USER_SRC)) $(call workload_objects,$(1))
	$$(Q)$$(GUEST_LD_$(1)) $$(GUEST_LDFLAGS) -T $$< -o $$@ $$(filter %.o,$$^)

$(B)/guest/$(1)/program.bin: $(B)/guest/$(1)/program.elf
	$$(Q)$$(OBJCOPY) -O binary $$< $$@

$(B)/guest/$(1)/os1k.elf: guest/os1k/link/kernel.ld $$(KERNEL_OBJ_$(1))
	$$(Q)$$(GUEST_LD_$(1)) $$(GUEST_LDFLAGS) -T $$< -o $$@ $$(filter %.o,$$^)

# Multiboot loaders take ELF32 files only. The symbols, for gdb, stay in the file under build/.
guest/os1k-$(1).elf: $(B)/guest/$(1)/os1k.elf
	$$(Q)$$(OBJCOPY) --strip-all -O elf32-i386 $$< $$@
endef
$(foreach arch,$(GUEST_ARCHS),$(eval $(call OS1K_RULES,$(arch))))

all: $(GUEST_ARCHS:%=guest/os1k-%.elf)

# All lines, comments and blank ones too. The library beside it knows nothing of the machine and is
# tested on the host, so it is counted apart.
KERNEL_LIMIT := 1000
.PHONY: size
size: ## count the kernel's lines: under 1,000 for each architecture
	@for arch in $(GUEST_ARCHS); do \
	    lines=$$(cat guest/os1k/kernel/* guest/os1k/include/* guest/os1k/arch/$$arch/* | wc -l); \
	    echo "1K OS kernel, $$arch: $$lines lines (limit: under $(KERNEL_LIMIT))"; \
	    [ $$lines -lt $(KERNEL_LIMIT) ] || exit 1; \
	done; \
	echo "library linked with it: $$(cat $(KERNEL_LIB:%.c=%.[ch]) | wc -l) lines"
