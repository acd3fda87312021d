#define _GNU_SOURCE
#include "ldns_timed.h"

#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>

#include <ldns/ldns.h>

#include "address.h"
#include "ldns_ask.h"

static const struct args_name ni_flags[] = { { "namereqd", 1 }, { NULL, 0 } };

/* Of one look-up after the other. */
struct question {
	struct ldns_ask ask;
	const char *node;
	int family;
	bool required; /* a name, not the address in its place */
	struct address address;
};

static struct question *
new_question(struct args *args)
{
	struct question *q = calloc(1, sizeof *q);

	if (q == NULL)
		abort();
	q->node = args->words[0];
	ldns_ask_open(&q->ask);
	return q;
}

static void
close_question(void *state)
{
	struct question *q = state;

	ldns_ask_close(&q->ask);
	free(q);
}

static void *
open_addrinfo(struct args *args)
{
	struct question *q = new_question(args);

	args_text(args, "service", NULL);
	args_socktype(args, "socktype");
	q->family = args_family(args, "family", AF_UNSPEC);
	return q;
}

static void
count_address(const ldns_rdf *rdf, void *arg)
{
	(void)rdf;
	++*(unsigned *)arg;
}

static void
count_addresses(struct question *q, ldns_rr_type type,
    enum ldns_outcome *outcome, unsigned *count)
{
	const ldns_rdf *owner;
	enum ldns_outcome o;

	o = ldns_ask(&q->ask, q->node, true, type, LDNS_RR_CLASS_IN);
	if (o == LDNS_FOUND &&
	    ldns_ask_each(&q->ask, type, count_address, count, &owner) == 0)
		o = LDNS_NODATA;
	if (o > *outcome)
		*outcome = o;
}

/* The status of a timed look-up is 0 where it went well. */
static int
status_of(enum ldns_outcome o)
{
	return o == LDNS_FOUND ? 0 : (int)o + 1;
}

static void
time_addrinfo(void *state, struct timed_outcome *out)
{
	enum ldns_outcome o = LDNS_NONAME;
	struct question *q = state;

	out->addresses = 0;
	if (q->family != AF_INET6)
		count_addresses(q, LDNS_RR_TYPE_A, &o, &out->addresses);
	if (q->family != AF_INET)
		count_addresses(q, LDNS_RR_TYPE_AAAA, &o, &out->addresses);
	out->status = status_of(o);
}

static void *
open_nameinfo(struct args *args)
{
	struct question *q = new_question(args);

	q->required = args_flags(args, "flags", ni_flags, 0) != 0;
	address_parse(args, 0, &q->address);
	return q;
}

static void
time_nameinfo(void *state, struct timed_outcome *out)
{
	struct question *q = state;
	const ldns_rdf *host = NULL;
	enum ldns_outcome o;

	o = ldns_ask_pointer(&q->ask, &q->address, &host);
	if (o == LDNS_NODATA)
		o = LDNS_NONAME;
	if (o == LDNS_NONAME && !q->required)
		o = LDNS_FOUND;
	out->status = status_of(o);
	out->addresses = out->status == 0;
}

static void
describe(struct emit *out, int status)
{
	const int o = status == 0 ? (int)LDNS_FOUND : status - 1;

	emit_line(out, "%s", ldns_outcome_name((enum ldns_outcome)o, true));
}

const struct timed ldns_timed[] = {
	{ "getaddrinfo", open_addrinfo, time_addrinfo, close_question,
	    describe },
	{ "getnameinfo", open_nameinfo, time_nameinfo, close_question,
	    describe },
	{ NULL, NULL, NULL, NULL, NULL },
};
