/* What a scenario owns, and the few questions asked of one. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"

static void
server_side_clear(struct scenario *s)
{
	for (size_t i = 0; i < s->server_count; i++)
		free(s->servers[i].address);
	for (size_t i = 0; i < s->zone_count; i++)
		zone_free(s->zones[i].zone);
	for (size_t i = 0; i < s->entry_count; i++)
		entry_clear(&s->entries[i]);
	for (size_t i = 0; i < s->source_count; i++)
		free(s->sources[i].address);
	free(s->sources);
	free(s->servers);
	free(s->changes);
	free(s->zones);
	free(s->truncates);
	free(s->noedns);
	free(s->entries);
}

static void
call_clear(struct call *c)
{
	words_clear(&c->argv);
	for (size_t i = 0; i < c->result_count; i++) {
		for (size_t j = 0; j < c->results[i].count; j++)
			free(c->results[i].lines[j].text);
		free(c->results[i].lines);
	}
	free(c->results);
	for (size_t i = 0; i < c->fact_count; i++) {
		free(c->facts[i].family);
		free(c->facts[i].versions);
	}
	free(c->facts);
}

static void
client_side_clear(struct scenario *s)
{
	for (size_t i = 0; i < s->file_count; i++) {
		free(s->files[i].path);
		free(s->files[i].octets);
		free(s->files[i].link);
	}
	free(s->files);
	words_clear(&s->env);
	words_clear(&s->kernel.addresses);
	words_clear(&s->kernel.unreachable);
	free(s->kernel.hostname);
	for (size_t i = 0; i < s->call_count; i++)
		call_clear(&s->calls[i]);
	free(s->calls);
}

void
scenario_free(struct scenario *s)
{
	server_side_clear(s);
	client_side_clear(s);
	words_clear(&s->why);
	words_clear(&s->refs);
	words_clear(&s->tags);
	words_clear(&s->claims);
	words_clear(&s->clients);
	words_clear(&s->needs);
	free(s->unconfirmed);
	free(s->title);
	free(s->variant);
	free(s->name);
	free(s->path);
	free(s);
}

void
scenarios_clear(struct scenarios *list)
{
	for (size_t i = 0; i < list->count; i++)
		scenario_free(list->v[i]);
	free(list->v);
	memset(list, 0, sizeof *list);
}

bool
scenario_has_tag(const struct scenario *s, const char *tag)
{
	for (size_t i = 0; i < s->tags.count; i++)
		if (strcmp(s->tags.v[i], tag) == 0)
			return true;
	return false;
}

void
scenario_server_state(const struct scenario *s, size_t i, unsigned step,
    enum udp_state *udp, enum tcp_state *tcp)
{
	*udp = s->servers[i].udp;
	*tcp = s->servers[i].tcp;
	for (size_t k = 0; k < s->change_count; k++) {
		const struct server_change *c = &s->changes[k];

		if (c->server != i || c->step > step)
			continue;
		if (c->sets_udp)
			*udp = c->udp;
		if (c->sets_tcp)
			*tcp = c->tcp;
	}
}

int
scenario_source_server(const struct scenario *s, size_t i)
{
	const struct source_spec *source = &s->sources[i];
	uint8_t want[16], have[16];
	int family = parser_address(source->address, want);

	for (size_t k = 0; k < s->server_count; k++)
		if (s->servers[k].port == source->port &&
		    parser_address(s->servers[k].address, have) == family &&
		    memcmp(want, have, sizeof want) == 0)
			return (int)k;
	return -1;
}

bool
scope_holds(const struct scope *scope, unsigned step, size_t server)
{
	return step >= scope->from && step <= scope->to &&
	       (scope->servers == 0 || (scope->servers >> server & 1) != 0);
}
