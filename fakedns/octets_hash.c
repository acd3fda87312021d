#include "config.h"

#include <string.h>

#include "fakedns/octets_hash.h"

uint64_t
bits_mix(uint64_t n)
{
	n = (n ^ n >> 30) * 0xbf58476d1ce4e5b9ULL;
	n = (n ^ n >> 27) * 0x94d049bb133111ebULL;
	return n ^ n >> 31;
}

uint64_t
bits_draw(uint64_t *state)
{
	return bits_mix(*state += 0x9e3779b97f4a7c15ULL);
}

uint64_t
octets_hash(uint64_t seed, const void *octets, size_t len)
{
	uint64_t hash = seed ^ len * 0x9e3779b97f4a7c15ULL, word;
	const uint8_t *p = octets;

	for (; len >= sizeof word; p += sizeof word, len -= sizeof word) {
		memcpy(&word, p, sizeof word);
		hash = (hash ^ word) * 0xff51afd7ed558ccdULL;
		hash ^= hash >> 32;
	}
	word = 0;
	if (len > 0)
		memcpy(&word, p, len);
	return bits_mix(hash ^ word);
}
