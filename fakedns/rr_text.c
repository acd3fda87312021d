#include "config.h"

#include <arpa/inet.h>
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

void
rr_text_init(struct rr_text *text, const char *line, const struct place *at,
    bool is_made)
{
	char *flat = xstrdup(line);
	bool quoted = false;

	*text = (struct rr_text){ line, at, is_made, flat };
	for (char *p = flat; *p != '\0'; p++) {
		if (*p == '\\' && p[1] != '\0') {
			p++;
		} else if (*p == '"') {
			quoted = !quoted;
		} else if (*p == '\n' ||
			   (!quoted && (*p == '(' || *p == ')'))) {
			*p = ' ';
		} else if (*p == ';' && !quoted) {
			*p = '\0';
			break;
		}
	}
}

void
rr_text_clear(struct rr_text *text)
{
	free(text->flat);
	text->flat = NULL;
}

struct place
rr_text_place(const struct rr_text *text, const char *p)
{
	struct place here = *text->at;

	if (text->is_made)
		return here;
	for (const char *c = text->line; c < text->line + (p - text->flat);
	     c++) {
		here.line += *c == '\n';
		here.column = *c == '\n' ? 1 : here.column + 1;
	}
	return here;
}

bool
rr_take_word(const char **text, char word[RR_WORD_MAX], const char **start)
{
	const char *p = *text + strspn(*text, blanks);
	size_t len = 0;

	while (p[len] != '\0' && strchr(blanks, p[len]) == NULL)
		len += p[len] == '\\' && p[len + 1] != '\0' ? 2 : 1;
	*text = p + len;
	if (start != NULL)
		*start = p;
	if (len == 0 || len >= RR_WORD_MAX) {
		snprintf(word, RR_WORD_MAX, "%s", p);
		return false;
	}
	memcpy(word, p, len);
	word[len] = '\0';
	return true;
}

/* What is behind \#: a length and as many octets in hex. */
static int
parse_unknown(const struct rr_text *text, const char *from, struct writer *out,
    struct error *err)
{
	const char *p = from + strspn(from, blanks);
	struct place here = rr_text_place(text, p);
	size_t bad;
	char *hex;
	unsigned long len = strtoul(p, &hex, 10);

	if (hex == p) {
		error_at(err, &here,
		    "no length behind \\#, want \"\\# 4 c6336401\"");
	} else if (wire_parse_hex(hex, out, &bad) == -1) {
		here = rr_text_place(text, hex + bad);
		error_at(err, &here,
		    "bad hex \"%.20s\" behind \\#, want two digits an octet",
		    hex + bad);
	} else if (out->len != len) {
		error_at(err, &here, "%zu octets behind \"\\# %lu\", want %lu",
		    out->len, len, len);
	} else {
		return 0;
	}
	return -1;
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
	const char *end = quoted ? "\"" : " \t\r\n\"";
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
parse_strings(const struct rr_text *text, const char *from, struct writer *out,
    struct error *err)
{
	const char *p = from, *start = from, *why = NULL;
	struct place here;

	for (;;) {
		p += strspn(p, blanks);
		if (why != NULL || *p == '\0')
			break;
		start = p;
		why = parse_string(&p, out);
	}
	if (why == NULL && out->len == 0)
		why = "nothing";
	if (why == NULL)
		return 0;
	here = rr_text_place(text, start);
	error_at(err, &here, "bad TXT RDATA \"%.60s\": %s, want strings", start,
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

/* ldns cuts numbers that are too big for their field; there must be none. */
static int
check_numbers(const ldns_rr *rr, const struct rr_text *text, const char *from,
    struct error *err)
{
	char word[RR_WORD_MAX];
	const char *start;
	struct place here;
	uint64_t max;

	for (size_t i = 0; i < ldns_rr_rd_count(rr); i++) {
		max = field_max(ldns_rdf_get_type(ldns_rr_rdf(rr, i)));
		if (!rr_take_word(&from, word, &start) || *word == '"')
			break;
		if (max == 0 ||
		    (*word != '-' && strtoull(word, NULL, 10) <= max))
			continue;
		here = rr_text_place(text, start);
		error_at(err, &here, "number \"%.60s\", want 0..%" PRIu64, word,
		    max);
		return -1;
	}
	return 0;
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

/* Addresses are many; ldns is slow and only needed to say what is wrong. */
static bool
parse_address(const char *text, uint16_t type, struct writer *out)
{
	uint8_t octets[16]; /* RFC 3596 2.2 */
	char word[RR_WORD_MAX];

	if ((type != RR_A && type != RR_AAAA) ||
	    !rr_take_word(&text, word, NULL) ||
	    text[strspn(text, blanks)] != '\0' ||
	    inet_pton(type == RR_A ? AF_INET : AF_INET6, word, octets) != 1)
		return false;
	writer_octets(out, octets, type == RR_A ? 4 : 16);
	return true;
}

int
rr_parse_rdata(const struct rr_text *text, const char *from,
    const struct name *origin, uint16_t type, struct writer *out,
    struct error *err)
{
	struct place here;
	char type_text[16];
	const char *why = NULL;
	ldns_rr *rr;
	int ret;

	from += strspn(from, blanks);
	if (strncmp(from, "\\#", 2) == 0)
		return parse_unknown(text, from + 2, out, err);
	if (type == RR_TXT)
		return parse_strings(text, from, out, err);
	if (parse_address(from, type, out))
		return 0;
	rr_type_format(type, type_text);
	rr = parse_with_ldns(from, origin, type_text, &why);
	if (rr == NULL) {
		here = rr_text_place(text, from);
		error_at(err, &here,
		    "bad %s RDATA \"%.60s\": %s, want \"OWNER [TTL] [CLASS] "
		    "TYPE "
		    "RDATA\"",
		    type_text, from, why);
		return -1;
	}
	ret = check_numbers(rr, text, from, err);
	for (size_t i = 0; i < ldns_rr_rd_count(rr); i++)
		writer_octets(out, ldns_rdf_data(ldns_rr_rdf(rr, i)),
		    ldns_rdf_size(ldns_rr_rdf(rr, i)));
	ldns_rr_free(rr);
	return ret;
}
