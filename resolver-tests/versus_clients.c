/* which client of A is compared with which of B */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/text.h"
#include "resolver-tests/versus.h"

static void
add_pair(struct versus *v, const struct results_client *a,
    const struct results_client *b)
{
	v->pairs = xgrow(v->pairs, v->pair_count, sizeof *v->pairs);
	v->pairs[v->pair_count++] = (struct versus_pair){ .a = a, .b = b };
}

static bool
is_paired(const struct versus *v, const struct results_client *client)
{
	for (size_t i = 0; i < v->pair_count; i++)
		if (v->pairs[i].a == client || v->pairs[i].b == client)
			return true;
	return false;
}

/* The one of its family in F; NULL where there are several, or none. */
static const struct results_client *
only_one(const struct results_file *f, const char *family)
{
	const struct results_client *found = NULL;

	for (size_t i = 0; i < f->client_count; i++) {
		if (strcmp(f->clients[i].family, family) != 0)
			continue;
		if (found != NULL)
			return NULL;
		found = &f->clients[i];
	}
	return *family == '\0' ? NULL : found;
}

static const struct results_client *
find_partner(const struct versus *v, const struct results_client *a)
{
	size_t i = results_file_client(v->b, a->name);

	if (i < v->b->client_count)
		return &v->b->clients[i];
	if (only_one(v->a, a->family) == NULL)
		return NULL;
	return only_one(v->b, a->family);
}

/* NAME has LEN octets. */
static const struct results_client *
find_named(const struct results_file *f, const char *name, size_t len,
    struct error *err)
{
	struct text known = { 0 };

	for (size_t i = 0; i < f->client_count; i++) {
		if (strlen(f->clients[i].name) == len &&
		    memcmp(f->clients[i].name, name, len) == 0) {
			text_clear(&known);
			return &f->clients[i];
		}
		text_add(&known, " %s", f->clients[i].name);
	}
	error_set(err, "%s: no client `%.*s', want one of%s", f->path, (int)len,
	    name, known.len == 0 ? " none" : known.s);
	text_clear(&known);
	return NULL;
}

static int
pair_as(struct versus *v, const char *word, struct error *err)
{
	const struct results_client *a, *b;
	const char *equals = strchr(word, '=');

	if (equals == NULL) {
		error_set(err, "--as %s: no `=', want OLD=NEW", word);
		return -1;
	}
	a = find_named(v->a, word, (size_t)(equals - word), err);
	if (a == NULL)
		return -1;
	b = find_named(v->b, equals + 1, strlen(equals + 1), err);
	if (b == NULL)
		return -1;
	if (is_paired(v, a) || is_paired(v, b)) {
		error_set(err, "--as %s: a client twice, want each once", word);
		return -1;
	}
	add_pair(v, a, b);
	return 0;
}

int
versus_pair_clients(struct versus *v, const char *const *as, size_t as_count,
    struct error *err)
{
	for (size_t i = 0; i < as_count; i++)
		if (pair_as(v, as[i], err) == -1)
			return -1;
	if (as_count > 0)
		return 0;
	for (size_t i = 0; i < v->a->client_count; i++) {
		const struct results_client *a = &v->a->clients[i];

		add_pair(v, a, find_partner(v, a));
	}
	for (size_t i = 0; i < v->b->client_count; i++)
		if (!is_paired(v, &v->b->clients[i]))
			add_pair(v, NULL, &v->b->clients[i]);
	return 0;
}
