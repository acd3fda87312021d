/*
 * getaddrinfo NODE [service=80] [family=] [socktype=] [flags=]
 * getnameinfo ADDRESS [port=] [flags=]
 * gethostbyname NAME, gethostbyname2 NAME [af=inet], gethostbyaddr ADDRESS
 * res_query NAME [type=A] [class=IN], res_search NAME ...
 */
#define _GNU_SOURCE
#define CARES_NO_DEPRECATED
#include <sys/types.h>

#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/socket.h>

#include <ares.h>

#include "address.h"
#include "args.h"
#include "budget.h"
#include "call.h"
#include "cares_status.h"
#include "emit.h"
#include "manner.h"
#include "records.h"
#include "rrnames.h"

static const struct args_name ai_flags[] = {
	{ "canonname", ARES_AI_CANONNAME },
	{ "numerichost", ARES_AI_NUMERICHOST },
	{ "passive", ARES_AI_PASSIVE },
	{ "numericserv", ARES_AI_NUMERICSERV },
	{ "v4mapped", ARES_AI_V4MAPPED },
	{ "all", ARES_AI_ALL },
	{ "addrconfig", ARES_AI_ADDRCONFIG },
	{ NULL, 0 },
};

static const struct args_name ni_flags[] = {
	{ "numerichost", ARES_NI_NUMERICHOST },
	{ "numericserv", ARES_NI_NUMERICSERV },
	{ "nofqdn", ARES_NI_NOFQDN },
	{ "namereqd", ARES_NI_NAMEREQD },
	{ "dgram", ARES_NI_DGRAM },
	{ NULL, 0 },
};

/* One lookup: what a callback needs, and whether it ran. */
struct lookup {
	struct emit *out;
	const char *node;
	bool canonname;
	bool done;
};

/*
 * Opens a channel with the scenario's time budget.  Returns an ARES_ status.
 */
static int
open_channel(ares_channel *channel)
{
	struct ares_options options = { 0 };
	struct budget b;

	budget_load(&b);
	options.timeout = (int)b.timeout_s * 1000;
	options.tries = (int)b.attempts;
	return ares_init_options(channel, &options,
	    ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES);
}

/* Drives CHANNEL until the callback of L has run, and closes it. */
static void
finish(ares_channel channel, const struct lookup *l)
{
	while (!l->done) {
		struct timeval most = { 1, 0 }, tv;
		fd_set readable, writable;
		int count;

		FD_ZERO(&readable);
		FD_ZERO(&writable);
		count = ares_fds(channel, &readable, &writable);
		if (select(count, &readable, &writable, NULL,
			ares_timeout(channel, &most, &tv)) == -1) {
			FD_ZERO(&readable); /* after a signal, as they were */
			FD_ZERO(&writable);
		}
		ares_process(channel, &readable, &writable);
	}
	ares_destroy(channel);
}

/* flags= as a number are a libc's bits: they mean nothing to c-ares. */
static bool
has_numeric_flags(struct args *args)
{
	const char *flags = args_text(args, "flags", NULL);

	return flags != NULL && flags[0] >= '0' && flags[0] <= '9';
}

static const char *
canonical_name(const struct lookup *l, const struct ares_addrinfo *ai)
{
	const struct ares_addrinfo_cname *c;
	const char *name = ai->name != NULL ? ai->name : l->node;

	for (c = ai->cnames; c != NULL; c = c->next)
		name = c->name;
	return name;
}

static void
on_addrinfo(void *arg, int status, int timeouts, struct ares_addrinfo *ai)
{
	const struct ares_addrinfo_node *n;
	struct lookup *l = arg;

	l->done = true;
	cares_status_emit(l->out, status, true);
	emit_line(l->out, "raw timeouts %d", timeouts);
	if (status != ARES_SUCCESS)
		return;
	if (l->canonname)
		emit_text(l->out, "canonname", canonical_name(l, ai));
	for (n = ai->nodes; n != NULL; n = n->ai_next) {
		if (n->ai_socktype == ai->nodes->ai_socktype)
			address_emit(l->out, n->ai_addr);
	}
	ares_freeaddrinfo(ai);
}

static enum call_end
call_getaddrinfo(struct args *args, struct emit *out)
{
	const char *service = args_text(args, "service", "80");
	struct ares_addrinfo_hints hints = {
		.ai_family = args_family(args, "family", AF_UNSPEC),
		.ai_socktype = args_socktype(args, "socktype"),
		.ai_flags = args_flags(args, "flags", ai_flags, 0),
	};
	struct lookup l = { .out = out, .node = args->words[0] };
	ares_channel channel;
	int status;

	if (args_bad(args))
		return CALL_USAGE;
	if (l.node == NULL || has_numeric_flags(args))
		return CALL_UNSUPPORTED;
	l.canonname = (hints.ai_flags & ARES_AI_CANONNAME) != 0;
	status = open_channel(&channel);
	if (status != ARES_SUCCESS) {
		cares_status_emit(out, status, true);
		return CALL_DONE;
	}
	ares_getaddrinfo(channel, l.node, service, &hints, on_addrinfo, &l);
	finish(channel, &l);
	return CALL_DONE;
}

static void
on_nameinfo(void *arg, int status, int timeouts, char *node, char *service)
{
	struct lookup *l = arg;

	l->done = true;
	cares_status_emit(l->out, status, true);
	emit_line(l->out, "raw timeouts %d", timeouts);
	if (status == ARES_SUCCESS && node != NULL)
		emit_text(l->out, "host", node);
	if (status == ARES_SUCCESS && service != NULL)
		emit_text(l->out, "service", service);
}

static enum call_end
call_getnameinfo(struct args *args, struct emit *out)
{
	int flags = args_flags(args, "flags", ni_flags, 0), status;
	bool host_sized = args_has(args, "hostlen");
	bool service_sized = args_has(args, "servlen");
	unsigned port = (unsigned)args_number(args, "port", 0);
	struct lookup l = { .out = out };
	ares_channel channel;
	struct address a;

	if (address_parse(args, port, &a) == -1 || args_bad(args))
		return CALL_USAGE;
	if (host_sized || service_sized || has_numeric_flags(args))
		return CALL_UNSUPPORTED;
	flags |= ARES_NI_LOOKUPHOST;
	if (args_has(args, "port"))
		flags |= ARES_NI_LOOKUPSERVICE;
	status = open_channel(&channel);
	if (status != ARES_SUCCESS) {
		cares_status_emit(out, status, true);
		return CALL_DONE;
	}
	ares_getnameinfo(channel, (struct sockaddr *)&a.storage, a.len, flags,
	    on_nameinfo, &l);
	finish(channel, &l);
	return CALL_DONE;
}

static void
on_host(void *arg, int status, int timeouts, struct hostent *h)
{
	struct lookup *l = arg;

	l->done = true;
	cares_status_emit(l->out, status, false);
	emit_line(l->out, "raw timeouts %d", timeouts);
	if (status == ARES_SUCCESS)
		address_emit_hostent(l->out, h);
}

static enum call_end
find_host(struct args *args, struct emit *out, int af)
{
	struct lookup l = { .out = out, .node = args->words[0] };
	ares_channel channel;
	int status;

	if (args_bad(args))
		return CALL_USAGE;
	if (l.node == NULL)
		return CALL_UNSUPPORTED;
	status = open_channel(&channel);
	if (status != ARES_SUCCESS) {
		cares_status_emit(out, status, false);
		return CALL_DONE;
	}
	ares_gethostbyname(channel, l.node, af, on_host, &l);
	finish(channel, &l);
	return CALL_DONE;
}

static enum call_end
call_gethostbyname(struct args *args, struct emit *out)
{
	return find_host(args, out, AF_INET);
}

static enum call_end
call_gethostbyname2(struct args *args, struct emit *out)
{
	return find_host(args, out, args_family(args, "af", AF_INET));
}

static enum call_end
call_gethostbyaddr(struct args *args, struct emit *out)
{
	struct lookup l = { .out = out };
	ares_channel channel;
	struct address a;
	int status;

	if (address_parse(args, 0, &a) == -1 || args_bad(args))
		return CALL_USAGE;
	status = open_channel(&channel);
	if (status != ARES_SUCCESS) {
		cares_status_emit(out, status, false);
		return CALL_DONE;
	}
	ares_gethostbyaddr(channel, a.octets, (int)a.octets_len,
	    a.storage.ss_family, on_host, &l);
	finish(channel, &l);
	return CALL_DONE;
}

static void
on_answer(void *arg, int status, int timeouts, unsigned char *octets, int len)
{
	struct lookup *l = arg;

	l->done = true;
	cares_status_emit(l->out, status, false);
	emit_line(l->out, "raw timeouts %d", timeouts);
	emit_line(l->out, "return %d", status == ARES_SUCCESS ? len : -1);
	if (status == ARES_SUCCESS && len >= 0)
		records_emit(l->out, octets, (size_t)len);
}

static enum call_end
ask(struct args *args, struct emit *out, bool search)
{
	const char *type_text = args_text(args, "type", "A");
	const char *class_text = args_text(args, "class", "IN");
	struct lookup l = { .out = out, .node = args->words[0] };
	bool sized = args_has(args, "buf");
	int type = 1, class = 1, status;
	ares_channel channel;

	if (rrnames_type_value(type_text, &type) == -1)
		args_complain(args, "type", type_text, "an RR type");
	if (rrnames_class_value(class_text, &class) == -1)
		args_complain(args, "class", class_text, "a class");
	if (args_bad(args))
		return CALL_USAGE;
	if (sized || l.node == NULL)
		return CALL_UNSUPPORTED;
	status = open_channel(&channel);
	if (status != ARES_SUCCESS) {
		cares_status_emit(out, status, false);
		emit_line(out, "return -1");
		return CALL_DONE;
	}
	(search ? ares_search : ares_query)(channel, l.node, class, type,
	    on_answer, &l);
	finish(channel, &l);
	return CALL_DONE;
}

static enum call_end
call_query(struct args *args, struct emit *out)
{
	return ask(args, out, false);
}

static enum call_end
call_search(struct args *args, struct emit *out)
{
	return ask(args, out, true);
}

static enum call_end
call_version(struct args *args, struct emit *out)
{
	return call_run_version(args, out, "library c-ares",
	    ares_version(NULL));
}

enum { CANNOT = MANNER_CANCEL | MANNER_ERRNO };
static const struct call calls[] = {
	{ "getaddrinfo", 1, call_getaddrinfo, CANNOT },
	{ "getnameinfo", 1, call_getnameinfo, CANNOT },
	{ "gethostbyname", 1, call_gethostbyname, CANNOT },
	{ "gethostbyname2", 1, call_gethostbyname2, CANNOT },
	{ "gethostbyaddr", 1, call_gethostbyaddr, CANNOT },
	{ "res_query", 1, call_query, CANNOT },
	{ "res_search", 1, call_search, CANNOT },
	{ "version", 0, call_version, CANNOT },
	{ NULL, 0, NULL, 0 },
};

int
main(int argc, char **argv)
{
	int ret;

	/* Once, before any thread: it is not thread-safe. */
	if (ares_library_init(ARES_LIB_INIT_ALL) != ARES_SUCCESS)
		return 2;
	ret = call_main(argc, argv, calls);
	ares_library_cleanup();
	return ret;
}
