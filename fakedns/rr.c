#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <ldns/ldns.h>

#include "fakedns/rr.h"
#include "fakedns/rr_text.h"
#include "fakedns/xalloc.h"

enum { TTL_MAX = 0x7fffffff }; /* RFC 2181 8 */

static const char want[] = "want \"OWNER [TTL] [CLASS] TYPE RDATA\"";

void
rr_context_init(struct rr_context *ctx)
{
	*ctx =
	    (struct rr_context){ .origin = name_root, .ttl = RR_DEFAULT_TTL };
}

struct rr *
rrs_add(struct rrs *out, const struct rr *rr)
{
	struct rr *copy;

	out->v = xgrow(out->v, out->count, sizeof *out->v);
	copy = &out->v[out->count++];
	*copy = *rr;
	copy->rdata = xmemdup(rr->rdata, rr->rdlen);
	return copy;
}

void
rrs_clear(struct rrs *rrs)
{
	for (size_t i = 0; i < rrs->count; i++)
		free(rrs->v[i].rdata);
	free(rrs->v);
	*rrs = (struct rrs){ 0 };
}

const char *
rr_type_format(uint16_t type, char buf[16])
{
	char *text = ldns_rr_type2str((ldns_rr_type)type);

	snprintf(buf, 16, "%s", text == NULL ? "?" : text);
	free(text);
	return buf;
}

/* Decimal digits and nothing else. */
static bool
parse_u16(const char *text, uint16_t *out)
{
	size_t digits = strspn(text, "0123456789");
	unsigned long value = strtoul(text, NULL, 10);

	if (digits == 0 || text[digits] != '\0' || value > UINT16_MAX)
		return false;
	*out = (uint16_t)value;
	return true;
}

/* PREFIX and a number (RFC 3597 5), or a number. */
static bool
parse_numbered(const char *prefix, const char *text, uint16_t *out)
{
	if (strncasecmp(text, prefix, strlen(prefix)) == 0)
		text += strlen(prefix);
	return parse_u16(text, out);
}

bool
rr_type_parse(const char *text, uint16_t *out)
{
	unsigned value;

	if (parse_numbered("TYPE", text, out))
		return true;
	value = ldns_get_rr_type_by_name(text);
	if (value == 0 || strncasecmp(text, "TYPE", 4) == 0)
		return false;
	*out = (uint16_t)value;
	return true;
}

bool
rr_class_parse(const char *text, uint16_t *out)
{
	unsigned value;

	if (parse_numbered("CLASS", text, out))
		return true;
	value = ldns_get_rr_class_by_name(text);
	if (value == 0 || strncasecmp(text, "CLASS", 5) == 0)
		return false;
	*out = (uint16_t)value;
	return true;
}

bool
rr_ttl_parse(const char *text, uint32_t *out)
{
	static const char units[] = "smhdw";
	static const uint32_t seconds[] = { 1, 60, 3600, 86400, 604800 };
	const char *unit;
	uint64_t value, sum = 0;
	char *end;

	do {
		if (!isdigit((unsigned char)*text))
			return false;
		value = strtoull(text, &end, 10);
		unit = *end == '\0'
			   ? units
			   : strchr(units, tolower((unsigned char)*end));
		if (unit == NULL || value > TTL_MAX)
			return false;
		sum += value * seconds[unit - units];
		text = *end == '\0' ? end : end + 1;
	} while (*text != '\0' && sum <= TTL_MAX);
	if (sum > TTL_MAX)
		return false;
	*out = (uint32_t)sum;
	return true;
}

/* The words in front of the RDATA but the owner, which *P moves behind. */
static int
parse_middle(const struct rr_text *text, const char **p, struct rr *rr,
    struct error *err)
{
	bool ttl = false, class = false;
	char word[RR_WORD_MAX];
	struct place here;
	const char *start;

	for (;;) {
		bool is_word = rr_take_word(p, word, &start);

		here = rr_text_place(text, start);
		if (!is_word) {
			error_at(err, &here, "no type, %s", want);
			return -1;
		}
		if (isdigit((unsigned char)*word)) {
			if (ttl || !rr_ttl_parse(word, &rr->ttl)) {
				error_at(err, &here, "bad TTL \"%.60s\", %s",
				    word, want);
				return -1;
			}
			ttl = true;
		} else if (!class && rr_class_parse(word, &rr->class)) {
			class = true;
		} else if (rr_type_parse(word, &rr->type)) {
			return 0;
		} else {
			error_at(err, &here, "unknown type \"%.60s\", %s", word,
			    want);
			return -1;
		}
	}
}

static int
parse_owner(const struct rr_text *text, const char **p,
    const struct rr_context *ctx, struct name *out, struct error *err)
{
	bool is_first = **p != ' ' && **p != '\t', is_word;
	char word[RR_WORD_MAX];
	const char *start, *why;
	struct place here;

	if (!is_first && ctx->last_owner.len > 0) {
		*out = ctx->last_owner;
		return 0;
	}
	is_word = rr_take_word(p, word, &start);
	here = rr_text_place(text, start);
	if (!is_first)
		error_at(err, &here, "no owner before this line, %s", want);
	else if (!is_word)
		error_at(err, &here, "no owner, %s", want);
	else if (name_parse(word, &ctx->origin, out, &why) == 0)
		return 0;
	else
		error_at(err, &here, "bad owner \"%.60s\": %s, %s", word, why,
		    want);
	return -1;
}

/* RDATA behind the words that *P has left. */
static int
parse_data(const struct rr_text *text, const char *p, const struct name *origin,
    struct rr *rr, struct rrs *out, struct error *err)
{
	struct place here = rr_text_place(text, p);
	struct writer rdata = { 0 };
	int ret = rr_parse_rdata(text, p, origin, rr->type, &rdata, err);

	if (ret == 0 && rdata.len > UINT16_MAX) {
		error_at(err, &here, "RDATA of %zu octets, want at most 65535",
		    rdata.len);
		ret = -1;
	}
	if (ret == 0) {
		rr->rdata = rdata.octets;
		rr->rdlen = (uint16_t)rdata.len;
		rrs_add(out, rr);
	}
	writer_clear(&rdata);
	return ret;
}

int
rr_parse(const char *line, const struct place *at, struct rr_context *ctx,
    struct rrs *out, struct error *err)
{
	struct rr rr = { .class = RR_CLASS_IN, .ttl = ctx->ttl };
	struct rr_text text;
	const char *p;
	int ret = -1;

	rr_text_init(&text, line, at, ctx->is_made);
	p = text.flat;
	if (parse_owner(&text, &p, ctx, &rr.owner, err) == 0 &&
	    parse_middle(&text, &p, &rr, err) == 0) {
		ctx->last_owner = rr.owner;
		ret = parse_data(&text, p, &ctx->origin, &rr, out, err);
	}
	rr_text_clear(&text);
	return ret;
}
