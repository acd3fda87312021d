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

/* The words in front of the RDATA but the owner. */
static int
parse_middle(const char **text, const struct place *at, struct rr *rr,
    struct error *err)
{
	bool ttl = false, class = false;
	char word[RR_WORD_MAX];

	for (;;) {
		if (!rr_take_word(text, word)) {
			error_at(err, at, "no type, %s", want);
			return -1;
		}
		if (isdigit((unsigned char)*word)) {
			if (ttl || !rr_ttl_parse(word, &rr->ttl)) {
				error_at(err, at, "bad TTL \"%.60s\", %s", word,
				    want);
				return -1;
			}
			ttl = true;
		} else if (!class && rr_class_parse(word, &rr->class)) {
			class = true;
		} else if (rr_type_parse(word, &rr->type)) {
			return 0;
		} else {
			error_at(err, at, "unknown type \"%.60s\", %s", word,
			    want);
			return -1;
		}
	}
}

static int
parse_owner(const char **text, const struct place *at,
    const struct rr_context *ctx, struct name *out, struct error *err)
{
	char word[RR_WORD_MAX];
	const char *why;

	if (**text == ' ' || **text == '\t') {
		if (ctx->last_owner.len == 0) {
			error_at(err, at, "no owner before this line, %s",
			    want);
			return -1;
		}
		*out = ctx->last_owner;
		return 0;
	}
	if (!rr_take_word(text, word)) {
		error_at(err, at, "no owner, %s", want);
		return -1;
	}
	if (name_parse(word, &ctx->origin, out, &why) == 0)
		return 0;
	error_at(err, at, "bad owner \"%.60s\": %s, %s", word, why, want);
	return -1;
}

int
rr_parse(const char *line, const struct place *at, struct rr_context *ctx,
    struct rrs *out, struct error *err)
{
	struct rr rr = { .class = RR_CLASS_IN, .ttl = ctx->ttl };
	struct writer rdata = { 0 };
	int ret = -1;

	if (parse_owner(&line, at, ctx, &rr.owner, err) == -1 ||
	    parse_middle(&line, at, &rr, err) == -1)
		return -1;
	ctx->last_owner = rr.owner;
	if (rr_parse_rdata(line, at, &ctx->origin, rr.type, &rdata, err) == -1)
		goto out;
	if (rdata.len > UINT16_MAX) {
		error_at(err, at, "RDATA of %zu octets, want at most 65535",
		    rdata.len);
		goto out;
	}
	rr.rdata = rdata.octets;
	rr.rdlen = (uint16_t)rdata.len;
	rrs_add(out, &rr);
	ret = 0;
out:
	writer_clear(&rdata);
	return ret;
}
