#include "config.h"

#include <stdio.h>
#include <string.h>

#include "fakedns/journal.h"
#include "fakedns/xalloc.h"

enum { ANCOUNT_AT = 6 }; /* RFC 1035 4.1.1 */

static const char *const kind_names[] = { "query", "reply", "drop", "accept",
	"fin", "reset", "stall", "eof", "aborted", "trouble", "lost", "unheard",
	"unreachable", "syn", "refused" };

static void
put(struct writer *w, const char *words)
{
	writer_octets(w, words, strlen(words));
}

/* KEY with all that stands before and behind it. */
static void
put_number(struct writer *w, const char *key, unsigned long long n)
{
	char digits[24];
	char *at = digits + sizeof digits;

	*--at = '\0';
	do
		*--at = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	put(w, key);
	put(w, at);
}

/* Octets of the UTF-8 character at S (RFC 3629 4); 0: it is none. */
static size_t
character_len(const uint8_t *s)
{
	static const struct {
		uint8_t first, last; /* of the first octet */
		uint8_t second_min, second_max;
		uint8_t len;
	} forms[] = {
		{ 0x01, 0x7f, 0, 0, 1 },
		{ 0xc2, 0xdf, 0x80, 0xbf, 2 },
		{ 0xe0, 0xe0, 0xa0, 0xbf, 3 },
		{ 0xe1, 0xec, 0x80, 0xbf, 3 },
		{ 0xed, 0xed, 0x80, 0x9f, 3 },
		{ 0xee, 0xef, 0x80, 0xbf, 3 },
		{ 0xf0, 0xf0, 0x90, 0xbf, 4 },
		{ 0xf1, 0xf3, 0x80, 0xbf, 4 },
		{ 0xf4, 0xf4, 0x80, 0x8f, 4 },
	};
	size_t i = 0, n;

	while (s[0] < forms[i].first || s[0] > forms[i].last)
		if (++i == sizeof forms / sizeof *forms)
			return 0;
	if (forms[i].len > 1 &&
	    (s[1] < forms[i].second_min || s[1] > forms[i].second_max))
		return 0;
	for (n = 2; n < forms[i].len; n++)
		if (s[n] < 0x80 || s[n] > 0xbf)
			return 0;
	return forms[i].len;
}

static bool
is_utf8(const char *text)
{
	const uint8_t *s = (const uint8_t *)text;

	while (*s != '\0') {
		size_t len = character_len(s);

		if (len == 0)
			return false;
		s += len;
	}
	return true;
}

/* TEXT as a JSON string's inside (RFC 8259 7). */
static void
put_text(struct writer *w, const char *text)
{
	const bool as_it_is = is_utf8(text);
	char escape[8];

	for (; *text != '\0'; text++) {
		const uint8_t c = (uint8_t)*text;

		if (c == '"' || c == '\\')
			snprintf(escape, sizeof escape, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			snprintf(escape, sizeof escape, "\\u%04x", c);
		else if (c > 0x7f && !as_it_is)
			snprintf(escape, sizeof escape, "\\\\%03u", c);
		else {
			writer_u8(w, c);
			continue;
		}
		put(w, escape);
	}
}

static void
put_string(struct writer *w, const char *key, const char *text)
{
	put(w, key);
	put_text(w, text);
	put(w, "\"");
}

static void
put_flags(struct writer *w, uint16_t set)
{
	static const struct {
		uint16_t bit;
		const char *name;
	} flags[] = { { FLAG_QR, "qr" }, { FLAG_AA, "aa" }, { FLAG_TC, "tc" },
		{ FLAG_RD, "rd" }, { FLAG_RA, "ra" }, { FLAG_AD, "ad" },
		{ FLAG_CD, "cd" } };
	const char *space = "";

	put(w, ",\"flags\":\"");
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if ((set & flags[i].bit) != 0) {
			put(w, space);
			put(w, flags[i].name);
			space = " ";
		}
	put(w, "\"");
}

static size_t
kept(const struct journal_event *e)
{
	return e->kept > 0 ? e->kept : e->len;
}

static void
put_message(struct writer *w, const struct journal_event *e)
{
	char name[NAME_TEXT_MAX], type[16];
	struct query q;
	struct reader r;
	const bool has_question =
	    query_parse(e->octets, kept(e), &q) == 0 && q.questions > 0;

	reader_init(&r, e->octets, kept(e));
	reader_octets(&r, ANCOUNT_AT);
	put_number(w, ",\"octets\":", e->len);
	put_number(w, ",\"id\":", e->sets_id ? e->id : q.id);
	put_flags(w, q.flags);
	put_number(w, ",\"rcode\":", q.flags & FLAG_RCODE);
	put_number(w, ",\"answers\":", reader_u16(&r));
	if (!has_question)
		return;
	put_string(w, ",\"name\":\"", name_format(&q.question.name, name));
	put_string(w, ",\"type\":\"", rr_type_format(q.question.type, type));
}

static void
put_hex(struct writer *w, const struct journal_event *e)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t id[] = { (uint8_t)(e->id >> 8), (uint8_t)e->id };

	put(w, ",\"hex\":\"");
	for (size_t i = 0; i < kept(e); i++) {
		const uint8_t v = e->sets_id && i < 2 ? id[i] : e->octets[i];
		const char pair[] = { digits[v >> 4], digits[v & 15] };

		writer_octets(w, pair, sizeof pair);
	}
	put(w, "\"");
}

static void
put_event(struct writer *w, const struct journal_event *e, bool with_octets)
{
	put_string(w, ",\"server\":\"", e->server);
	put_string(w, ",\"transport\":\"", e->tcp ? "tcp" : "udp");
	put_number(w, ",\"port\":", e->client_port);
	if (e->has_message)
		put_message(w, e);
	if (e->rule != NULL) {
		put(w, ",\"rule\":\"");
		put_text(w, e->rule);
		if (e->rule_line > 0)
			put_number(w, ":", e->rule_line);
		put(w, "\"");
	}
	if (e->faults != NULL)
		put_string(w, ",\"faults\":\"", e->faults);
	if (e->has_message && with_octets)
		put_hex(w, e);
}

void
journal_write(struct writer *w, const struct journal_event *e, bool with_octets)
{
	put_number(w, "{\"us\":", e->us);
	put_string(w, ",\"event\":\"", kind_names[e->kind]);
	if (e->kind == JOURNAL_LOST)
		put_number(w, ",\"lost\":", e->lost);
	else
		put_event(w, e, with_octets);
	put(w, "}\n");
}

char *
journal_format(const struct journal_event *e)
{
	struct writer w = { 0 };
	char *text;

	journal_write(&w, e, false);
	text = xstrndup((const char *)w.octets, w.len - 1);
	writer_clear(&w);
	return text;
}
