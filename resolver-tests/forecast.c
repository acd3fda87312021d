#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/forecast.h"

enum { PATIENCE_MAX_MS = 60000 };

/* What resolv.conf says of waiting. */
struct patience {
	unsigned timeout_s, attempts, servers;
};

/* True where a server's state makes a client wait. */
static bool
servers_are_slow(const struct scenario *s)
{
	for (size_t i = 0; i < s->server_count; i++) {
		enum udp_state udp;
		enum tcp_state tcp;

		scenario_server_state(s, i, 1, &udp, &tcp);
		if (udp != UDP_OPEN || tcp == TCP_SILENT ||
		    tcp == TCP_BLACKHOLE || tcp == TCP_FULL)
			return true;
	}
	return false;
}

static uint64_t
entry_waits_ms(const struct entry *e, bool *slow)
{
	uint64_t ms = 0;

	for (size_t i = 0; i < e->packet_count; i++) {
		const struct packet_spec *p = &e->packets[i];
		unsigned rcode = p->flags & FLAG_RCODE;

		ms += p->delay_ms;
		if ((rcode != RCODE_NOERROR && rcode != RCODE_NXDOMAIN) ||
		    p->tcp.stall_after != TCP_AFTER_NEVER ||
		    p->tcp.has_length || p->id_lie != ID_HONEST || p->is_hex)
			*slow = true;
	}
	*slow = *slow || e->drop;
	return ms;
}

/* The number behind KEY in TEXT, or OTHERWISE. */
static unsigned
number_behind(const char *text, const char *key, unsigned otherwise)
{
	const char *found = strstr(text, key);
	unsigned long n;

	if (found == NULL)
		return otherwise;
	n = strtoul(found + strlen(key), NULL, 10);
	return n > 60 ? 60 : (unsigned)n;
}

static struct patience
patience_of(const struct scenario *s)
{
	struct patience p = { .timeout_s = 2,
		.attempts = 2,
		.servers = (unsigned)s->server_count };

	for (size_t i = 0; i < s->file_count; i++) {
		const struct file_spec *f = &s->files[i];
		char *text;

		if (strcmp(f->path, "/etc/resolv.conf") != 0)
			continue;
		text = f->octets == NULL
			   ? xstrdup("")
			   : xstrndup((const char *)f->octets, f->len);
		p.timeout_s = number_behind(text, "timeout:", 5);
		p.attempts = number_behind(text, "attempts:", 2);
		free(text);
	}
	if (p.servers == 0)
		p.servers = 1;
	return p;
}

/* For one question that nobody answers. */
static uint64_t
gives_up_after_ms(const struct patience *p, const struct client *c)
{
	uint64_t ms = p->timeout_s * 1000;

	if (strcmp(c->family, "musl") == 0)
		return ms; /* for all attempts together */
	ms *= (uint64_t)p->attempts * p->servers;
	if (strcmp(c->family, "c-ares") == 0 && p->attempts > 1)
		ms += ms / 2; /* each attempt waits twice as long */
	return ms;
}

unsigned
forecast_ms(const struct scenario *s, const struct client *c)
{
	struct patience p = patience_of(s);
	bool slow = servers_are_slow(s);
	uint64_t ms = 0;

	for (size_t i = 0; i < s->entry_count; i++)
		ms += entry_waits_ms(&s->entries[i], &slow);
	if (slow)
		ms += gives_up_after_ms(&p, c) * s->call_count;
	return ms > PATIENCE_MAX_MS ? PATIENCE_MAX_MS : (unsigned)ms;
}
