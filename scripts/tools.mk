# Setting up, and holding the sources to their style.

# Another version of clang-format may see a few places another way; the sources follow this one.
FORMAT_VERSION := 14
CLANG_FORMAT   ?= $(shell command -v clang-format-$(FORMAT_VERSION) || echo clang-format)
C_FILES  = $(shell git ls-files '*.c' '*.h')
SH_FILES = $(shell git ls-files '*.sh') .ci/run

# `make -j setup bench` must not build while it installs.
ifneq ($(filter setup,$(MAKECMDGOALS)),)
.NOTPARALLEL:
endif

setup: ## install what is missing (apt, dnf or pacman); says what before
	@sh scripts/setup.sh

setup-extra: ## install what is optional: Bochs, an engine; Chromium, for a test of the report
	@sh scripts/setup.sh --extra

check-format: ## hold every C file to .clang-format
	@sh scripts/setup.sh --check style
	@$(CLANG_FORMAT) --dry-run -Werror $(C_FILES) || { \
	    echo 'check-format: to mend: make format (made for version $(FORMAT_VERSION) of' \
	        "clang-format; this is $$($(CLANG_FORMAT) --version))" >&2; exit 1; }
	@echo 'check-format: $(words $(C_FILES)) files are in order'

format: ## format every C file
	@sh scripts/setup.sh --check style
	@$(CLANG_FORMAT) -i $(C_FILES)

lint: ## look for mistakes in the shell scripts, and for includes against the order of layers
	@sh scripts/setup.sh --check style
	@shellcheck -x -e SC2187 $(SH_FILES) && echo 'lint: $(words $(SH_FILES)) files are in order'
	@sh scripts/check-layers.sh bench
	@sh scripts/check-layers.sh vmm

.PHONY: setup setup-extra check-format format lint

# A number that a target is given, as its first prerequisite: number-MINUTES.
number-%:
	@sh scripts/number.sh $* '$($*)'
