#include "config.h"

#include "fakedns/message.h"

static void
read_question(struct reader *r, struct question *out)
{
	name_read(r, &out->name);
	out->type = reader_u16(r);
	out->class = reader_u16(r);
}

/*
 * One record; into EDNS where it is the first OPT.  False where it is one that
 * must not be there: a second OPT, or not at the root (RFC 6891 6.1.1, 6.1.2).
 */
static bool
read_rr(struct reader *r, bool additional, struct edns *edns)
{
	uint16_t type, class;
	struct name owner;
	uint32_t ttl;

	name_read(r, &owner);
	type = reader_u16(r);
	class = reader_u16(r);
	ttl = reader_u32(r);
	reader_octets(r, reader_u16(r));
	if (r->bad || !additional || type != RR_OPT)
		return true;
	if (edns->present || owner.len != 1)
		return false;
	*edns = (struct edns){ .present = true,
		.udp_size = class,
		.rcode_high = (uint8_t)(ttl >> 24),
		.version = (uint8_t)(ttl >> 16),
		.flags = (uint16_t)ttl };
	return true;
}

int
query_parse(const uint8_t *octets, size_t len, struct query *out)
{
	unsigned before_additional, records;
	struct question other;
	struct reader r;

	*out = (struct query){ .question.name = name_root };
	reader_init(&r, octets, len);
	out->id = reader_u16(&r);
	out->flags = reader_u16(&r);
	out->questions = reader_u16(&r);
	before_additional = reader_u16(&r);
	before_additional += reader_u16(&r);
	records = before_additional + reader_u16(&r);
	if (out->questions > 0)
		read_question(&r, &out->question);
	if (r.bad) {
		out->questions = 0;
		out->is_broken = true;
		return -1;
	}
	for (unsigned i = 1; i < out->questions && !r.bad; i++)
		read_question(&r, &other);
	for (unsigned i = 0; i < records && !r.bad; i++)
		if (!read_rr(&r, i >= before_additional, &out->edns))
			out->is_broken = true;
	out->is_broken = out->is_broken || r.bad;
	return 0;
}

/* The RDATA of the first OPT; false: there is none. */
static bool
find_opt(struct reader *r, struct reader *out)
{
	unsigned questions, records;
	struct question question;
	struct name owner;

	reader_u32(r);
	questions = reader_u16(r);
	records = reader_u16(r);
	records += reader_u16(r);
	records += reader_u16(r);
	for (; questions > 0 && !r->bad; questions--)
		read_question(r, &question);
	for (; records > 0 && !r->bad; records--) {
		unsigned type, len;
		const uint8_t *rdata;

		name_read(r, &owner);
		type = reader_u16(r);
		reader_u16(r);
		reader_u32(r);
		len = reader_u16(r);
		rdata = reader_octets(r, len);
		if (rdata != NULL && type == RR_OPT) {
			reader_init(out, rdata, len);
			return true;
		}
	}
	return false;
}

bool
query_options(const uint8_t *octets, size_t len, struct reader *out)
{
	struct reader r;

	reader_init(&r, octets, len);
	return find_opt(&r, out);
}

bool
query_option(const uint8_t *octets, size_t len, unsigned code,
    struct reader *out)
{
	struct reader options;

	if (!query_options(octets, len, &options))
		return false;
	while (options.pos < options.len) {
		unsigned this = reader_u16(&options);
		unsigned size = reader_u16(&options);
		const uint8_t *data = reader_octets(&options, size);

		if (data == NULL)
			return false;
		if (this == code) {
			reader_init(out, data, size);
			return true;
		}
	}
	return false;
}
