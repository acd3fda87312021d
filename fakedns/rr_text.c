#include "config.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ldns/ldns.h>

#include "fakedns/rr.h"
#include "fakedns/rr_text.h"
#include "fakedns/xalloc.h"

enum { STRING_MAX = 255 }; /* RFC 1035 3.3 */

static const char blanks[] = " \t\r\n";

bool
rr_take_word(const char **text, char word[RR_WORD_MAX])
{
	const char *p = *text + strspn(*text, blanks);
	size_t len = 0;

	while (
	    p[len] != '\0' && p[len] != ';' && strchr(blanks, p[len]) == NULL)
		len += p[len] == '\\' && p[len + 1] != '\0' ? 2 : 1;
	*text = p + len;
	if (len == 0 || len >= RR_WORD_MAX) {
		snprintf(word, RR_WORD_MAX, "%s", p);
		return false;
	}
	memcpy(word, p, len);
	word[len] = '\0';
	return true;
}

/* TEXT without parentheses and without a comment; the caller frees it. */
static char *
flatten(const char *text)
{
	char *flat = xstrndup(text, strcspn(text, ";"));

	for (char *p = flat; *p != '\0'; p++)
		if (*p == '(' || *p == ')')
			*p = ' ';
	return flat;
}

/* What is behind \#: a length and as many octets in hex. */
static int
parse_unknown(const char *text, const struct place *at, struct writer *out,
    struct error *err)
{
	char *flat = flatten(text), *hex;
	unsigned long len = strtoul(flat, &hex, 10);
	size_t bad;
	int ret = -1;

	if (hex == flat)
		error_at(err, at,
		    "no length behind \\#, want \"\\# 4 c6336401\"");
	else if (wire_parse_hex(hex, out, &bad) == -1)
		error_at(err, at,
		    "bad hex \"%.20s\" behind \\#, want two digits an octet",
		    hex + bad);
	else if (out->len != len)
		error_at(err, at, "%zu octets behind \"\\# %lu\", want %lu",
		    out->len, len, len);
	else
		ret = 0;
	free(flat);
	return ret;
}

/*
 * One octet of a character string; -1 where the escape is none.  Digits are
 * \DDD, anything else stands for itself.
 */
static int
take_octet(const char **text)
{
	const char *p = *text;
	int value = 0;

	if (*p != '\\' || !isdigit((unsigned char)p[1])) {
		p += *p == '\\';
		*text = p + (*p != '\0');
		return *p == '\0' ? -1 : (uint8_t)*p;
	}
	for (int i = 1; i <= 3; i++) {
		if (!isdigit((unsigned char)p[i]))
			return -1;
		value = 10 * value + (p[i] - '0');
	}
	*text = p + 4;
	return value > UINT8_MAX ? -1 : value;
}

/* One character string, quoted or not; returns why it is none, or NULL. */
static const char *
parse_string(const char **text, struct writer *out)
{
	bool quoted = **text == '"';
	const char *end = quoted ? "\"" : " \t\r\n;\"()";
	size_t at = out->len;
	int octet;

	*text += quoted;
	writer_u8(out, 0);
	while (**text != '\0' && strchr(end, **text) == NULL) {
		octet = take_octet(text);
		if (octet == -1)
			return "a bad escape";
		writer_u8(out, (unsigned)octet);
	}
	if (quoted && **text == '\0')
		return "no closing quote";
	*text += quoted;
	if (out->len - at - 1 > STRING_MAX)
		return "a string is over 255 octets";
	out->octets[at] = (uint8_t)(out->len - at - 1);
	return NULL;
}

/* TXT: ldns 1.8 drops an empty string at the end. */
static int
parse_strings(const char *text, const struct place *at, struct writer *out,
    struct error *err)
{
	const char *p = text, *why = NULL;

	for (;;) {
		p += strspn(p, " \t\r\n()");
		if (why != NULL || *p == '\0' || *p == ';')
			break;
		why = parse_string(&p, out);
	}
	if (why == NULL && out->len == 0)
		why = "nothing";
	if (why == NULL)
		return 0;
	error_at(err, at, "bad TXT RDATA \"%.60s\": %s, want strings", text,
	    why);
	return -1;
}

/* The highest number a field of ldns's TYPE holds; 0 where it holds none. */
static uint64_t
field_max(ldns_rdf_type type)
{
	switch (type) {
	case LDNS_RDF_TYPE_INT8:
		return UINT8_MAX;
	case LDNS_RDF_TYPE_INT16:
		return UINT16_MAX;
	case LDNS_RDF_TYPE_INT32:
	case LDNS_RDF_TYPE_PERIOD:
		return UINT32_MAX;
	default:
		return 0;
	}
}

/* ldns cuts numbers that are too big for their field; TEXT must have none. */
static int
check_numbers(const ldns_rr *rr, const char *text, const struct place *at,
    struct error *err)
{
	char *flat = flatten(text), word[RR_WORD_MAX];
	const char *p = flat;
	uint64_t max;
	int ret = 0;

	for (size_t i = 0; ret == 0 && i < ldns_rr_rd_count(rr); i++) {
		max = field_max(ldns_rdf_get_type(ldns_rr_rdf(rr, i)));
		if (!rr_take_word(&p, word) || *word == '"')
			break;
		if (max == 0 ||
		    (*word != '-' && strtoull(word, NULL, 10) <= max))
			continue;
		error_at(err, at, "number \"%.60s\", want 0..%" PRIu64, word,
		    max);
		ret = -1;
	}
	free(flat);
	return ret;
}

/* Through ldns, which gets an owner that gives it no trouble. */
static ldns_rr *
parse_with_ldns(const char *text, const struct name *origin, const char *type,
    const char **why)
{
	char *line = xasprintf(". 60 IN %s %s", type, text);
	ldns_rdf *base = ldns_rdf_new_frm_data(LDNS_RDF_TYPE_DNAME, origin->len,
	    origin->octets);
	ldns_rr *rr = NULL; /* stays so where the status is not OK */
	ldns_status status;

	status = ldns_rr_new_frm_str(&rr, line, RR_DEFAULT_TTL, base, NULL);
	ldns_rdf_deep_free(base);
	free(line);
	if (status != LDNS_STATUS_OK)
		*why = ldns_get_errorstr_by_id(status);
	return rr;
}

int
rr_parse_rdata(const char *text, const struct place *at,
    const struct name *origin, uint16_t type, struct writer *out,
    struct error *err)
{
	char type_text[16];
	const char *why = NULL;
	ldns_rr *rr;
	int ret;

	text += strspn(text, blanks);
	if (strncmp(text, "\\#", 2) == 0)
		return parse_unknown(text + 2, at, out, err);
	if (type == RR_TXT)
		return parse_strings(text, at, out, err);
	rr_type_format(type, type_text);
	rr = parse_with_ldns(text, origin, type_text, &why);
	if (rr == NULL) {
		error_at(err, at,
		    "bad %s RDATA \"%.60s\": %s, want \"OWNER [TTL] [CLASS] "
		    "TYPE "
		    "RDATA\"",
		    type_text, text, why);
		return -1;
	}
	ret = check_numbers(rr, text, at, err);
	for (size_t i = 0; i < ldns_rr_rd_count(rr); i++)
		writer_octets(out, ldns_rdf_data(ldns_rr_rdf(rr, i)),
		    ldns_rdf_size(ldns_rr_rdf(rr, i)));
	ldns_rr_free(rr);
	return ret;
}
