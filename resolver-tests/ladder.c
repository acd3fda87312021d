#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/ladder_internal.h"

/* The journal's words for what ladders have. */
const char *const ladder_kind_names[LADDER_KINDS] = {
	[LADDER_QUERY] = "query",
	[LADDER_UNHEARD] = "unheard",
	[LADDER_REPLY] = "reply",
	[LADDER_DROP] = "drop",
	[LADDER_UNREACHABLE] = "unreachable",
	[LADDER_SYN] = "syn",
	[LADDER_ACCEPT] = "accept",
	[LADDER_REFUSED] = "refused",
	[LADDER_FIN] = "fin",
	[LADDER_RESET] = "reset",
	[LADDER_STALL] = "stall",
	[LADDER_EOF] = "eof",
	[LADDER_ABORTED] = "aborted",
	[LADDER_TROUBLE] = "trouble",
	[LADDER_LOST] = "lost",
	[LADDER_END] = "end",
};

/* A journal of more is no journal of ours. */
enum { EVENTS_MAX = 1000 };

/* Of the calls of a trial while its journal is read. */
struct maker {
	struct ladders *out;
	size_t now;         /* index of the call being made */
	long long begun_us; /* of it */
	bool started;       /* begun_us is there */
};

enum ladder_way
ladder_way(enum ladder_kind kind)
{
	switch (kind) {
	case LADDER_QUERY:
	case LADDER_UNHEARD:
	case LADDER_SYN:
	case LADDER_EOF:
	case LADDER_ABORTED:
		return LADDER_OUT;
	case LADDER_REPLY:
	case LADDER_UNREACHABLE:
	case LADDER_ACCEPT:
	case LADDER_REFUSED:
	case LADDER_FIN:
	case LADDER_RESET:
		return LADDER_BACK;
	case LADDER_DROP:
	case LADDER_STALL:
	case LADDER_TROUBLE:
		return LADDER_AT_SERVER;
	case LADDER_LOST:
	case LADDER_END:
		break;
	}
	return LADDER_AT_CLIENT;
}

unsigned
ladder_rule_line(const struct ladder_event *e)
{
	const char *colon = e->rule == NULL ? NULL : strrchr(e->rule, ':');
	unsigned long line;
	char *end;

	if (colon == NULL || colon[1] < '1' || colon[1] > '9')
		return 0;
	line = strtoul(colon + 1, &end, 10);
	return *end == '\0' && line <= 100000000 ? (unsigned)line : 0;
}

static long long
number(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

/* From 0 to MAX; what is beyond becomes 0. */
static unsigned
small_number(const json_t *object, const char *key, unsigned max)
{
	const long long n = number(object, key);

	return n < 0 || n > (long long)max ? 0 : (unsigned)n;
}

/* A time or a count: what is beyond a day or so becomes the nearest. */
static long long
large_number(const json_t *object, const char *key)
{
	const long long n = number(object, key), max = 100000000000;

	return n < 0 ? 0 : n > max ? max : n;
}

/* To be freed, or NULL. */
static char *
text(const json_t *object, const char *key)
{
	const char *s = json_string_value(json_object_get(object, key));

	return s == NULL ? NULL : xstrdup(s);
}

static size_t
find_server(struct words *servers, const char *address)
{
	size_t i = 0;

	while (i < servers->count && strcmp(servers->v[i], address) != 0)
		i++;
	if (i == servers->count)
		words_add(servers, address);
	return i;
}

static struct ladder_event *
add_event(struct ladder *l, enum ladder_kind kind, long long us)
{
	l->v = xgrow(l->v, l->count, sizeof *l->v);
	l->v[l->count] = (struct ladder_event){ .kind = kind, .us = us };
	return &l->v[l->count++];
}

static bool
has_word(const char *words, const char *word)
{
	const size_t len = strlen(word);

	while (words != NULL && *words != '\0') {
		const size_t n = strcspn(words, " ");

		if (n == len && memcmp(words, word, len) == 0)
			return true;
		words += n + (words[n] == ' ');
	}
	return false;
}

static void
fill_event(struct ladder_event *e, const json_t *json, struct words *servers)
{
	const char *server = json_string_value(json_object_get(json, "server"));
	const char *transport =
	    json_string_value(json_object_get(json, "transport"));
	const char *flags = json_string_value(json_object_get(json, "flags"));

	if (server != NULL)
		e->server = find_server(servers, server);
	e->tcp = transport != NULL && strcmp(transport, "tcp") == 0;
	e->port = small_number(json, "port", 65535);
	e->has_message = json_object_get(json, "octets") != NULL;
	e->octets = small_number(json, "octets", 65535);
	e->id = small_number(json, "id", 65535);
	e->rcode = small_number(json, "rcode", 15);
	e->answers = small_number(json, "answers", 65535);
	e->truncated = has_word(flags, "tc");
	e->name = text(json, "name");
	e->type = text(json, "type");
	e->rule = text(json, "rule");
	e->faults = text(json, "faults");
	e->lost = large_number(json, "lost");
}

static void
begin_call(struct maker *m, const json_t *json)
{
	const unsigned step = small_number(json, "step", 100000);

	m->started = true;
	m->begun_us = large_number(json, "us");
	if (step >= 1 && step <= m->out->count)
		m->now = step - 1;
}

static void
read_event(struct maker *m, const json_t *json)
{
	const char *name = json_string_value(json_object_get(json, "event"));
	const long long us = large_number(json, "us");
	struct ladder_event *e;
	size_t kind = 0;

	if (name != NULL && strcmp(name, "call") == 0) {
		begin_call(m, json);
		return;
	}
	while (kind < LADDER_KINDS &&
	       (name == NULL || strcmp(ladder_kind_names[kind], name) != 0))
		kind++;
	if (kind == LADDER_KINDS)
		return; /* a later version's */
	if (kind != LADDER_LOST && kind != LADDER_END &&
	    !json_is_string(json_object_get(json, "server")))
		return; /* of no nameserver */
	if (!m->started)
		m->begun_us = us;
	m->started = true;
	e = add_event(&m->out->v[m->now], (enum ladder_kind)kind,
	    us > m->begun_us ? us - m->begun_us : 0);
	fill_event(e, json, &m->out->servers);
}

static long long
last_us(const struct ladder *l)
{
	return l->count == 0 ? 0 : l->v[l->count - 1].us;
}

static void
cut_short(struct maker *m, long long lost)
{
	struct ladder *l = &m->out->v[m->now];

	add_event(l, LADDER_LOST, last_us(l))->lost = lost;
	for (size_t i = m->now; i < m->out->count; i++)
		m->out->v[i].cut_short = true;
}

/* "... 7 more" stands at the end of a journal that was cut. */
static void
read_words(struct maker *m, const char *words)
{
	long long lost;
	char *end;

	if (strncmp(words, "... ", 4) != 0)
		return;
	lost = strtoll(words + 4, &end, 10);
	if (lost > 0 && strcmp(end, " more") == 0)
		cut_short(m, lost);
}

static void
read_journal(struct maker *m, const json_t *journal)
{
	const json_t *e;
	size_t i;

	json_array_foreach(journal, i, e)
	{
		if (i == EVENTS_MAX) {
			cut_short(m, (long long)(json_array_size(journal) - i));
			return;
		}
		if (json_is_string(e))
			read_words(m, json_string_value(e));
		else
			read_event(m, e);
	}
}

/* An empty line stands between two calls. */
static void
set_outcomes(struct ladders *out, const char *all)
{
	for (size_t i = 0; i < out->count && all != NULL; i++) {
		const char *end = strstr(all, "\n\n");
		const bool is_last = end == NULL || i + 1 == out->count;

		out->v[i].outcome =
		    is_last ? xstrdup(all) : xstrndup(all, (size_t)(end - all));
		all = is_last ? NULL : end + 2;
	}
}

static void
end_calls(const struct maker *m, const json_t *trial)
{
	const json_t *steps = json_object_get(trial, "steps");

	for (size_t i = 0; i < m->out->count; i++) {
		struct ladder *l = &m->out->v[i];
		long long us;
		size_t k = 0;

		while (k < l->count && l->v[k].kind != LADDER_END)
			k++;
		if (k < l->count)
			continue;
		us =
		    1000 * large_number(l->step == 0 ? trial
						     : json_array_get(steps, i),
			       "elapsed_ms");
		add_event(l, LADDER_END, us > last_us(l) ? us : last_us(l));
	}
}

static void
read_servers(const json_t *steps, struct words *servers)
{
	json_t *of_first = json_object_get(json_array_get(steps, 0), "servers");
	void *at = json_object_iter(of_first);

	for (; at != NULL; at = json_object_iter_next(of_first, at))
		find_server(servers, json_object_iter_key(at));
}

/* Where nothing tells one call from the next. */
static void
join_calls(struct ladders *out)
{
	out->count = 1;
	out->v[0].step = 0;
}

static bool
tells_calls(const json_t *journal)
{
	const char *name;
	const json_t *e;
	size_t i;

	json_array_foreach(journal, i, e)
	{
		name = json_string_value(json_object_get(e, "event"));
		if (name != NULL && strcmp(name, "call") == 0)
			return true;
	}
	return false;
}

void
ladders_make(const json_t *trial, struct ladders *out)
{
	const json_t *steps = json_object_get(trial, "steps");
	const json_t *journal = json_object_get(trial, "journal");
	struct maker m = { .out = out };
	size_t i;

	*out = (struct ladders){ .count = json_array_size(steps) };
	if (out->count == 0)
		return;
	out->v = xcalloc(out->count, sizeof *out->v);
	for (i = 0; i < out->count; i++)
		out->v[i].step = (unsigned)i + 1;
	if (out->count > 1 && !tells_calls(journal))
		join_calls(out);
	read_servers(steps, &out->servers);
	read_journal(&m, journal);
	set_outcomes(out, json_string_value(json_object_get(trial, "outcome")));
	end_calls(&m, trial);
	for (i = 0; i < out->count; i++)
		ladder_tell_fates(&out->v[i]);
}

void
ladders_clear(struct ladders *all)
{
	for (size_t i = 0; i < all->count; i++) {
		struct ladder *l = &all->v[i];

		for (size_t k = 0; k < l->count; k++) {
			free(l->v[k].name);
			free(l->v[k].type);
			free(l->v[k].rule);
			free(l->v[k].faults);
		}
		free(l->v);
		free(l->outcome);
	}
	free(all->v);
	words_clear(&all->servers);
	*all = (struct ladders){ .count = 0 };
}
