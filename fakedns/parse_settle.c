/* What can be settled only when the whole file was read: NAME, AFTER, FROM */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

static int
compare_names(const void *a, const void *b)
{
	const struct entry *const *x = a, *const *y = b;
	int order = strcmp((*x)->name, (*y)->name);

	if (order != 0)
		return order;
	return *x < *y ? -1 : *x > *y;
}

static int
compare_key(const void *key, const void *named)
{
	const struct entry *const *e = named;

	return strcmp(key, (*e)->name);
}

/* The entries that have a name, sorted by it. */
struct named {
	const struct entry **v; /* owned */
	size_t count;
};

static int
check_unique(struct parser *p, const struct named *named)
{
	for (size_t i = 1; i < named->count; i++)
		if (strcmp(named->v[i - 1]->name, named->v[i]->name) == 0) {
			error_at(p->err, &named->v[i]->at,
			    "a second entry of the NAME `%s`, want another "
			    "name",
			    named->v[i]->name);
			return -1;
		}
	return 0;
}

static int
settle_after(struct parser *p, const struct named *named,
    struct packet_spec *packet)
{
	const struct entry **found;

	if (packet->after == NULL)
		return 0;
	found = named->count == 0
		    ? NULL
		    : bsearch(packet->after, named->v, named->count,
			  sizeof *named->v, compare_key);
	if (found == NULL) {
		error_at(p->err, &packet->after_at,
		    "no entry has the NAME `%s`, want one that has",
		    packet->after);
		return -1;
	}
	if ((*found)->drop) {
		error_at(p->err, &packet->after_at,
		    "the entry `%s` sends nothing, want one that does",
		    packet->after);
		return -1;
	}
	packet->after_entry = (size_t)(*found - p->s->entries) + 1;
	return 0;
}

/* Depth first: an entry on the path that is met again makes a circle. */
enum mark { MARK_NEW, MARK_ON_PATH, MARK_DONE };
struct walk {
	struct {
		size_t entry, packet;
	} * path; /* owned */
	size_t depth;
	unsigned char *marks; /* owned; one an entry */
};

static void
walk_into(struct walk *w, size_t entry)
{
	w->path = xgrow(w->path, w->depth, sizeof *w->path);
	w->path[w->depth].entry = entry;
	w->path[w->depth++].packet = 0;
	w->marks[entry] = MARK_ON_PATH;
}

static int
walk_from(struct parser *p, struct walk *w, size_t first)
{
	walk_into(w, first);
	while (w->depth > 0) {
		const struct entry *e =
		    &p->s->entries[w->path[w->depth - 1].entry];
		size_t k = w->path[w->depth - 1].packet++;
		const struct packet_spec *packet = &e->packets[k];

		if (k == e->packet_count) {
			w->marks[e - p->s->entries] = MARK_DONE;
			w->depth--;
			continue;
		}
		if (packet->after_entry == 0)
			continue;
		if (w->marks[packet->after_entry - 1] == MARK_ON_PATH) {
			error_at(p->err, &packet->after_at,
			    "AFTER goes round in a circle, want an order");
			return -1;
		}
		if (w->marks[packet->after_entry - 1] == MARK_NEW)
			walk_into(w, packet->after_entry - 1);
	}
	return 0;
}

static int
check_circles(struct parser *p)
{
	struct walk w = { .marks = xcalloc(p->s->entry_count, 1) };
	int ret = 0;

	for (size_t i = 0; i < p->s->entry_count && ret == 0; i++)
		if (w.marks[i] == MARK_NEW)
			ret = walk_from(p, &w, i);
	free(w.path);
	free(w.marks);
	return ret;
}

/* The servers an entry may answer for. */
static uint64_t
servers_of(const struct scenario *s, const struct entry *e)
{
	uint64_t all = UINT64_MAX >> (SERVERS_MAX - s->server_count);

	if (e->match.servers != 0)
		all &= e->match.servers;
	if (e->scope.servers != 0)
		all &= e->scope.servers;
	return all;
}

static size_t
add_source(struct scenario *s, const char *address, uint16_t port)
{
	uint8_t want[16], have[16];
	int family = parser_address(address, want);
	struct source_spec source = { .port = port };

	for (size_t i = 0; i < s->source_count; i++)
		if (s->sources[i].port == port &&
		    parser_address(s->sources[i].address, have) == family &&
		    memcmp(want, have, sizeof want) == 0 &&
		    strcmp(strchrnul(address, '%'),
			strchrnul(s->sources[i].address, '%')) == 0)
			return i + 1;
	source.address = xstrdup(address);
	s->sources = xgrow(s->sources, s->source_count, sizeof source);
	s->sources[s->source_count] = source;
	return ++s->source_count;
}

/* True where one of the servers has an address of this family. */
static bool
family_is_served(const struct scenario *s, uint64_t servers, int family)
{
	uint8_t octets[16];

	for (size_t i = 0; i < s->server_count; i++)
		if ((servers >> i & 1) != 0 &&
		    parser_address(s->servers[i].address, octets) == family)
			return true;
	return false;
}

static int
settle_from(struct parser *p, const struct entry *e, struct packet_spec *packet)
{
	uint64_t servers = servers_of(p->s, e);
	char address[PARSE_ADDRESS_MAX];
	const struct server_spec *first;
	const char *from = address;
	uint8_t octets[16];
	long port;

	if (packet->from_text == NULL || servers == 0)
		return 0;
	first = &p->s->servers[__builtin_ctzll(servers)];
	parse_source(packet->from_text, address, &port);
	if (*address == '\0') {
		if ((servers & (servers - 1)) != 0) {
			error_at(p->err, &packet->from_at,
			    "`%s` where more than one server answers, want "
			    "MATCH server=ADDRESS",
			    packet->from_text);
			return -1;
		}
		from = first->address;
	}
	if (!family_is_served(p->s, servers, parser_address(from, octets))) {
		error_at(p->err, &packet->from_at,
		    "`%s`, want an address of the server's family",
		    packet->from_text);
		return -1;
	}
	packet->from =
	    add_source(p->s, from, port == -1 ? first->port : (uint16_t)port);
	return 0;
}

/* FROM first: servers are all known, AFTER needs no server. */
static int
settle_entries(struct parser *p, const struct named *named)
{
	struct scenario *s = p->s;

	for (size_t i = 0; i < s->entry_count; i++)
		for (size_t k = 0; k < s->entries[i].packet_count; k++) {
			struct packet_spec *packet = &s->entries[i].packets[k];

			if (settle_from(p, &s->entries[i], packet) == -1 ||
			    settle_after(p, named, packet) == -1)
				return -1;
		}
	return check_circles(p);
}

int
parse_settle(struct parser *p)
{
	const struct scenario *s = p->s;
	struct named named = { 0 };
	int ret;

	for (size_t i = 0; i < s->entry_count; i++)
		if (s->entries[i].name != NULL) {
			named.v = xgrow(named.v, named.count, sizeof *named.v);
			named.v[named.count++] = &s->entries[i];
		}
	if (named.count > 0)
		qsort(named.v, named.count, sizeof *named.v, compare_names);
	ret = check_unique(p, &named) == -1 ? -1 : settle_entries(p, &named);
	free(named.v);
	return ret;
}
