/* The nameserver's side: entries that never answer, servers that race. */
#include "config.h"

#include <limits.h>
#include <string.h>

#include "resolver-tests/lint.h"

enum { RACE_GAP_MS = 100 };

/* Servers of an entry: bits, all set where it names none. */
static uint64_t
entry_servers(const struct entry *e)
{
	uint64_t scope = e->scope.servers == 0 ? UINT64_MAX : e->scope.servers;
	uint64_t match = e->match.servers == 0 ? UINT64_MAX : e->match.servers;

	return scope & match;
}

static const struct question *
pattern(const struct entry *e)
{
	return &e->packets[0].question;
}

static unsigned
opcode(const struct entry *e)
{
	return e->packets[0].flags & (unsigned)FLAG_OPCODE;
}

/* Every name B takes A takes too. */
static bool
names_cover(const struct entry *a, const struct entry *b)
{
	const struct name *below = &pattern(a)->name;
	const struct name *name = &pattern(b)->name;

	if (a->match.subdomain)
		return (b->match.qname || b->match.subdomain) &&
		       name_is_below(name, below);
	return !a->match.qname || (b->match.qname && name_equal(name, below));
}

/* It asks for something that is not compared here, or for no query at all. */
static bool
is_special(const struct match *m)
{
	return m->ednsdata || m->all || m->all_noedns || m->co || m->flags ||
	       m->rcode || m->question || m->qcase ||
	       m->sections[SECTION_ANSWER] || m->sections[SECTION_AUTHORITY] ||
	       m->sections[SECTION_ADDITIONAL] || m->client_cookie ||
	       m->server_cookie || m->has_ede || m->qname_regex != NULL ||
	       m->accept;
}

/* What A asks of a query B asks too. */
static bool
flags_cover(const struct match *a, const struct match *b)
{
	return (!a->edns || b->edns) && (!a->noedns || b->noedns) &&
	       (!a->dnssec || b->dnssec) && (!a->udp || b->udp) &&
	       (!a->tcp || b->tcp) && !is_special(a) && !b->accept &&
	       (!a->has_serial || (b->has_serial && a->serial == b->serial)) &&
	       (!a->has_udp_size ||
		   (b->has_udp_size && a->udp_size == b->udp_size));
}

/* Every query that B takes A takes, and always. */
static bool
entry_covers(const struct entry *a, const struct entry *b)
{
	if (a->times_from != 1 || a->times_to != UINT_MAX ||
	    a->chance < CHANCE_ALWAYS)
		return false;
	if (a->scope.from > b->scope.from || a->scope.to < b->scope.to)
		return false;
	if ((entry_servers(b) & ~entry_servers(a)) != 0)
		return false;
	if (a->match.opcode && !(b->match.opcode && opcode(a) == opcode(b)))
		return false;
	if (a->match.qtype &&
	    !(b->match.qtype && pattern(a)->type == pattern(b)->type))
		return false;
	return names_cover(a, b) && flags_cover(&a->match, &b->match);
}

static void
lint_unreachable(struct lint *lint, const struct scenario *s)
{
	for (size_t i = 1; i < s->entry_count; i++)
		for (size_t k = 0; k < i; k++)
			if (s->entries[k].packet_count > 0 &&
			    s->entries[i].packet_count > 0 &&
			    entry_covers(&s->entries[k], &s->entries[i])) {
				lint_problem(lint, &s->entries[i].at,
				    "an entry no query reaches, the one in "
				    "line %u takes them all; want it first, "
				    "narrower, or with TIMES",
				    s->entries[k].at.line);
				break;
			}
}

/* Longest wait before an entry meant for server I alone answers over UDP. */
static unsigned
server_delay_ms(const struct scenario *s, size_t i)
{
	unsigned delay_ms = 0;

	for (size_t k = 0; k < s->entry_count; k++) {
		const struct entry *e = &s->entries[k];
		uint64_t servers = entry_servers(e);

		if (servers == UINT64_MAX || (servers >> i & 1) == 0 ||
		    e->match.tcp || e->packet_count == 0)
			continue;
		if (e->drop)
			return UINT_MAX;
		if (e->packets[0].delay_ms > delay_ms)
			delay_ms = e->packets[0].delay_ms;
	}
	return delay_ms;
}

/* Something answers at server I. */
static bool
server_answers(const struct scenario *s, size_t i)
{
	for (size_t k = 0; k < s->zone_count; k++)
		if (s->zones[k].scope.servers == 0 ||
		    (s->zones[k].scope.servers >> i & 1) != 0)
			return true;
	for (size_t k = 0; k < s->entry_count; k++)
		if ((entry_servers(&s->entries[k]) >> i & 1) != 0)
			return true;
	return false;
}

/* Both answer over UDP during one call at least. */
static bool
both_open(const struct scenario *s, size_t a, size_t b)
{
	for (size_t i = 0; i < s->call_count; i++) {
		enum udp_state ua, ub;
		enum tcp_state tcp;

		scenario_server_state(s, a, s->calls[i].step, &ua, &tcp);
		scenario_server_state(s, b, s->calls[i].step, &ub, &tcp);
		if (ua == UDP_OPEN && ub == UDP_OPEN)
			return true;
	}
	return false;
}

static bool
is_race(const struct scenario *s, size_t a, size_t b)
{
	unsigned da = server_delay_ms(s, a), db = server_delay_ms(s, b);

	if (!both_open(s, a, b) || !server_answers(s, a) ||
	    !server_answers(s, b) || da == UINT_MAX || db == UINT_MAX)
		return false;
	return (da > db ? da - db : db - da) < RACE_GAP_MS;
}

static void
lint_races(struct lint *lint, const struct scenario *s)
{
	for (size_t b = 1; b < s->server_count; b++)
		for (size_t a = 0; a < b; a++)
			if (is_race(s, a, b))
				lint_problem(lint, &s->servers[b].at,
				    "%s and %s answer at the same time, want "
				    "DELAY %dms between them, or KERNEL "
				    "race=wanted to decline",
				    s->servers[a].address,
				    s->servers[b].address, RACE_GAP_MS);
}

void
lint_servers(struct lint *lint, const struct scenario *s)
{
	lint_unreachable(lint, s);
	if (!s->kernel.race_wanted)
		lint_races(lint, s);
}
