# `make coverage`: which lines and branches of monitor and bench driver the tests reach, by gcov.

COVERAGE_FOLDERS := vmm bench

coverage: ## run the tests on counting programs, and print what they reach of vmm/ and bench/
	@find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	@$(MAKE) --no-print-directory test COVERAGE=1 || \
	    echo 'coverage: tests failed; counted all the same'
	@sh tests/coverage.sh build/coverage $(COVERAGE_FOLDERS)

.PHONY: coverage
