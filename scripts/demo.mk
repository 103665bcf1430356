# What to show to somebody.

.PHONY: demo demo-qemu

demo: kvm-vmm guest/os1k-i386.elf guest/os1k-x86_64.elf $(REAL_BIN) ## four VMs on this terminal, with 1K OS's menu on VM 0 (DEMO_ARGS="--stats")
	@scripts/demo.sh $(DEMO_ARGS)

demo-qemu: guest/os1k-i386.elf ## 1K OS's menu under QEMU's emulation, where there is no KVM
	@scripts/demo-qemu.sh
