# Charts, from the CSV files of a run alone: no KVM, no QEMU, nothing built.

RESULTS ?= results/latest

plots: export DRAWN := $(RESULTS)
plots: ## draw the charts of a run (RESULTS=results/latest) as SVG, PNG and PDF
	@sh scripts/setup.sh --check plots
	@plots/draw.sh "$$DRAWN"
.PHONY: plots
