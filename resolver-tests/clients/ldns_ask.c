#define _GNU_SOURCE
#include "ldns_ask.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

static const struct {
	const char *gai;
	const char *resolver;
} names[] = {
	[LDNS_NONAME] = { "EAI_NONAME", "HOST_NOT_FOUND" },
	[LDNS_NODATA] = { "EAI_NODATA", "NO_DATA" },
	[LDNS_FAIL] = { "EAI_FAIL", "NO_RECOVERY" },
	[LDNS_AGAIN] = { "EAI_AGAIN", "TRY_AGAIN" },
	[LDNS_FOUND] = { "ok", "ok" },
};

const char *
ldns_outcome_name(enum ldns_outcome o, bool gai)
{
	return gai ? names[o].gai : names[o].resolver;
}

static enum ldns_outcome
judge_status(ldns_status status)
{
	switch (status) {
	case LDNS_STATUS_OK:
		return LDNS_FOUND;
	case LDNS_STATUS_ERR:
	case LDNS_STATUS_NETWORK_ERR:
	case LDNS_STATUS_SOCKET_ERROR:
	case LDNS_STATUS_ADDRESS_ERR:
	case LDNS_STATUS_FILE_ERR:
	case LDNS_STATUS_RES_NO_NS:
	case LDNS_STATUS_RES_QUERY:
		return LDNS_AGAIN;
	default:
		return LDNS_FAIL;
	}
}

/* Of the name to ask for; in an answer the same codes mean a broken one. */
static enum ldns_outcome
judge_name(ldns_status status)
{
	switch (status) {
	case LDNS_STATUS_EMPTY_LABEL:
	case LDNS_STATUS_LABEL_OVERFLOW:
	case LDNS_STATUS_DOMAINNAME_OVERFLOW:
	case LDNS_STATUS_DOMAINNAME_UNDERFLOW:
	case LDNS_STATUS_SYNTAX_BAD_ESCAPE:
		return LDNS_NONAME;
	default:
		return judge_status(status);
	}
}

/* LDNS_FOUND: NOERROR, whatever is in it. */
static enum ldns_outcome
judge(const struct ldns_ask *s)
{
	if (s->status != LDNS_STATUS_OK || s->reply == NULL)
		return s->status == LDNS_STATUS_OK ? LDNS_AGAIN
						   : judge_status(s->status);
	switch (ldns_pkt_get_rcode(s->reply)) {
	case LDNS_RCODE_NOERROR:
		return LDNS_FOUND;
	case LDNS_RCODE_NXDOMAIN:
		return LDNS_NONAME;
	case LDNS_RCODE_SERVFAIL:
	case LDNS_RCODE_REFUSED:
		return LDNS_AGAIN;
	default:
		return LDNS_FAIL;
	}
}

/* resolv.conf(5): without a nameserver line, the one on this machine. */
static void
add_default_server(ldns_resolver *r)
{
	ldns_rdf *server = NULL;

	if (ldns_resolver_nameserver_count(r) == 0 &&
	    ldns_str2rdf_a(&server, "127.0.0.1") == LDNS_STATUS_OK)
		ldns_resolver_push_nameserver(r, server);
	ldns_rdf_deep_free(server);
}

void
ldns_ask_open(struct ldns_ask *s)
{
	struct timeval wait = { 0 };

	*s = (struct ldns_ask){ 0 };
	budget_load(&s->budget);
	s->configured = ldns_resolver_new_frm_file(&s->resolver, NULL);
	if (s->configured == LDNS_STATUS_FILE_ERR)
		s->configured = LDNS_STATUS_OK;
	if (s->resolver == NULL)
		s->resolver = ldns_resolver_new();
	if (s->resolver == NULL)
		abort();
	wait.tv_sec = (time_t)s->budget.timeout_s;
	add_default_server(s->resolver);
	ldns_resolver_set_random(s->resolver, false);
	ldns_resolver_set_timeout(s->resolver, wait);
	ldns_resolver_set_retry(s->resolver, (uint8_t)s->budget.attempts);
	ldns_resolver_set_retrans(s->resolver, 0);
}

void
ldns_ask_close(struct ldns_ask *s)
{
	ldns_pkt_free(s->reply);
	ldns_rdf_deep_free(s->asked);
	ldns_resolver_deep_free(s->resolver);
}

/*
 * Asks for NAME as it is.  A server that failed earlier gets another chance:
 * ldns would leave it out for good.
 */
static enum ldns_outcome
ask_name(struct ldns_ask *s, const ldns_rdf *name, ldns_rr_type type,
    ldns_rr_class class)
{
	size_t i;

	ldns_pkt_free(s->reply);
	s->reply = NULL;
	ldns_rdf_deep_free(s->asked);
	s->asked = ldns_rdf_clone(name);
	for (i = 0; i < ldns_resolver_nameserver_count(s->resolver); i++)
		ldns_resolver_set_nameserver_rtt(s->resolver, i,
		    LDNS_RESOLV_RTT_MIN);
	s->status = ldns_resolver_query_status(&s->reply, s->resolver, name,
	    type, class, LDNS_RD);
	return judge(s);
}

/* Asks for NAME below each name of the search list until one exists. */
static enum ldns_outcome
ask_searched(struct ldns_ask *s, const ldns_rdf *name, ldns_rr_type type,
    ldns_rr_class class)
{
	ldns_rdf **list = ldns_resolver_searchlist(s->resolver);
	size_t count = ldns_resolver_searchlist_count(s->resolver), i;
	ldns_rdf *domain = ldns_resolver_domain(s->resolver);
	enum ldns_outcome worst = LDNS_NONAME, o;

	if (count == 0 && domain != NULL) {
		list = &domain;
		count = 1;
	}
	for (i = 0; i < count && worst != LDNS_FOUND; i++) {
		ldns_rdf *full = ldns_dname_cat_clone(name, list[i]);

		if (full == NULL)
			continue;
		o = ask_name(s, full, type, class);
		ldns_rdf_deep_free(full);
		if (o > worst)
			worst = o;
	}
	return worst;
}

static unsigned
count_dots(const char *text)
{
	unsigned dots = 0;

	for (; *text != '\0'; text++)
		dots += *text == '.';
	return dots;
}

enum ldns_outcome
ldns_ask(struct ldns_ask *s, const char *text, bool search, ldns_rr_type type,
    ldns_rr_class class)
{
	size_t len = strlen(text);
	enum ldns_outcome first, second;
	ldns_rdf *name = NULL;
	bool as_it_is;

	s->status = s->configured;
	if (s->status != LDNS_STATUS_OK)
		return judge_status(s->status);
	s->status = ldns_str2rdf_dname(&name, text);
	if (s->status != LDNS_STATUS_OK)
		return judge_name(s->status);
	as_it_is = count_dots(text) >= s->budget.ndots;
	if (!search || (len > 0 && text[len - 1] == '.')) {
		first = ask_name(s, name, type, class);
		second = first;
	} else if (as_it_is) {
		first = ask_name(s, name, type, class);
		second = first == LDNS_FOUND
			     ? first
			     : ask_searched(s, name, type, class);
	} else {
		first = ask_searched(s, name, type, class);
		second = first == LDNS_FOUND ? first
					     : ask_name(s, name, type, class);
	}
	ldns_rdf_deep_free(name);
	return first > second ? first : second;
}

size_t
ldns_ask_each(const struct ldns_ask *s, ldns_rr_type type,
    void (*each)(const ldns_rdf *, void *), void *arg, const ldns_rdf **owner)
{
	ldns_rr_list *list = ldns_pkt_answer(s->reply);
	size_t count = ldns_rr_list_rr_count(list), found = 0, i, hops;

	*owner = s->asked;
	for (hops = 0; hops <= count; hops++) {
		ldns_rdf *next = NULL;

		for (i = 0; i < count; i++) {
			ldns_rr *rr = ldns_rr_list_rr(list, i);

			if (ldns_dname_compare(ldns_rr_owner(rr), *owner) != 0)
				continue;
			if (ldns_rr_get_type(rr) == type) {
				each(ldns_rr_rdf(rr, 0), arg);
				found++;
			} else if (ldns_rr_get_type(rr) == LDNS_RR_TYPE_CNAME) {
				next = ldns_rr_rdf(rr, 0);
			}
		}
		if (found > 0 || next == NULL)
			break;
		*owner = next;
	}
	return found;
}

/* Keeps the first. */
static void
keep_host(const ldns_rdf *name, void *arg)
{
	const ldns_rdf **host = arg;

	if (*host == NULL)
		*host = name;
}

enum ldns_outcome
ldns_ask_pointer(struct ldns_ask *s, const struct address *a,
    const ldns_rdf **host)
{
	enum ldns_outcome o = LDNS_FAIL;
	ldns_rdf *address, *reverse;
	const ldns_rdf *owner;
	char *text;

	address = ldns_rdf_new_frm_data(a->storage.ss_family == AF_INET
					    ? LDNS_RDF_TYPE_A
					    : LDNS_RDF_TYPE_AAAA,
	    a->octets_len, a->octets);
	reverse = ldns_rdf_address_reverse(address);
	text = reverse == NULL ? NULL : ldns_rdf2str(reverse);
	if (text != NULL)
		o = ldns_ask(s, text, false, LDNS_RR_TYPE_PTR,
		    LDNS_RR_CLASS_IN);
	if (o == LDNS_FOUND &&
	    ldns_ask_each(s, LDNS_RR_TYPE_PTR, keep_host, host, &owner) == 0)
		o = LDNS_NODATA;
	free(text);
	ldns_rdf_deep_free(reverse);
	ldns_rdf_deep_free(address);
	return o;
}
