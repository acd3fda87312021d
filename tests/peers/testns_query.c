#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include <ldns/ldns.h>

#include "fakedns/xalloc.h"
#include "tests/peers/testns_query.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

enum { RR_TYPE_IXFR = 251, CLASS_CH = 3 };

/* A name with as many labels more as there are in TEXT. */
static struct name
below(const char *text, const struct name *parent)
{
	struct name out;
	const char *why;

	return name_parse(text, parent, &out, &why) == 0 ? out : *parent;
}

static struct name
some_name(struct chance *c, const struct scenario *s, const struct entry *e)
{
	const struct packet_spec *packet = e->packets;
	struct name name = packet->question.name;
	unsigned n = chance_below(c, 100);

	if (!packet->has_question || n < 12)
		name = s->entries[chance_below(c, (unsigned)s->entry_count)]
			   .packets->question.name;
	else if (n < 24)
		name = below(n % 2 == 0 ? "sub" : "a.b", &name);
	else if (n < 30)
		name_parent(&name, &name);
	if (name.len == 0 || name_equal(&name, &entry_owner_query))
		name = below("other.example", &name_root);
	for (size_t i = 0; i < name.len && chance_percent(c, 30); i++)
		if (isalpha(name.octets[i]) && chance_percent(c, 50))
			name.octets[i] ^= 'a' ^ 'A';
	return name;
}

static void
ask_question(struct chance *c, const struct scenario *s, const struct entry *e,
    struct message *m)
{
	static const uint16_t types[] = { RR_A, RR_AAAA, RR_MX, RR_TXT, RR_NS,
		RR_SOA, RR_ANY, RR_TYPE_IXFR, 65280 };
	const struct packet_spec *packet = e->packets;

	m->has_question = true;
	m->question = (struct question){ some_name(c, s, e),
		packet->question.type, packet->question.class };
	if (!packet->has_question || chance_percent(c, 20))
		m->question.type = types[chance_below(c, (unsigned)LEN(types))];
	if (!packet->has_question || chance_percent(c, 6))
		m->question.class =
		    chance_percent(c, 50) ? RR_CLASS_IN : CLASS_CH;
}

static void
ask_header(struct chance *c, const struct entry *e, struct message *m)
{
	static const uint16_t opcodes[] = { 0, 1, 2, 4, 5 };
	static const uint16_t flags[] = { FLAG_RD, FLAG_AD, FLAG_CD };

	m->id = (uint16_t)chance_below(c, SENTINEL_ID);
	m->flags = e->packets->flags & FLAG_OPCODE;
	if (chance_percent(c, 15))
		m->flags = (uint16_t)(opcodes[chance_below(c, LEN(opcodes))]
				      << FLAG_OPCODE_SHIFT);
	for (size_t i = 0; i < LEN(flags); i++)
		if (chance_percent(c, i == 0 ? 70 : 10))
			m->flags |= flags[i];
}

static void
ask_edns(struct chance *c, const struct entry *e, struct message *m)
{
	static const uint16_t sizes[] = { 512, 1232, 4096 };
	static const uint8_t cookie[] = { 0, 10, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8 };
	const struct match *match = &e->match;
	const struct edns *want = &e->packets->edns;
	unsigned often = match->dnssec || match->ednsdata ? 85 : 35;

	if (!chance_percent(c, often))
		return;
	m->edns.present = true;
	m->edns.udp_size = sizes[chance_below(c, LEN(sizes))];
	if (chance_percent(c, match->dnssec ? 70 : 30))
		m->edns.flags = EDNS_FLAG_DO;
	if (match->ednsdata && want->options_len > 0 && chance_percent(c, 80)) {
		m->edns.options = xmemdup(want->options, want->options_len);
		m->edns.options_len = want->options_len;
		if (chance_percent(c, 20))
			m->edns.options[want->options_len - 1] ^= 1;
	} else if (chance_percent(c, 20)) {
		m->edns.options = xmemdup(cookie, sizeof cookie);
		m->edns.options_len = sizeof cookie;
	}
}

/* IXFR: the SOA that the client has (RFC 1995 3). */
static void
ask_serial(struct chance *c, uint32_t serial, struct message *m)
{
	struct writer rdata = { 0 };
	struct rr rr = { .owner = m->question.name,
		.type = RR_SOA,
		.class = RR_CLASS_IN };

	writer_u16(&rdata, 0); /* two roots */
	writer_u32(&rdata, serial + chance_below(c, 3) / 2);
	for (size_t i = 0; i < 4; i++)
		writer_u32(&rdata, 1);
	rr.rdata = rdata.octets;
	rr.rdlen = (uint16_t)rdata.len;
	rrs_add(&m->sections[SECTION_AUTHORITY], &rr);
	writer_clear(&rdata);
}

/* MATCH all: as the entry is, or nearly.  testns compares the ID, too: 0. */
static void
ask_all(struct chance *c, const struct packet_spec *packet, struct message *m)
{
	m->id = 0;
	m->flags = packet->flags & (uint16_t)~FLAG_QR;
	if (chance_percent(c, 15))
		m->flags ^= FLAG_RD;
	for (size_t i = 0; i < SECTIONS; i++)
		for (size_t k = 0; k < packet->sections[i].count; k++) {
			struct rr *rr;

			if (chance_percent(c, 5))
				continue;
			rr =
			    rrs_add(&m->sections[i], &packet->sections[i].v[k]);
			if (chance_percent(c, 10))
				rr->ttl++;
			if (rr->type == RR_A && chance_percent(c, 5))
				rr->rdata[rr->rdlen - 1] ^= 1;
		}
}

static bool
file_has_all(const struct scenario *s)
{
	for (size_t i = 0; i < s->entry_count; i++)
		if (s->entries[i].match.all)
			return true;
	return false;
}

void
testns_query_make(struct chance *c, const struct scenario *s,
    struct testns_query *out)
{
	const struct entry *e =
	    &s->entries[chance_below(c, (unsigned)s->entry_count)];
	struct message m = { 0 };

	*out = (struct testns_query){ 0 };
	ask_header(c, e, &m);
	if (file_has_all(s))
		m.id = 0;
	ask_question(c, s, e, &m);
	ask_edns(c, e, &m);
	if (e->match.has_serial && chance_percent(c, 90))
		ask_serial(c, e->match.serial, &m);
	if (e->match.all)
		ask_all(c, e->packets, &m);
	message_encode(&m,
	    chance_percent(c, 50) ? COMPRESS_NONE : COMPRESS_RFC1035,
	    &out->octets, NULL);
	message_clear(&m);
	out->in =
	    (struct incoming){ .tcp = chance_percent(c, e->match.tcp ? 80 : 30),
		    .octets = out->octets.octets,
		    .len = out->octets.len };
	query_parse(out->in.octets, out->in.len, &out->in.query);
}

void
testns_query_sentinel(struct writer *out)
{
	struct message m = { .id = SENTINEL_ID,
		.has_question = true,
		.question = { below("sentinel.invalid", &name_root), RR_TXT,
		    RR_CLASS_IN } };

	message_encode(&m, COMPRESS_NONE, out, NULL);
}

const struct entry *
testns_query_entry(const struct testns_query *q, const struct scenario *s)
{
	for (size_t i = 0; i < s->entry_count; i++)
		if (match_entry(&s->entries[i], &q->in))
			return &s->entries[i];
	return NULL;
}

void
testns_query_print(const struct testns_query *q)
{
	ldns_pkt *pkt;

	printf("over %s\n", q->in.tcp ? "TCP" : "UDP");
	if (ldns_wire2pkt(&pkt, q->in.octets, q->in.len) == LDNS_STATUS_OK) {
		ldns_pkt_print(stdout, pkt);
		ldns_pkt_free(pkt);
	}
}
