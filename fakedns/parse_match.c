/* MATCH: several words a line, as in testns */
#include "config.h"

#include <limits.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/regex_size.h"
#include "fakedns/xalloc.h"

/* Words that set one thing. */
static const struct {
	const char *word;
	size_t flag;
} flags[] = {
	{ "opcode", offsetof(struct match, opcode) },
	{ "qtype", offsetof(struct match, qtype) },
	{ "qname", offsetof(struct match, qname) },
	{ "qcase", offsetof(struct match, qcase) },
	{ "subdomain", offsetof(struct match, subdomain) },
	{ "question", offsetof(struct match, question) },
	{ "flags", offsetof(struct match, flags) },
	{ "rcode", offsetof(struct match, rcode) },
	{ "answer", offsetof(struct match, sections[SECTION_ANSWER]) },
	{ "authority", offsetof(struct match, sections[SECTION_AUTHORITY]) },
	{ "additional", offsetof(struct match, sections[SECTION_ADDITIONAL]) },
	{ "all", offsetof(struct match, all) },
	{ "all_noedns", offsetof(struct match, all_noedns) },
	{ "ttl", offsetof(struct match, ttl) },
	{ "UDP", offsetof(struct match, udp) },
	{ "TCP", offsetof(struct match, tcp) },
	{ "accept", offsetof(struct match, accept) },
	{ "edns", offsetof(struct match, edns) },
	{ "noedns", offsetof(struct match, noedns) },
	{ "DO", offsetof(struct match, dnssec) },
	{ "CO", offsetof(struct match, co) },
	{ "ednsdata", offsetof(struct match, ednsdata) },
	{ "client_cookie", offsetof(struct match, client_cookie) },
	{ "server_cookie", offsetof(struct match, server_cookie) },
};

/* "serial=3" and testns's other spelling "serial:3". */
bool
parser_setting(const struct parser *p, size_t i, const char *key, long max,
    long *out)
{
	const char *text = p->t.v[i].text;
	size_t len = strlen(key);

	return strncmp(text, key, len) == 0 &&
	       (text[len] == '=' || text[len] == ':') &&
	       number_parse(text + len + 1, 0, max, out);
}

/* 1 where word I is none with a number behind it. */
static int
number_word(struct parser *p, size_t i, struct match *m)
{
	const char *text = p->t.v[i].text;
	long n;

	if (parser_setting(p, i, "serial", UINT32_MAX, &n)) {
		m->has_serial = true;
		m->serial = (uint32_t)n;
	} else if (parser_setting(p, i, "udp_size", UINT16_MAX, &n)) {
		m->has_udp_size = true;
		m->udp_size = (uint16_t)n;
	} else if (strcmp(text, "ede=any") == 0 ||
		   strcmp(text, "ede:any") == 0) {
		m->has_ede = m->any_ede = true;
	} else if (parser_setting(p, i, "ede", UINT16_MAX, &n)) {
		m->has_ede = true;
		m->ede = (uint16_t)n;
	} else {
		return 1;
	}
	return 0;
}

static int
regex_word(struct parser *p, size_t i, const char *pattern, struct match *m)
{
	regex_t *regex;
	char why[200];
	int bad;

	if (m->regex != NULL)
		return parser_bad(p, i, "a second qname_regex, want one");
	if (!regex_is_small(pattern))
		return parser_bad(p, i,
		    "a pattern that may take long, want at most %d octets, "
		    "%d with its repetitions written out, and no "
		    "back-reference",
		    REGEX_OCTETS_MAX, REGEX_SIZE_MAX);
	regex = xcalloc(1, sizeof *regex);
	bad = regcomp(regex, pattern, REG_EXTENDED | REG_ICASE | REG_NOSUB);
	if (bad != 0) {
		struct place here = tokens_place(&p->t, i, &p->at);

		here.column +=
		    (unsigned)(strlen("qname_regex=") + p->t.v[i].quoted);
		regerror(bad, regex, why, sizeof why);
		free(regex);
		error_at(p->err, &here,
		    "`%s`: %s, want a POSIX extended regular expression",
		    pattern, why);
		return -1;
	}
	m->qname_regex = xstrdup(pattern);
	m->regex = regex;
	return 0;
}

static int
match_word(struct parser *p, size_t i, struct match *m)
{
	const char *text = p->t.v[i].text;
	const char *server = parser_value(p, i, "server");
	const char *pattern = parser_value(p, i, "qname_regex");

	for (size_t k = 0; k < sizeof flags / sizeof *flags; k++)
		if (strcmp(text, flags[k].word) == 0) {
			*(bool *)((char *)m + flags[k].flag) = true;
			return 0;
		}
	if (strcmp(text, "any") == 0)
		return 0;
	if (server != NULL) {
		int index = parser_server(p, i, server);

		if (index < 0)
			return -1;
		m->servers |= UINT64_C(1) << index;
		return 0;
	}
	if (pattern != NULL)
		return regex_word(p, i, pattern, m);
	if (number_word(p, i, m) == 0)
		return 0;
	return parser_bad(p, i,
	    "unknown MATCH word `%s`, want opcode qtype qname subdomain all "
	    "ttl UDP TCP edns noedns DO CO ednsdata any serial=n udp_size=n "
	    "server=ADDRESS qname_regex=PATTERN qcase question flags rcode "
	    "answer authority additional all_noedns ede=n|any client_cookie "
	    "server_cookie accept",
	    text);
}

int
parse_match(struct parser *p, struct entry *e)
{
	size_t least = p->s->is_plain ? 1 : 2;

	if (parser_count(p, least, SIZE_MAX, "MATCH word …") == -1)
		return -1;
	for (size_t i = 1; i < p->t.count; i++)
		if (match_word(p, i, &e->match) == -1)
			return -1;
	return 0;
}

int
match_check(const struct entry *e, struct error *err)
{
	struct match rest = e->match;

	if (!rest.accept)
		return 0;
	rest.accept = rest.tcp = rest.ttl = false;
	rest.servers = 0;
	for (size_t k = 0; k < sizeof flags / sizeof *flags; k++)
		if (*(bool *)((char *)&rest + flags[k].flag)) {
			error_at(err, &e->at,
			    "MATCH accept with `%s`, want no word but TCP and "
			    "server= there: it is no query",
			    flags[k].word);
			return -1;
		}
	if (rest.has_ede || rest.has_serial || rest.has_udp_size ||
	    rest.regex != NULL) {
		error_at(err, &e->at,
		    "MATCH accept and a word with a value, want no word but "
		    "TCP and server= there: it is no query");
		return -1;
	}
	return 0;
}
