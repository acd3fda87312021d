/*
 * fnv1a.h -- FNV-1a with 64 bits: a hash that others can compute, too.
 */
#ifndef FAKEDNS_FNV1A_H
#define FAKEDNS_FNV1A_H

#include <stddef.h>
#include <stdint.h>

/* Of no octets. */
#define FNV1A_START UINT64_C(0xcbf29ce484222325)

/* The hash of what HASH is of, and of OCTETS behind that. */
uint64_t fnv1a_add(uint64_t hash, const void *octets, size_t len);

#endif
