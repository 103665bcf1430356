#!/bin/sh
# test_input but for its largest case: 100 KiB, key by key, take minutes in a simulated machine.
CK_RUN_CASE=input exec build/lab/tests/e2e/test_input
