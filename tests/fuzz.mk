# Fuzz targets, with sanitizers, whatever else is built. `make fuzz FUZZ_TIME=60` runs each so many
# seconds: under libFuzzer with CC=clang (Debian: libclang-rt-14-dev), else under the small fuzzer
# in tests/fuzz/driver.c. `make test` replays the corpus.

FUZZ_LLVM    := $(findstring clang,$(CC))
FUZZ         := build/fuzz$(FUZZ_LLVM:%=-%)
FUZZ_TIME    ?= 60
FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_BIN     := $(FUZZ_TARGETS:%=$(FUZZ)/fuzz_%)
FUZZ_SRC     := $(wildcard vmm/boot/*.c vmm/dev/*.c) \
                $(addprefix vmm/,error.c memory.c options.c) \
                $(addprefix bench/,base/crc32.c base/csv.c base/file.c base/number.c \
                    marks/mark_parser.c)
FUZZ_OBJ     := $(FUZZ_SRC:%.c=$(FUZZ)/%.o)
FUZZ_SAN     := -fsanitize=address,undefined -fno-sanitize-recover=undefined
FUZZ_COVER   := $(if $(FUZZ_LLVM),-fsanitize=fuzzer-no-link,-fsanitize-coverage=trace-pc)
FUZZ_MAIN    := $(if $(FUZZ_LLVM),,$(addprefix $(FUZZ)/main/,driver.o cover.o pool.o))
FUZZ_LINK    := $(if $(FUZZ_LLVM),-fsanitize=fuzzer)
FUZZ_FLAGS   := -std=gnu17 -D_GNU_SOURCE -pthread $(WARNINGS) -O1 -g -Iguest/abi -Ivmm -Ibench \
                -Itests $(FUZZ_SAN)

# For tests/fuzz/test_corpus.sh.
export FUZZ

$(FUZZ)/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(FUZZ_FLAGS) $(FUZZ_COVER) $(DEPFLAGS) -c $< -o $@

$(FUZZ)/main/%.o: tests/fuzz/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(FUZZ_FLAGS) $(DEPFLAGS) -c $< -o $@

$(FUZZ)/libfuzzed.a: $(FUZZ_OBJ)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(FUZZ_BIN): $(FUZZ)/%: $(FUZZ)/tests/fuzz/%.o $(FUZZ_MAIN) $(FUZZ)/libfuzzed.a
	$(Q)$(CC) $(FUZZ_SAN) $(FUZZ_LINK) -pthread -o $@ $^ -lm

fuzz: number-FUZZ_TIME $(FUZZ_BIN) ## look for inputs that break something, FUZZ_TIME=60 seconds a target
	@for target in $(FUZZ_TARGETS); do \
	    mkdir -p $(FUZZ)/found/$$target; \
	    $(FUZZ)/fuzz_$$target -max_total_time=$(FUZZ_TIME) $(if $(FUZZ_LLVM),-print_final_stats=1) \
	        $(if $(FUZZ_LLVM),$(FUZZ)/found/$$target) tests/fuzz/corpus/$$target || exit 1; \
	done

.PHONY: fuzz
