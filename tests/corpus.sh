#!/bin/sh
# One TAP stream a client, one test point a trial: `make` copies this file to
# tests/corpus-CLIENT.tap for each client that configure found.  It leaves
# tests/corpus-CLIENT.jsonl, of which tests/browser/run makes a report.
#   RESOLVER_TESTS_CORPUS   only scenarios with this tag (smoke)
#   CI                      a scenario that cannot run here is a failure
client=${0##*/corpus-}
exec "${builddir:-.}/resolver-tests/resolver-tests" run --tap \
    --client "${client%.tap}" --results "${0%.tap}.jsonl" \
    ${RESOLVER_TESTS_CORPUS:+--tag "$RESOLVER_TESTS_CORPUS"} ${CI:+--no-skip}
