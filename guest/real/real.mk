# The real-mode guests: one sector each, written as guest/NAME.bin.

REAL_SRC := $(wildcard guest/real/*.S)
REAL_BIN := $(REAL_SRC:guest/real/%.S=guest/%.bin)

$(B)/guest/real/%.o: guest/real/%.S
	@mkdir -p $(@D)
	$(Q)$(CC) -m32 -Iguest/abi $(DEPFLAGS) -c $< -o $@

$(REAL_BIN): guest/%.bin: $(B)/guest/real/%.o
	$(Q)$(CC) -m32 -nostdlib -static -Wl,--build-id=none -Wl,-Ttext=0x7c00 -Wl,--oformat=binary \
	    -o $@ $<

all: $(REAL_BIN)
