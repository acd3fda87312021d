/* what one version of a resolver does that the one before it did not */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/changes.h"
#include "report/html.h"
#include "report/page_parts.h"
#include "resolver-tests/version.h"

/* Families as their first columns stand, versions ascending. */
static size_t
first_of_family(const struct report *r, size_t client)
{
	size_t i = 0;

	while (strcmp(r->clients[i].client->family,
		   r->clients[client].client->family) != 0)
		i++;
	return i;
}

static bool
is_before(const struct report *r, size_t a, size_t b)
{
	const size_t x = first_of_family(r, a), y = first_of_family(r, b);
	const int order = version_compare(r->clients[a].client->version,
	    r->clients[b].client->version);

	if (x != y)
		return x < y;
	return order != 0 ? order < 0 : a < b;
}

/* Every column, to be freed. */
static size_t *
in_order(const struct report *r)
{
	size_t *order = xcalloc(r->client_count + 1, sizeof *order);

	for (size_t i = 0; i < r->client_count; i++) {
		size_t k = i;

		for (; k > 0 && is_before(r, i, order[k - 1]); k--)
			order[k] = order[k - 1];
		order[k] = i;
	}
	return order;
}

static void
put_step(const struct report *r, size_t a, size_t b, FILE *f)
{
	const struct report_client *old = &r->clients[a], *new = &r->clients[b];
	char *as = xasprintf("%s=%s", old->client->name, new->client->name);
	const char *const words[] = { as };
	struct error err = { 0 };
	struct versus v = { 0 };

	fputs("<section class=\"step\"><h3>", f);
	html_text(f, old->label);
	fputs(" → ", f);
	html_text(f, new->label);
	fputs("</h3>\n", f);
	if (versus_init(&v, &r->runs[old->run].file, &r->runs[new->run].file,
		words, 1, &err) == 0)
		changes_html(&v, f);
	else
		fputs("<p>They have no trial in common.</p>\n", f);
	fputs("</section>\n", f);
	versus_clear(&v);
	free(as);
}

/* The column behind place I of ORDER is of the same family. */
static bool
goes_on(const struct report *r, const size_t *order, size_t i)
{
	return i + 1 < r->client_count &&
	       first_of_family(r, order[i]) == first_of_family(r, order[i + 1]);
}

bool
versions_any(const struct report *r)
{
	for (size_t i = 0; i < r->client_count; i++)
		if (first_of_family(r, i) != i)
			return true;
	return false;
}

void
versions_html(const struct report *r, FILE *f)
{
	size_t *order;

	if (!versions_any(r))
		return;
	order = in_order(r);
	fputs("<section id=\"versions\" aria-labelledby=\"versions-title\">\n"
	      "<h2 id=\"versions-title\">From version to version</h2>\n"
	      "<p>Which defects a version no longer has, and which it has "
	      "anew, with the commit that their record names. Outcomes that "
	      "the standards permit are no defects and stand apart. The "
	      "numbers are of trials.</p>\n",
	    f);
	for (size_t i = 0; i < r->client_count; i++)
		if (goes_on(r, order, i))
			put_step(r, order[i], order[i + 1], f);
	fputs("</section>\n", f);
	free(order);
}
