# What the repository shows of its own measurements.

.PHONY: example readme

example: all ## measure anew what README and poster show, into results/example (needs KVM, ten minutes)
	@sh scripts/setup.sh --check build plots poster bench
	@sh scripts/example.sh $(BENCH_ARGS)

readme: ## write the results in README.md and README.ko.md anew, from results/example
	@sh scripts/readme.sh results/example
