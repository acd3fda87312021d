#include "config.h"

#include <string.h>

#include "fakedns/server_internal.h"

unsigned
sockaddr_port(const void *sockaddr)
{
	const struct sockaddr *sa = sockaddr;

	if (sa->sa_family == AF_INET)
		return ntohs(((const struct sockaddr_in *)sockaddr)->sin_port);
	return ntohs(((const struct sockaddr_in6 *)sockaddr)->sin6_port);
}

void
sockaddr_client(const void *sockaddr, uint8_t client[CLIENT_OCTETS])
{
	static const uint8_t mapped[12] = { [10] = 0xff, 0xff };
	const struct sockaddr_in *ip4 = sockaddr;
	const struct sockaddr_in6 *ip6 = sockaddr;

	if (ip4->sin_family == AF_INET) {
		memcpy(client, mapped, sizeof mapped);
		memcpy(client + sizeof mapped, &ip4->sin_addr, 4);
		memcpy(client + 16, &ip4->sin_port, 2);
	} else {
		memcpy(client, &ip6->sin6_addr, 16);
		memcpy(client + 16, &ip6->sin6_port, 2);
	}
}

void
server_note(struct server *server, size_t index, struct journal_event *e)
{
	unsigned long long now =
	    server->clock_us == 0 ? clock_us() : server->clock_us;

	e->us = now - server->opened_us;
	e->server = server->scenario->servers[index].address;
	server->journal(e, server->journal_arg);
}

/* What answered, for the journal. */
static void
name_rule(const struct server *server, const struct answer *a,
    struct journal_event *e)
{
	static const char *const words[] = { [RULE_ZONE] = "zone",
		[RULE_MALFORMED] = "not a query",
		[RULE_NONE] = "nothing answers" };
	const struct scenario *s = server->scenario;

	e->rule = a->rule == RULE_ENTRY ? s->path : words[a->rule];
	e->rule_line = a->line;
}

void
server_note_reply(struct server *server, size_t index, bool tcp, unsigned port,
    const struct outgoing *o)
{
	struct journal_event e = { .kind = JOURNAL_REPLY,
		.tcp = tcp,
		.client_port = port,
		.has_message = true,
		.octets = o->octets,
		.len = o->len,
		.sets_id = o->sets_id,
		.id = o->id,
		.faults = o->faults };

	name_rule(server, o->answer, &e);
	server_note(server, index, &e);
}

static void
note_query(struct server *server, const struct incoming *in, unsigned port,
    const struct answer *a)
{
	struct journal_event e = { .kind = JOURNAL_QUERY,
		.tcp = in->tcp,
		.client_port = port,
		.has_message = true,
		.octets = in->octets,
		.len = in->len };

	name_rule(server, a, &e);
	if (!in->accept)
		server_note(server, in->server, &e);
	if (a->count == 0 && (!in->accept || a->rule == RULE_ENTRY)) {
		e.kind = JOURNAL_DROP;
		server_note(server, in->server, &e);
	}
	if (a->trouble != NULL) {
		e.kind = JOURNAL_TROUBLE;
		e.rule = a->trouble;
		e.rule_line = 0;
		server_note(server, in->server, &e);
	}
}

void
server_query(const struct route *route, struct incoming *in)
{
	struct server *server = route->server;
	struct reply reply = { 0 };
	unsigned port = route->connection != NULL
			    ? tcp_client_port(route->connection)
			    : sockaddr_port(&route->peer);

	if (!in->tcp && (server->silent >> in->server & 1) != 0)
		reply.answer = responder_silence(server->responder);
	else
		responder_answer(server->responder, in, &reply);
	note_query(server, in, port, reply.answer);
	pending_start(route, in->server, &reply);
}
