/* compare: the results of two runs */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "resolver-tests/inert.h"
#include "resolver-tests/suite.h"
#include "resolver-tests/versus_print.h"

static void
print(const struct versus *v, const struct options *o)
{
	if (o->format == FORMAT_JSON)
		versus_print_json(v, stdout);
	else if (o->format == FORMAT_MARKDOWN)
		versus_print_markdown(v, stdout);
	else
		versus_print_text(v, stdout, o->in_full);
}

int
command_compare(const struct options *o)
{
	struct results_file a = { 0 }, b = { 0 };
	struct versus v = { 0 };
	struct error err = { 0 };
	int status = STATUS_BAD_INPUT;

	if (results_file_load(&a, o->words[0], &err) == 0 &&
	    results_file_load(&b, o->words[1], &err) == 0 &&
	    versus_init(&v, &a, &b, o->as, o->as_count, &err) == 0) {
		print(&v, o);
		status =
		    v.counts[VERSUS_WORSE] > 0 ? STATUS_DEVIATES : STATUS_GOOD;
	} else {
		/* names of clients in it come from the files */
		char *text = inert_text(err.text);

		fprintf(stderr, "resolver-tests: %s\n", text);
		free(text);
	}
	versus_clear(&v);
	results_file_clear(&b);
	results_file_clear(&a);
	return fflush(stdout) == EOF ? STATUS_BAD_INPUT : status;
}
