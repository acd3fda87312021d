#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/names_out.h"
#include "fakedns/xalloc.h"

enum { POINTER = 0xc000, TARGET_MAX = 0x3fff }; /* 14 bits */

void
names_out_init(struct names_out *names, enum compress compress,
    struct writer *out)
{
	*names = (struct names_out){ .out = out,
		.start = out->len,
		.compress = compress };
}

void
names_out_clear(struct names_out *names)
{
	free(names->v);
	names->v = NULL;
}

/* True where the message has the name LEFT (wire form) at OFFSET. */
static bool
is_at(const struct names_out *names, size_t offset, const struct name *left)
{
	struct reader r;
	struct name there;

	reader_init(&r, names->out->octets + names->start,
	    names->out->len - names->start);
	r.pos = offset;
	name_read(&r, &there);
	return !r.bad && name_equal(&there, left);
}

/* Where LEFT is in the message; 0 where it is not. */
static size_t
find(const struct names_out *names, uint32_t hash, const struct name *left)
{
	unsigned i = names->bucket[hash % NAMES_BUCKETS];

	for (; i != 0; i = names->v[i - 1].next)
		if (names->v[i - 1].hash == hash &&
		    is_at(names, names->v[i - 1].offset, left))
			return names->v[i - 1].offset;
	return 0;
}

static void
remember(struct names_out *names, uint32_t hash, size_t offset)
{
	uint16_t *bucket = &names->bucket[hash % NAMES_BUCKETS];

	if (offset > TARGET_MAX)
		return;
	names->v = xgrow(names->v, names->count, sizeof *names->v);
	names->v[names->count] = (struct name_target){ .hash = hash,
		.offset = (uint16_t)offset,
		.next = *bucket };
	*bucket = (uint16_t)++names->count;
}

void
names_out_add(struct names_out *names, const struct name *name)
{
	struct writer *out = names->out;
	struct name left = *name;
	size_t offset;
	uint32_t hash;

	if (names->compress == COMPRESS_NONE) {
		writer_octets(out, name->octets, name->len);
		return;
	}
	while (left.len > 1) {
		hash = name_hash(&left);
		offset = find(names, hash, &left);
		if (offset != 0) {
			writer_u16(out, POINTER | (unsigned)offset);
			return;
		}
		remember(names, hash, out->len - names->start);
		writer_octets(out, left.octets, left.octets[0] + 1U);
		name_parent(&left, &left);
	}
	writer_u8(out, 0);
}

void
names_out_add_pointer(struct names_out *names, unsigned target)
{
	writer_u16(names->out, POINTER | target);
}

/* How the RDATA of a type is made: octets, names, octets. */
struct shape {
	uint16_t type;
	uint8_t before, names;
	int after; /* -1: any number */
	enum compress from;
};

static const struct shape *
shape_of(uint16_t type)
{
	static const struct shape shapes[] = {
		{ RR_NS, 0, 1, 0, COMPRESS_RFC1035 },
		{ RR_CNAME, 0, 1, 0, COMPRESS_RFC1035 },
		{ RR_PTR, 0, 1, 0, COMPRESS_RFC1035 },
		{ RR_MX, 2, 1, 0, COMPRESS_RFC1035 },
		{ RR_SOA, 0, 2, 20, COMPRESS_RFC1035 },
		{ RR_DNAME, 0, 1, 0, COMPRESS_ALL },
		{ RR_SRV, 6, 1, 0, COMPRESS_ALL },
		{ RR_RRSIG, 18, 1, -1, COMPRESS_ALL },
	};

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (shapes[i].type == type)
			return &shapes[i];
	return NULL;
}

/* True where RR's RDATA has the shape; its names are in V then. */
static bool
read_names(const struct rr *rr, const struct shape *shape, struct name v[2])
{
	size_t octets = shape->before;
	struct reader r;

	reader_init(&r, rr->rdata, rr->rdlen);
	reader_octets(&r, shape->before);
	for (size_t i = 0; i < shape->names; i++) {
		name_read(&r, &v[i]);
		octets += v[i].len;
		if (r.bad || r.pos != octets) /* a pointer was followed */
			return false;
	}
	return shape->after == -1 || rr->rdlen - octets == (size_t)shape->after;
}

void
names_out_add_rdata(struct names_out *names, const struct rr *rr)
{
	const struct shape *shape = shape_of(rr->type);
	struct name v[2];
	size_t octets;

	if (shape == NULL || names->compress == COMPRESS_NONE ||
	    (shape->from == COMPRESS_ALL && names->compress != COMPRESS_ALL) ||
	    !read_names(rr, shape, v)) {
		writer_octets(names->out, rr->rdata, rr->rdlen);
		return;
	}
	writer_octets(names->out, rr->rdata, shape->before);
	octets = shape->before;
	for (size_t i = 0; i < shape->names; i++) {
		names_out_add(names, &v[i]);
		octets += v[i].len;
	}
	writer_octets(names->out, rr->rdata + octets,
	    (size_t)rr->rdlen - octets);
}

size_t
names_out_add_rdata_pointer(struct names_out *names, const struct rr *rr,
    unsigned target)
{
	const struct shape *shape = shape_of(rr->type);
	size_t behind, at;
	struct name v[2];

	if (shape == NULL || shape->names != 1 || !read_names(rr, shape, v))
		return 0;
	behind = (size_t)shape->before + v[0].len;
	writer_octets(names->out, rr->rdata, shape->before);
	at = names->out->len - names->start;
	names_out_add_pointer(names, target);
	writer_octets(names->out, rr->rdata + behind, rr->rdlen - behind);
	return at;
}
