# Unit tests: one libcheck program for each tests/unit/test_*.c, linked with the libraries it tests.

UNIT_SRC  := $(wildcard tests/unit/test_*.c)
UNIT_BIN  := $(UNIT_SRC:tests/%.c=$(B)/tests/%)
CHECK_CFLAGS = $(shell pkg-config --cflags check)
CHECK_LIBS   = $(shell pkg-config --libs check)
TEST_FLAGS   = -std=gnu17 -D_GNU_SOURCE -pthread $(WARNINGS) -Wno-missing-prototypes $(CFLAGS) \
               -Iguest/abi -Ivmm -Ibench -Itests $(CHECK_CFLAGS)
UNIT_LIBS    = $(B)/libvmm.a $(wildcard $(B)/libbench.a)

$(B)/tests/unit/%: tests/unit/%.c $(B)/libvmm.a
	@mkdir -p $(@D)
	$(CC) $(TEST_FLAGS) $(DEPFLAGS) -o $@ $< $(UNIT_LIBS) $(CHECK_LIBS)
