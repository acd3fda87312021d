#include "config.h"

#include "fakedns/fnv1a.h"

uint64_t
fnv1a_add(uint64_t hash, const void *octets, size_t len)
{
	const uint64_t prime = UINT64_C(0x100000001b3);
	const uint8_t *octet = octets;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ octet[i]) * prime;
	return hash;
}
