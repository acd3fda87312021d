#define _GNU_SOURCE
#define CARES_NO_DEPRECATED
#include "cares_timed.h"

#include <sys/types.h>

#include <netdb.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>

#include <ares.h>

#include "address.h"
#include "cares_channel.h"
#include "cares_status.h"

struct question {
	ares_channel channel;
	const char *node, *service;
	struct ares_addrinfo_hints hints;
	struct address address;
	int flags; /* of getnameinfo */
	struct timed_outcome *out;
	bool done;
};

static struct question *
new_question(struct args *args)
{
	struct question *q = calloc(1, sizeof *q);

	if (q == NULL || cares_channel_open(&q->channel) != ARES_SUCCESS)
		abort();
	q->node = args->words[0];
	return q;
}

static void
close_question(void *state)
{
	struct question *q = state;

	ares_destroy(q->channel);
	free(q);
}

static void *
open_addrinfo(struct args *args)
{
	struct question *q = new_question(args);

	q->service = args_text(args, "service", "80");
	q->hints.ai_family = args_family(args, "family", AF_UNSPEC);
	q->hints.ai_socktype = args_socktype(args, "socktype");
	q->hints.ai_flags = args_flags(args, "flags", cares_ai_flags, 0);
	return q;
}

static void
on_addrinfo(void *arg, int status, int timeouts, struct ares_addrinfo *ai)
{
	const struct ares_addrinfo_node *n;
	struct question *q = arg;

	(void)timeouts;
	q->done = true;
	q->out->status = status;
	if (status != ARES_SUCCESS)
		return;
	for (n = ai->nodes; n != NULL; n = n->ai_next)
		q->out->addresses++;
	ares_freeaddrinfo(ai);
}

static void
time_addrinfo(void *state, struct timed_outcome *out)
{
	struct question *q = state;

	out->addresses = 0;
	q->out = out;
	q->done = false;
	ares_getaddrinfo(q->channel, q->node, q->service, &q->hints,
	    on_addrinfo, q);
	cares_channel_drive(q->channel, &q->done);
}

static void *
open_nameinfo(struct args *args)
{
	struct question *q = new_question(args);

	q->flags =
	    args_flags(args, "flags", cares_ni_flags, 0) | ARES_NI_LOOKUPHOST;
	address_parse(args, 0, &q->address);
	return q;
}

static void
on_nameinfo(void *arg, int status, int timeouts, char *node, char *service)
{
	struct question *q = arg;

	(void)timeouts;
	(void)node;
	(void)service;
	q->done = true;
	q->out->status = status;
	q->out->addresses = status == ARES_SUCCESS;
}

static void
time_nameinfo(void *state, struct timed_outcome *out)
{
	struct question *q = state;

	out->addresses = 0;
	q->out = out;
	q->done = false;
	ares_getnameinfo(q->channel, (struct sockaddr *)&q->address.storage,
	    q->address.len, q->flags, on_nameinfo, q);
	cares_channel_drive(q->channel, &q->done);
}

static void
describe(struct emit *out, int status)
{
	cares_status_emit(out, status, true);
}

const struct timed cares_timed[] = {
	{ "getaddrinfo", open_addrinfo, time_addrinfo, close_question,
	    describe },
	{ "getnameinfo", open_nameinfo, time_nameinfo, close_question,
	    describe },
	{ NULL, NULL, NULL, NULL, NULL },
};
