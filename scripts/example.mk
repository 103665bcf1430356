# What the repository shows of its own measurements.

.PHONY: example readme

example: all ## measure anew what README and poster show, into results/example (needs KVM, ten minutes)
	@sh scripts/setup.sh --check build plots poster bench
	@sh scripts/example.sh $(BENCH_ARGS)

readme: ## write the figures in READMEs and docs/method.md anew, from results/
	@sh scripts/readme.sh results/example
	@sh scripts/section.sh method results/one-insn en docs/method.md
