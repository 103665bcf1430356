include bench/native/native.mk
