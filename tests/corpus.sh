#!/bin/sh
# One TAP stream a client, one test point a trial: `make` copies this file to
# tests/corpus-CLIENT.tap for each client that configure found.
#   RESOLVER_TESTS_CORPUS   only scenarios with this tag (smoke)
#   CI                      a scenario that cannot run here is a failure
client=${0##*/corpus-}
exec "${builddir:-.}/resolver-tests/resolver-tests" run --tap \
    --client "${client%.tap}" \
    ${RESOLVER_TESTS_CORPUS:+--tag "$RESOLVER_TESTS_CORPUS"} ${CI:+--no-skip}
