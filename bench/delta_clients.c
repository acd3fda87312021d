/* which client of one benchmark is compared with which of another */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "bench/delta.h"
#include "fakedns/xalloc.h"

static const struct bench_set *
set_of(const struct deltas *c, int side)
{
	return c->side[side]->set;
}

static const struct bench_client *
client_of(const struct deltas *c, int side, size_t i)
{
	return &set_of(c, side)->clients[i];
}

/* By the first LEN octets of NAME; the count where there is none. */
static size_t
find_client(const struct bench_set *set, const char *name, size_t len)
{
	size_t i = 0;

	while (i < set->client_count &&
	       (strncmp(set->clients[i].name, name, len) != 0 ||
		   set->clients[i].name[len] != '\0'))
		i++;
	return i;
}

static void
add_pair(struct deltas *c, size_t a, size_t b)
{
	c->pairs = xgrow(c->pairs, c->pair_count, sizeof *c->pairs);
	c->pairs[c->pair_count++] = (struct delta_pair){ { a, b } };
}

static int
missing(const struct deltas *c, int side, const char *name, size_t len,
    struct error *err)
{
	error_set(err, "%s: no client `%.*s'", c->path[side], (int)len, name);
	return -1;
}

static int
pair_words(struct deltas *c, const char *as, struct error *err)
{
	const size_t len = strcspn(as, "=");
	const char *to = as + len + (as[len] == '=');
	size_t a, b;

	if (*to == '\0' || len == 0) {
		error_set(err, "--as %s: want OLD=NEW", as);
		return -1;
	}
	a = find_client(set_of(c, 0), as, len);
	if (a == set_of(c, 0)->client_count)
		return missing(c, 0, as, len, err);
	b = find_client(set_of(c, 1), to, strlen(to));
	if (b == set_of(c, 1)->client_count)
		return missing(c, 1, to, strlen(to), err);
	add_pair(c, a, b);
	return 0;
}

/* The only client of that family; the count where there are more, or none. */
static size_t
only_of_family(const struct bench_set *set, const char *family)
{
	size_t found = set->client_count;

	for (size_t i = 0; i < set->client_count; i++) {
		if (strcmp(set->clients[i].family, family) != 0)
			continue;
		if (found < set->client_count)
			return set->client_count;
		found = i;
	}
	return found;
}

static void
pair_by_themselves(struct deltas *c)
{
	const struct bench_set *a = set_of(c, 0), *b = set_of(c, 1);

	for (size_t i = 0; i < a->client_count; i++) {
		const struct bench_client *client = &a->clients[i];
		size_t k = find_client(b, client->name, strlen(client->name));

		if (k == b->client_count &&
		    only_of_family(a, client->family) == i)
			k = only_of_family(b, client->family);
		if (k < b->client_count)
			add_pair(c, i, k);
	}
}

static bool
is_same_build(const struct bench_client *a, const struct bench_client *b)
{
	return strcmp(a->name, b->name) == 0 && strlen(a->sha256) > 1 &&
	       strcmp(a->sha256, b->sha256) == 0;
}

/* Baselines first. */
static void
find_reference(struct deltas *c)
{
	const size_t count = set_of(c, 1)->client_count;

	for (size_t n = 0; n <= count && !c->has_reference; n++) {
		const size_t k = n == 0 ? set_of(c, 1)->baseline : n - 1;
		const struct bench_client *b = client_of(c, 1, k);
		const size_t i =
		    find_client(set_of(c, 0), b->name, strlen(b->name));

		if (i == set_of(c, 0)->client_count ||
		    !is_same_build(client_of(c, 0, i), b))
			continue;
		c->has_reference = true;
		c->reference = (struct delta_pair){ { i, k } };
	}
}

int
delta_pair_clients(struct deltas *c, const char *const *as, size_t as_count,
    struct error *err)
{
	for (size_t i = 0; i < as_count; i++)
		if (pair_words(c, as[i], err) == -1)
			return -1;
	if (as_count == 0)
		pair_by_themselves(c);
	find_reference(c);
	if (c->pair_count > 0)
		return 0;
	error_set(err,
	    "%s: no client of %s, want one of the same name, or "
	    "--as OLD=NEW",
	    c->path[1], c->path[0]);
	return -1;
}
