/*
 * getaddrinfo NODE [service=80] [family=unspec] [socktype=stream] [flags=]
 *     [protocol=0] [hints=none] [show=entries] [free=parts]
 * getnameinfo ADDRESS [port=] [flags=] [hostlen=1025] [servlen=32]
 * gai_strerror N
 * and, timed, getaddrinfo and getnameinfo
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "address.h"
#include "args.h"
#include "call.h"
#include "emit.h"
#include "guard.h"
#include "manner.h"
#include "status.h"
#include "timed.h"

static const struct args_name ai_flags[] = {
	{ "passive", AI_PASSIVE },
	{ "canonname", AI_CANONNAME },
	{ "numerichost", AI_NUMERICHOST },
	{ "numericserv", AI_NUMERICSERV },
	{ "v4mapped", AI_V4MAPPED },
	{ "all", AI_ALL },
	{ "addrconfig", AI_ADDRCONFIG },
#ifdef AI_IDN
	{ "idn", AI_IDN },
	{ "canonidn", AI_CANONIDN },
#endif
	{ NULL, 0 },
};

static const struct args_name ni_flags[] = {
	{ "numerichost", NI_NUMERICHOST },
	{ "numericserv", NI_NUMERICSERV },
	{ "nofqdn", NI_NOFQDN },
	{ "namereqd", NI_NAMEREQD },
	{ "dgram", NI_DGRAM },
#ifdef NI_NUMERICSCOPE
	{ "numericscope", NI_NUMERICSCOPE },
#endif
#ifdef NI_IDN
	{ "idn", NI_IDN },
#endif
	{ NULL, 0 },
};

/* Options with one word each. */
static const struct args_name hint_words[] = { { "none", 0 }, { NULL, 0 } };
static const struct args_name show_words[] = { { "entries", 1 }, { NULL, 0 } };
static const struct args_name free_words[] = { { "parts", 1 }, { NULL, 0 } };

static unsigned
port_of(const struct sockaddr *sa)
{
	if (sa != NULL && sa->sa_family == AF_INET)
		return ntohs(((const struct sockaddr_in *)sa)->sin_port);
	if (sa != NULL && sa->sa_family == AF_INET6)
		return ntohs(((const struct sockaddr_in6 *)sa)->sin6_port);
	return 0;
}

/*
 * One line an address.  With socktype=any a libc lists every address once a
 * socket type, and they differ in how many; the first type stands for all.
 */
static void
emit_addresses(struct emit *out, const struct addrinfo *list)
{
	const struct addrinfo *ai;

	for (ai = list; ai != NULL; ai = ai->ai_next) {
		if (ai->ai_socktype != list->ai_socktype)
			continue;
		address_emit(out, ai->ai_addr);
		if (ai->ai_addr != NULL &&
		    ai->ai_family != ai->ai_addr->sa_family)
			emit_line(out, "ai_family %d", ai->ai_family);
	}
}

static const char *
family_name(int family)
{
	return family == AF_INET ? "inet" : family == AF_INET6 ? "inet6" : "?";
}

/* What a program hands to socket() and to connect() or bind(). */
static void
emit_entries(struct emit *out, const struct addrinfo *ai)
{
	for (; ai != NULL; ai = ai->ai_next)
		if (ai->ai_socktype == SOCK_STREAM ||
		    ai->ai_socktype == SOCK_DGRAM)
			emit_line(out, "entry %s %s %d port %u",
			    family_name(ai->ai_family),
			    ai->ai_socktype == SOCK_STREAM ? "stream" : "dgram",
			    ai->ai_protocol, port_of(ai->ai_addr));
}

/* A list may be freed in parts: POSIX speaks of arbitrary sublists. */
static void
free_in_parts(struct addrinfo *list)
{
	struct addrinfo *rest = list->ai_next;

	list->ai_next = NULL;
	if (rest != NULL)
		freeaddrinfo(rest);
	freeaddrinfo(list);
}

static void
emit_list(struct emit *out, struct args *args, const struct addrinfo *list,
    int flags)
{
	if ((flags & AI_CANONNAME) != 0)
		emit_text(out, "canonname",
		    list == NULL ? NULL : list->ai_canonname);
	emit_addresses(out, list);
	if (args_has(args, "show"))
		emit_entries(out, list);
	emit_line(out, "raw port %u",
	    list == NULL ? 0 : port_of(list->ai_addr));
}

static enum call_end
call_getaddrinfo(struct args *args, struct emit *out)
{
	const char *service = args_text(args, "service", "80");
	struct addrinfo hints = {
		.ai_family = args_family(args, "family", AF_UNSPEC),
		.ai_socktype = args_socktype(args, "socktype"),
		.ai_protocol = args_number(args, "protocol", 0),
		.ai_flags = args_flags(args, "flags", ai_flags, 0),
	};
	bool hinted = args_choice(args, "hints", hint_words, 1) != 0;
	bool in_parts = args_choice(args, "free", free_words, 0) != 0;
	struct addrinfo *list = NULL;
	int status;

	args_choice(args, "show", show_words, 0);
	if (args_bad(args))
		return CALL_USAGE;
	errno = STATUS_ERRNO_UNTOUCHED;
	status =
	    getaddrinfo(args->words[0], service, hinted ? &hints : NULL, &list);
	status_emit_gai(out, status, errno);
	if (status != 0)
		return CALL_DONE;
	emit_list(out, args, list, hints.ai_flags);
	if (list != NULL && in_parts)
		free_in_parts(list);
	else if (list != NULL)
		freeaddrinfo(list);
	return CALL_DONE;
}

static enum call_end
finish_getnameinfo(struct emit *out, const struct guard *host,
    const struct guard *service, int status, int error)
{
	status_emit_gai(out, status, error);
	if (status == 0 && host->claim > 0)
		guard_emit_text(host, out, "host", (char *)host->octets);
	if (status == 0 && service->claim > 0)
		guard_emit_text(service, out, "service",
		    (char *)service->octets);
	if (guard_overrun(host) || guard_overrun(service))
		emit_line(out, "overrun");
	return CALL_DONE;
}

static enum call_end
call_getnameinfo(struct args *args, struct emit *out)
{
	int flags = args_flags(args, "flags", ni_flags, 0), status;
	bool service_wanted =
	    args_has(args, "port") || args_has(args, "servlen");
	unsigned port = (unsigned)args_number(args, "port", 0);
	struct guard host, service;
	struct address a;
	enum call_end end = CALL_USAGE;

	guard_open(&host, args, "hostlen", NI_MAXHOST);
	guard_open(&service, args, "servlen", service_wanted ? NI_MAXSERV : 0);
	if (address_parse(args, port, &a) == -1 || args_bad(args))
		goto out;
	errno = STATUS_ERRNO_UNTOUCHED;
	status = getnameinfo((struct sockaddr *)&a.storage, a.len,
	    (char *)host.octets, (socklen_t)host.claim,
	    service_wanted ? (char *)service.octets : NULL,
	    (socklen_t)service.claim, flags);
	end = finish_getnameinfo(out, &host, &service, status, errno);
out:
	guard_close(&host);
	guard_close(&service);
	return end;
}

static enum call_end
call_gai_strerror(struct args *args, struct emit *out)
{
	const char *word = args->words[0];
	char *end = NULL;
	long n = word == NULL ? 0 : strtol(word, &end, 10);

	if (end == NULL || end == word || *end != '\0')
		args_complain(args, "argument", word, "a number");
	if (args_bad(args))
		return CALL_USAGE;
	emit_line(out, "ok");
	emit_text(out, "text", gai_strerror((int)n));
	return CALL_DONE;
}

/* What one timed look-up after the other is told. */
struct question {
	const char *node, *service;
	struct addrinfo hints;
	struct address address;
};

static void *
open_addrinfo(struct args *args)
{
	struct question *q = calloc(1, sizeof *q);

	if (q == NULL)
		abort();
	q->node = args->words[0];
	q->service = args_text(args, "service", "80");
	q->hints.ai_family = args_family(args, "family", AF_UNSPEC);
	q->hints.ai_socktype = args_socktype(args, "socktype");
	q->hints.ai_protocol = args_number(args, "protocol", 0);
	q->hints.ai_flags = args_flags(args, "flags", ai_flags, 0);
	return q;
}

static void
time_addrinfo(void *state, struct timed_outcome *out)
{
	const struct question *q = state;
	struct addrinfo *list = NULL, *ai;

	out->addresses = 0;
	out->status = getaddrinfo(q->node, q->service, &q->hints, &list);
	if (out->status != 0)
		return;
	for (ai = list; ai != NULL; ai = ai->ai_next)
		out->addresses++;
	freeaddrinfo(list);
}

static void *
open_nameinfo(struct args *args)
{
	struct question *q = calloc(1, sizeof *q);

	if (q == NULL)
		abort();
	q->hints.ai_flags = args_flags(args, "flags", ni_flags, 0);
	address_parse(args, 0, &q->address);
	return q;
}

static void
time_nameinfo(void *state, struct timed_outcome *out)
{
	const struct question *q = state;
	char host[NI_MAXHOST];

	out->status = getnameinfo((const struct sockaddr *)&q->address.storage,
	    q->address.len, host, sizeof host, NULL, 0, q->hints.ai_flags);
	out->addresses = out->status == 0;
}

static void
describe(struct emit *out, int status)
{
	status_emit_gai(out, status, 0);
}

static const struct timed timed_calls[] = {
	{ "getaddrinfo", open_addrinfo, time_addrinfo, free, describe },
	{ "getnameinfo", open_nameinfo, time_nameinfo, free, describe },
	{ NULL, NULL, NULL, NULL, NULL },
};

static const struct call calls[] = {
	{ "getaddrinfo", 1, call_getaddrinfo, 0 },
	{ "getnameinfo", 1, call_getnameinfo, 0 },
	{ "gai_strerror", 1, call_gai_strerror, MANNER_ERRNO },
	{ NULL, 0, NULL, 0 },
};

int
main(int argc, char **argv)
{
	if (timed_wanted(argc, argv))
		return timed_main(argc, argv, timed_calls);
	return call_main(argc, argv, calls);
}
