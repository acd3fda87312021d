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
#include <sys/socket.h>

#include <ares.h>

#include "address.h"
#include "args.h"
#include "call.h"
#include "cares_channel.h"
#include "cares_status.h"
#include "cares_timed.h"
#include "emit.h"
#include "manner.h"
#include "records.h"
#include "rrnames.h"

/* One lookup: what a callback needs, and whether it ran. */
struct lookup {
	struct emit *out;
	const char *node;
	bool canonname;
	bool done;
};

/* Drives CHANNEL until the callback of L has run, and closes it. */
static void
finish(ares_channel channel, const struct lookup *l)
{
	cares_channel_drive(channel, &l->done);
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
		.ai_flags = args_flags(args, "flags", cares_ai_flags, 0),
	};
	struct lookup l = { .out = out, .node = args->words[0] };
	ares_channel channel;
	int status;

	if (args_bad(args))
		return CALL_USAGE;
	if (l.node == NULL || has_numeric_flags(args))
		return CALL_UNSUPPORTED;
	l.canonname = (hints.ai_flags & ARES_AI_CANONNAME) != 0;
	status = cares_channel_open(&channel);
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
	int flags = args_flags(args, "flags", cares_ni_flags, 0), status;
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
	status = cares_channel_open(&channel);
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
	status = cares_channel_open(&channel);
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
	status = cares_channel_open(&channel);
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
	status = cares_channel_open(&channel);
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
	ret = timed_wanted(argc, argv) ? timed_main(argc, argv, cares_timed)
				       : call_main(argc, argv, calls);
	ares_library_cleanup();
	return ret;
}
