#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <ldns/ldns.h>

#include "tests/peers/zone_reply.h"

enum { HEADER = 12, RR_FIXED = 10, PRINT_MAX = 30 };

static unsigned
u16_at(const uint8_t *octets, size_t at)
{
	return (unsigned)octets[at] << 8 | octets[at + 1];
}

/* The offset behind the name at AT; LEN + 1 where the message ends in it. */
static size_t
skip_name(const uint8_t *octets, size_t len, size_t at)
{
	while (at < len && octets[at] != 0) {
		if (octets[at] >= 0xc0)
			return at + 2;
		at += octets[at] + 1U;
	}
	return at + 1;
}

/* The offset behind question section and records; above LEN where cut. */
static size_t
walk(const uint8_t *octets, size_t len, size_t *question_end)
{
	size_t at = HEADER;
	unsigned records = 0;

	for (unsigned i = u16_at(octets, 4); i > 0 && at <= len; i--)
		at = skip_name(octets, len, at) + 4;
	*question_end = at;
	for (size_t i = 6; i < HEADER; i += 2)
		records += u16_at(octets, i);
	for (; records > 0 && at <= len; records--) {
		at = skip_name(octets, len, at) + RR_FIXED;
		if (at <= len)
			at += u16_at(octets, at - 2);
	}
	return at;
}

static int
compare_records(const void *a, const void *b)
{
	return strcmp(((const struct reply_record *)a)->text,
	    ((const struct reply_record *)b)->text);
}

static void
decode_section(struct reply_section *out, const ldns_rr_list *list)
{
	size_t count = ldns_rr_list_rr_count(list), size;
	FILE *aliases = open_memstream(&out->aliases, &size);

	out->v = calloc(count + 1, sizeof *out->v);
	if (out->v == NULL || aliases == NULL)
		abort();
	for (size_t i = 0; i < count; i++) {
		ldns_rr *rr = ldns_rr_list_rr(list, i);

		if (ldns_rr_get_type(rr) == LDNS_RR_TYPE_OPT)
			continue;
		ldns_rr2canonical(rr);
		out->v[out->count].ttl = ldns_rr_ttl(rr);
		ldns_rr_set_ttl(rr, 0);
		out->v[out->count].text = ldns_rr2str(rr);
		if (ldns_rr_get_type(rr) == LDNS_RR_TYPE_CNAME ||
		    ldns_rr_get_type(rr) == LDNS_RR_TYPE_DNAME)
			fputs(out->v[out->count].text, aliases);
		out->count++;
	}
	fclose(aliases);
	if (out->count > 1)
		qsort(out->v, out->count, sizeof *out->v, compare_records);
}

static void
decode_packet(struct zone_reply *r, const ldns_pkt *pkt)
{
	decode_section(&r->sections[0], ldns_pkt_answer(pkt));
	decode_section(&r->sections[1], ldns_pkt_authority(pkt));
	decode_section(&r->sections[2], ldns_pkt_additional(pkt));
	r->opt = ldns_pkt_edns(pkt);
	if (!r->opt)
		return;
	r->udp_size = ldns_pkt_edns_udp_size(pkt);
	r->rcode |= (unsigned)ldns_pkt_edns_extended_rcode(pkt) << 4;
	r->version = ldns_pkt_edns_version(pkt);
	r->opt_flags = ldns_pkt_edns_z(pkt);
	if (ldns_pkt_edns_data(pkt) != NULL)
		r->options_len = ldns_rdf_size(ldns_pkt_edns_data(pkt));
}

void
zone_reply_decode(struct zone_reply *r, const uint8_t *octets, size_t len)
{
	size_t end = 0, question_end;
	ldns_pkt *pkt = NULL;

	*r = (struct zone_reply){ .came = true, .len = len };
	if (len < HEADER) {
		r->broken = "less than a header";
		return;
	}
	r->flags = (uint16_t)u16_at(octets, 2);
	r->rcode = r->flags & 15;
	end = walk(octets, len, &question_end);
	if (end != len) {
		r->broken = end > len ? "cut off" : "octets behind the message";
		return;
	}
	r->question_len = question_end - HEADER;
	r->question = malloc(r->question_len + 1);
	if (r->question == NULL)
		abort();
	memcpy(r->question, octets + HEADER, r->question_len);
	if (ldns_wire2pkt(&pkt, octets, len) != LDNS_STATUS_OK) {
		r->broken = "ldns cannot read it";
		return;
	}
	decode_packet(r, pkt);
	ldns_pkt_free(pkt);
}

void
zone_reply_clear(struct zone_reply *r)
{
	for (size_t i = 0; i < 3; i++) {
		for (size_t k = 0; k < r->sections[i].count; k++)
			free(r->sections[i].v[k].text);
		free(r->sections[i].v);
		free(r->sections[i].aliases);
	}
	free(r->question);
	*r = (struct zone_reply){ 0 };
}

static void
print_section(const char *name, const struct reply_section *s, FILE *f)
{
	for (size_t i = 0; i < s->count && i < PRINT_MAX; i++)
		fprintf(f, "#     %s %u %s", name, s->v[i].ttl, s->v[i].text);
	if (s->count > PRINT_MAX)
		fprintf(f, "#     %s … %zu records\n", name, s->count);
}

void
zone_reply_print(const struct zone_reply *r, FILE *f)
{
	if (!r->came) {
		fputs("#     nothing\n", f);
		return;
	}
	fprintf(f,
	    "#     %zu octets, flags %04x, RCODE %u, question of %zu%s%s\n",
	    r->len, r->flags, r->rcode, r->question_len,
	    r->broken == NULL ? "" : ", broken: ",
	    r->broken == NULL ? "" : r->broken);
	print_section("an", &r->sections[0], f);
	print_section("ns", &r->sections[1], f);
	print_section("ar", &r->sections[2], f);
	if (r->opt)
		fprintf(f,
		    "#     OPT size %u version %u flags %04x, %zu octets\n",
		    r->udp_size, r->version, r->opt_flags, r->options_len);
}

bool
reply_section_within(const struct reply_section *a,
    const struct reply_section *b)
{
	size_t k = 0;

	for (size_t i = 0; i < a->count; i++, k++) {
		while (k < b->count && strcmp(a->v[i].text, b->v[k].text) > 0)
			k++;
		if (k == b->count || strcmp(a->v[i].text, b->v[k].text) != 0)
			return false;
	}
	return true;
}

bool
reply_section_equal(const struct reply_section *a,
    const struct reply_section *b)
{
	return a->count == b->count && reply_section_within(a, b);
}
