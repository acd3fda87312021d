/* The values of the template that call.c is made from */
#include "config.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/bug.h"
#include "resolver-tests/bug_words.h"
#include "resolver-tests/template.h"

typedef const char *values_of(const struct bug *, struct template_values *);

static const char *
option(const struct call *c, const char *key, const char *fallback)
{
	const char *value = bug_words_option(c, key);

	return value == NULL ? fallback : value;
}

/* VALUE is freed. */
static void
set_owned(struct template_values *v, const char *key, char *value)
{
	template_set(v, key, "%s", value);
	free(value);
}

/* All that is wanted or permitted, and what was seen; to be freed. */
static char *
all_text(const struct bug *b)
{
	struct text all = { 0 };

	bug_blocks_text(b, false, &all);
	bug_blocks_text(b, true, &all);
	text_add(&all, "%s", bug_reported(b)->text);
	return text_take(&all);
}

/* Some line of that starts with the word KEY. */
static bool
has_line(const struct bug *b, const char *key)
{
	char *all = all_text(b);
	struct lines lines;
	bool found = false;

	lines_split(all, &lines);
	for (size_t i = 0; i < lines.count; i++)
		found |= line_has_key(&lines.v[i], key);
	lines_clear(&lines);
	free(all);
	return found;
}

/* A line of records has the type. */
static bool
has_type(const struct bug *b, const char *type)
{
	char *all = all_text(b), *word = xasprintf(" %s", type), *at = all;
	bool found = false;

	while (!found && (at = strstr(at, word)) != NULL) {
		at += strlen(word);
		found = *at == ' ' || *at == '\n';
	}
	free(word);
	free(all);
	return found;
}

/* Each once. */
static void
add_errno(struct template_values *v, const char *name, size_t len)
{
	char *value = xstrndup(name, len);
	bool is_known = false;

	for (size_t i = 0; i < v->count; i++)
		is_known |= strcmp(v->v[i].key, "errno") == 0 &&
			    strcmp(v->v[i].value, value) == 0;
	if (!is_known)
		template_set(v, "errno", "%s", value);
	free(value);
}

/* Names of errno values that are wanted, or were seen. */
static void
set_errnos(const struct bug *b, struct template_values *v)
{
	char *all = all_text(b);
	struct lines lines;

	lines_split(all, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		const struct line *line = &lines.v[i];
		const char *name = memchr(line->s, ' ', line->len);

		if (name != NULL && name[1] == 'E' &&
		    (line_has_key(line, "errno") ||
			line_has_key(line, "return")))
			add_errno(v, name + 1,
			    (size_t)(line->s + line->len - name - 1));
	}
	lines_clear(&lines);
	free(all);
}

static const char *
set_getaddrinfo(const struct bug *b, struct template_values *v)
{
	static const char *const keys[] = { "service", "family", "socktype",
		"flags", "protocol", "hints", "show", "free", NULL };
	const struct call *c = b->call;
	const char *unknown = bug_words_unknown(c, 1, keys);
	char *node = bug_words_literal(c->argv.v[1]),
	     *service = bug_words_literal(option(c, "service", "80")),
	     *family = bug_words_family(option(c, "family", "unspec")),
	     *socktype = bug_words_socktype(option(c, "socktype", "stream")),
	     *flags = bug_words_flags(option(c, "flags", ""), "AI_");
	bool hints = bug_words_option(c, "hints") == NULL;

	template_set(v, "call", "getaddrinfo(%s, %s)%s%s%s%s", node, service,
	    hints ? " with " : " without hints", hints ? family : "",
	    hints ? ", " : "", hints ? socktype : "");
	if (strcmp(flags, "0") != 0)
		template_set(v, "flags", "%s", flags);
	if (bug_words_option(c, "protocol") != NULL)
		template_set(v, "protocol", "%s", option(c, "protocol", "0"));
	if (strstr(flags, "AI_CANONNAME") != NULL)
		template_set(v, "canonname", "yes");
	if (bug_words_option(c, "show") != NULL)
		template_set(v, "entries", "yes");
	if (hints)
		template_set(v, "hints", "yes");
	template_set(v, "hints-argument", hints ? "&hints" : "NULL");
	set_owned(v, "node", node);
	set_owned(v, "service", service);
	set_owned(v, "family", family);
	set_owned(v, "socktype", socktype);
	free(flags);
	return bug_words_option(c, "free") != NULL ? "free" : unknown;
}

static const char *
set_getnameinfo(const struct bug *b, struct template_values *v)
{
	static const char *const keys[] = { "port", "flags", "hostlen",
		"servlen", NULL };
	const struct call *c = b->call;
	const char *address = c->argv.v[1], *port = bug_words_option(c, "port");
	char *flags = bug_words_flags(option(c, "flags", ""), "NI_");
	bool ipv6 = strchr(address, ':') != NULL;
	bool service = port != NULL || bug_words_option(c, "servlen") != NULL;

	template_set(v, "call", "getnameinfo(%s)%s%s", address,
	    bug_words_option(c, "flags") == NULL ? "" : " with ", flags);
	template_set(v, "address", "%s", address);
	template_set(v, "family", ipv6 ? "AF_INET6" : "AF_INET");
	template_set(v, "sockaddr",
	    ipv6 ? "struct sockaddr_in6" : "struct sockaddr_in");
	template_set(v, "sa", ipv6 ? "sin6" : "sin");
	template_set(v, "hostlen", "%s", option(c, "hostlen", "NI_MAXHOST"));
	template_set(v, "servlen", "%s", option(c, "servlen", "NI_MAXSERV"));
	if (port != NULL)
		template_set(v, "port", "%s", port);
	if (service)
		template_set(v, "service", "yes");
	template_set(v, "service-argument",
	    service ? "service, sizeof service" : "NULL, 0");
	set_owned(v, "flags", flags);
	if (strchr(address, '%') != NULL ||
	    !bug_words_is_number(option(c, "hostlen", "1")) ||
	    !bug_words_is_number(option(c, "servlen", "1")))
		return "an address with a scope, or no buffer";
	return bug_words_unknown(c, 1, keys);
}

static void
set_address(const char *address, struct template_values *v)
{
	bool ipv6 = strchr(address, ':') != NULL;

	template_set(v, "address", "%s", address);
	template_set(v, "in-addr", ipv6 ? "struct in6_addr" : "struct in_addr");
	template_set(v, "family", ipv6 ? "AF_INET6" : "AF_INET");
	template_set(v, "arguments", "&address, sizeof address, %s",
	    ipv6 ? "AF_INET6" : "AF_INET");
}

static const char *
set_hostent(const struct bug *b, struct template_values *v)
{
	static const char *const keys[] = { "af", "buf", NULL };
	const struct call *c = b->call;
	const char *function = c->argv.v[0], *word = c->argv.v[1];
	bool by_address = strncmp(function, "gethostbyaddr", 13) == 0;
	bool takes_family = strncmp(function, "gethostbyname2", 14) == 0;
	bool is_r = strstr(function, "_r") != NULL;
	char *name = bug_words_literal(word);
	char *af = bug_words_family(option(c, "af", "inet"));

	template_set(v, "function", "%s", function);
	template_set(v, "call", "%s(%s%s%s)", function,
	    by_address ? word : name, takes_family ? ", " : "",
	    takes_family ? af : "");
	if (by_address)
		set_address(word, v);
	else if (takes_family)
		template_set(v, "arguments", "%s, %s", name, af);
	else
		template_set(v, "arguments", "%s", name);
	if (is_r)
		template_set(v, "reentrant", "yes");
	template_set(v, "buf", "%s", option(c, "buf", "8192"));
	free(name);
	free(af);
	if (!bug_words_is_number(option(c, "buf", "1")) ||
	    atoi(option(c, "buf", "1")) < 1)
		return "no buffer";
	return bug_words_unknown(c, 1, keys);
}

/* Types that the messages have, as words and numbers. */
static void
set_types(const struct bug *b, struct template_values *v)
{
	static const char *const types[] = { "A", "NS", "CNAME", "SOA", "PTR",
		"MX", "TXT", "AAAA", "SRV", "NAPTR", "DS", "TLSA", "HTTPS",
		"ANY", "URI", "CAA", NULL };

	for (size_t i = 0; types[i] != NULL; i++)
		if (has_type(b, types[i])) {
			template_set(v, "type", "%s", types[i]);
			template_set(v, "type-number", "%d",
			    bug_words_type(types[i]));
		}
}

/* The buffer: ROOM octets; what is passed may be another length. */
static const char *
set_buffer(const struct call *c, struct template_values *v)
{
	const char *buf = bug_words_option(c, "buf");
	bool none = buf != NULL && strcmp(buf, "NULL") == 0;
	int room = buf == NULL ? 65535 : none ? 0 : atoi(buf);

	if (buf != NULL && !none && !bug_words_is_number(buf))
		return buf;
	template_set(v, "room", "%d", room < 0 ? 512 : room);
	template_set(v, "pointer", none ? "NULL" : "buf");
	if (room < 0)
		template_set(v, "length", "%d", room);
	else
		template_set(v, "length", none ? "0" : "ROOM");
	if (buf != NULL)
		template_set(v, "buf", "yes");
	return NULL;
}

static const char *
set_res(const struct bug *b, struct template_values *v)
{
	static const char *const keys[] = { "type", "class", "buf", NULL };
	const struct call *c = b->call;
	const char *function = c->argv.v[0], *type = option(c, "type", "A");
	bool domain = strcmp(function, "res_querydomain") == 0;
	int number = bug_words_type(type),
	    class = bug_words_class(option(c, "class", "IN"));
	char *name = bug_words_literal(c->argv.v[1]),
	     *second = bug_words_literal(domain ? c->argv.v[2] : "");
	const char *why = set_buffer(c, v);
	bool buf = bug_words_option(c, "buf") != NULL;

	template_set(v, "function", "%s", function);
	template_set(v, "call", "%s(%s%s%s), type %s%s%s", function, name,
	    domain ? ", " : "", domain ? second : "", type,
	    bug_words_option(c, "buf") == NULL ? "" : ", buffer ",
	    option(c, "buf", ""));
	template_set(v, "arguments", "%s, %s%s%d /* class */, %d /* %s */",
	    name, domain ? second : "", domain ? ", " : "", class, number,
	    type);
	template_set(v, "sets-h_errno", "yes");
	if (has_line(b, "flags"))
		template_set(v, "message", "yes");
	else if (has_line(b, "malformed"))
		template_set(v, "runt", "yes");
	template_set(v, "punctuation", buf || has_line(b, "flags") ? "," : ".");
	template_set(v, "final", has_line(b, "flags") ? ", and" : ".");
	set_types(b, v);
	free(name);
	free(second);
	if (number == -1 || class == -1)
		return "its type or class";
	return why != NULL ? why : bug_words_unknown(c, domain ? 2 : 1, keys);
}

static const struct {
	const char *call, *template;
	values_of *values;
} calls[] = {
	{ "getaddrinfo", "getaddrinfo", set_getaddrinfo },
	{ "getnameinfo", "getnameinfo", set_getnameinfo },
	{ "gethostbyname", "hostent", set_hostent },
	{ "gethostbyname2", "hostent", set_hostent },
	{ "gethostbyname2_r", "hostent", set_hostent },
	{ "gethostbyaddr", "hostent", set_hostent },
	{ "gethostbyaddr_r", "hostent", set_hostent },
	{ "res_query", "res", set_res },
	{ "res_search", "res", set_res },
	{ "res_querydomain", "res", set_res },
};
enum { CALLS = sizeof calls / sizeof *calls };

/* The row of the call; CALLS where there is none. */
static size_t
find(const struct bug *b)
{
	size_t i = 0;

	while (i < CALLS && strcmp(calls[i].call, b->call->argv.v[0]) != 0)
		i++;
	return i;
}

char *
bug_call_words(const struct bug *b)
{
	struct template_values values = { 0 };
	size_t i = find(b), k = 0;
	char *words = NULL;

	if (i < CALLS)
		calls[i].values(b, &values);
	for (; k < values.count && words == NULL; k++)
		if (strcmp(values.v[k].key, "call") == 0)
			words = xstrdup(values.v[k].value);
	template_values_clear(&values);
	return words == NULL ? xstrdup(b->call->argv.v[0]) : words;
}

char *
bug_call_source(const struct bug *b, const char *templates, char **why)
{
	struct template_values values = { 0 };
	struct text out = { 0 };
	struct error err = { 0 };
	const char *unknown;
	size_t i = find(b);

	*why = NULL;
	if (i == CALLS) {
		*why = xasprintf("there is no small program for %s",
		    b->call->argv.v[0]);
		return NULL;
	}
	set_errnos(b, &values);
	unknown = calls[i].values(b, &values);
	if (unknown != NULL)
		*why = xasprintf("the small program for %s does not know `%s'",
		    calls[i].call, unknown);
	else if (template_fill(templates, calls[i].template, &values, &out,
		     &err) == -1)
		*why = xstrdup(err.text);
	template_values_clear(&values);
	if (*why != NULL)
		text_clear(&out);
	return *why != NULL ? NULL : text_take(&out);
}
