/*
 * getaddrinfo NODE [family=] [flags=canonname]   an A and an AAAA query
 * getnameinfo ADDRESS [flags=namereqd]           a PTR query
 * res_query NAME [type=A] [class=IN], res_search NAME ...
 *
 * ldns has queries and packets, no such calls: what a program would do on top
 * of it is in here, the search list (ldns forgets the rcode of a search that
 * fails) and CNAMEs among the answers included.  What ldns says as those calls
 * would say it, where neither family has an address the first that applies:
 *   no usable reply (LDNS_STATUS_ERR,   EAI_AGAIN   TRY_AGAIN
 *     NETWORK_ERR, SOCKET_ERROR,
 *     RES_NO_NS, ...); rcode SERVFAIL
 *     or REFUSED
 *   a reply that is no message; any     EAI_FAIL    NO_RECOVERY
 *     other rcode (FORMERR, NOTIMP)
 *   NOERROR without such a record       EAI_NODATA  NO_DATA
 *   NXDOMAIN; a name that cannot be     EAI_NONAME  HOST_NOT_FOUND
 *     written
 */
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <ldns/ldns.h>

#include "address.h"
#include "args.h"
#include "call.h"
#include "emit.h"
#include "ldns_ask.h"
#include "ldns_timed.h"
#include "manner.h"
#include "records.h"
#include "rrnames.h"

static const struct args_name ai_flags[] = { { "canonname", 1 }, { NULL, 0 } };
static const struct args_name ni_flags[] = { { "namereqd", 1 }, { NULL, 0 } };

static void
emit_outcome(struct emit *out, const struct ldns_ask *s, enum ldns_outcome o,
    bool gai)
{
	emit_line(out, "%s", ldns_outcome_name(o, gai));
	emit_line(out, "raw status %d", (int)s->status);
	if (s->reply != NULL)
		emit_line(out, "raw rcode %d",
		    (int)ldns_pkt_get_rcode(s->reply));
}

/* A line `KEY NAME`, NAME without the dot at its end, escaped by ldns. */
static void
emit_name(struct emit *out, const char *key, const ldns_rdf *name)
{
	char *text = ldns_rdf2str(name);
	size_t len = text == NULL ? 0 : strlen(text);

	if (len > 1 && text[len - 1] == '.')
		text[len - 1] = '\0';
	emit_text(out, key, text);
	free(text);
}

static void
emit_address(const ldns_rdf *rdf, void *arg)
{
	int len = (int)ldns_rdf_size(rdf);

	address_emit_octets(arg, len == 4 ? AF_INET : AF_INET6,
	    ldns_rdf_data(rdf), len);
}

/* What the queries for one or both families have given so far. */
struct addresses {
	const char *node;
	struct emit lines;
	struct emit canonname; /* of the first family that has addresses */
	enum ldns_outcome outcome;
};

static void
ask_addresses(struct ldns_ask *s, ldns_rr_type type, struct addresses *a)
{
	enum ldns_outcome o;
	const ldns_rdf *owner;

	o = ldns_ask(s, a->node, true, type, LDNS_RR_CLASS_IN);
	if (o == LDNS_FOUND &&
	    ldns_ask_each(s, type, emit_address, &a->lines, &owner) == 0)
		o = LDNS_NODATA;
	if (o == LDNS_FOUND && a->canonname.len == 0)
		emit_name(&a->canonname, "canonname", owner);
	if (o > a->outcome)
		a->outcome = o;
}

static bool
is_literal(const char *text)
{
	ldns_rdf *rdf = NULL;
	bool literal;

	literal = ldns_str2rdf_a(&rdf, text) == LDNS_STATUS_OK ||
		  ldns_str2rdf_aaaa(&rdf, text) == LDNS_STATUS_OK;
	ldns_rdf_deep_free(rdf);
	return literal;
}

/* Whether flags= has none that only a libc's call understands. */
static bool
flags_known(struct args *args, const char *only)
{
	const char *flags = args_text(args, "flags", only);

	return flags != NULL && strcmp(flags, only) == 0;
}

static enum call_end
call_getaddrinfo(struct args *args, struct emit *out)
{
	int family = args_family(args, "family", AF_UNSPEC), flags = 0;
	struct addresses a = { .node = args->words[0] };
	bool known = flags_known(args, "canonname");
	struct ldns_ask s;

	args_text(args, "service", NULL);
	args_socktype(args, "socktype");
	if (args_bad(args))
		return CALL_USAGE;
	if (!known || a.node == NULL || is_literal(a.node))
		return CALL_UNSUPPORTED;
	flags = args_flags(args, "flags", ai_flags, 0);
	ldns_ask_open(&s);
	if (family != AF_INET6)
		ask_addresses(&s, LDNS_RR_TYPE_A, &a);
	if (family != AF_INET)
		ask_addresses(&s, LDNS_RR_TYPE_AAAA, &a);
	emit_outcome(out, &s, a.outcome, true);
	if (a.outcome == LDNS_FOUND)
		emit_add(out, "%s%s", flags != 0 ? a.canonname.text : "",
		    a.lines.text);
	emit_free(&a.canonname);
	emit_free(&a.lines);
	ldns_ask_close(&s);
	return CALL_DONE;
}

/* As the call does it, a host without a name is told by its address. */
static enum call_end
call_getnameinfo(struct args *args, struct emit *out)
{
	bool known = flags_known(args, "namereqd"), required;
	const ldns_rdf *host = NULL;
	char text[ADDRESS_SIZE];
	enum ldns_outcome o;
	struct ldns_ask s;
	struct address a;

	if (args_has(args, "port") || args_has(args, "hostlen") ||
	    args_has(args, "servlen") || !known)
		return CALL_UNSUPPORTED;
	required = args_flags(args, "flags", ni_flags, 0) != 0;
	if (address_parse(args, 0, &a) == -1 || args_bad(args))
		return CALL_USAGE;
	ldns_ask_open(&s);
	o = ldns_ask_pointer(&s, &a, &host);
	if (o == LDNS_NODATA)
		o = LDNS_NONAME;
	emit_outcome(out, &s, o == LDNS_NONAME && !required ? LDNS_FOUND : o,
	    true);
	if (host != NULL)
		emit_name(out, "host", host);
	else if (o == LDNS_NONAME && !required)
		emit_line(out, "host %s",
		    address_format(a.storage.ss_family, a.octets, 0, text));
	ldns_ask_close(&s);
	return CALL_DONE;
}

static void
emit_reply(struct emit *out, const ldns_pkt *reply)
{
	uint8_t *wire = NULL;
	size_t len = 0;

	emit_line(out, "return %zu", ldns_pkt_size(reply));
	if (ldns_pkt2wire(&wire, reply, &len) == LDNS_STATUS_OK)
		records_emit(out, wire, len);
	free(wire);
}

static enum call_end
run_query(struct args *args, struct emit *out, bool search)
{
	const char *type_text = args_text(args, "type", "A");
	const char *class_text = args_text(args, "class", "IN");
	bool sized = args_has(args, "buf");
	int type = 1, class = 1;
	enum ldns_outcome o;
	struct ldns_ask s;

	if (rrnames_type_value(type_text, &type) == -1)
		args_complain(args, "type", type_text, "an RR type");
	if (rrnames_class_value(class_text, &class) == -1)
		args_complain(args, "class", class_text, "a class");
	if (args_bad(args))
		return CALL_USAGE;
	if (sized || args->words[0] == NULL || type < 0 || type > 65535 ||
	    class < 0 || class > 65535)
		return CALL_UNSUPPORTED;
	ldns_ask_open(&s);
	o = ldns_ask(&s, args->words[0], search, (ldns_rr_type)type,
	    (ldns_rr_class) class);
	if (o == LDNS_FOUND && ldns_pkt_ancount(s.reply) == 0)
		o = LDNS_NODATA;
	emit_outcome(out, &s, o, false);
	if (o == LDNS_FOUND)
		emit_reply(out, s.reply);
	else
		emit_line(out, "return -1");
	ldns_ask_close(&s);
	return CALL_DONE;
}

static enum call_end
call_query(struct args *args, struct emit *out)
{
	return run_query(args, out, false);
}

static enum call_end
call_search(struct args *args, struct emit *out)
{
	return run_query(args, out, true);
}

static enum call_end
call_version(struct args *args, struct emit *out)
{
	return call_run_version(args, out, "library ldns", ldns_version());
}

enum { CANNOT = MANNER_CANCEL | MANNER_ERRNO };
static const struct call calls[] = {
	{ "getaddrinfo", 1, call_getaddrinfo, CANNOT },
	{ "getnameinfo", 1, call_getnameinfo, CANNOT },
	{ "res_query", 1, call_query, CANNOT },
	{ "res_search", 1, call_search, CANNOT },
	{ "version", 0, call_version, CANNOT },
	{ NULL, 0, NULL, 0 },
};

int
main(int argc, char **argv)
{
	if (timed_wanted(argc, argv))
		return timed_main(argc, argv, ldns_timed);
	return call_main(argc, argv, calls);
}
