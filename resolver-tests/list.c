#include "config.h"

#include "resolver-tests/list.h"

void
list_print(FILE *out, const struct scenario *s, bool with_tags)
{
	fprintf(out, "%s\t", s->name);
	for (size_t i = 0; with_tags && i < s->tags.count; i++)
		fprintf(out, "%s%s", i == 0 ? "" : " ", s->tags.v[i]);
	fprintf(out, "%s%s\n", with_tags ? "\t" : "",
	    s->title == NULL ? "" : s->title);
}
