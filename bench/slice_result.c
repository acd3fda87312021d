/* what a slice gave: said where it failed, given back */
#include "config.h"

#include <stdlib.h>

#include "bench/slice.h"
#include "resolver-tests/inert.h"

void
slice_complain(const struct slice_result *r, FILE *out)
{
	char *said = inert_text(r->stderr_text == NULL ? "" : r->stderr_text);

	fprintf(out, "resolver-tests: %s%s%s\n", r->failure.text,
	    *said == '\0' ? "" : ": ", said);
	free(said);
}

void
slice_clear(struct slice_result *r)
{
	loop_report_clear(&r->report);
	free(r->stderr_text);
	*r = (struct slice_result){ 0 };
}
