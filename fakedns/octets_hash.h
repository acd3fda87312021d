/*
 * octets_hash.h -- a quick hash of octets, for tables.
 */
#ifndef FAKEDNS_OCTETS_HASH_H
#define FAKEDNS_OCTETS_HASH_H

#include <stddef.h>
#include <stdint.h>

/* Who does not know SEED cannot make collisions on purpose. */
uint64_t octets_hash(uint64_t seed, const void *octets, size_t len);
/* A number all of whose bits depend on all of N's (splitmix64). */
uint64_t bits_mix(uint64_t n);
/* The next of the sequence that begins with STATE (splitmix64). */
uint64_t bits_draw(uint64_t *state);

#endif
