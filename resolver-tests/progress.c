#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "resolver-tests/progress.h"

enum { RENEW_MS = 100 };

bool
progress_may_colour(FILE *out)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	return isatty(fileno(out)) == 1 &&
	       (no_color == NULL || *no_color == '\0') &&
	       (term == NULL || strcmp(term, "dumb") != 0);
}

static void
show(struct progress *p)
{
	unsigned percent =
	    p->total == 0 ? 100 : (unsigned)(p->done * 100 / p->total);

	fprintf(p->out, "\r%3u%%  %zu of %zu trials", percent, p->done,
	    p->total);
	if (p->bad > 0)
		fprintf(p->out, ", %s%zu not as expected%s",
		    p->coloured ? "\033[31m" : "", p->bad,
		    p->coloured ? "\033[0m" : "");
	fputs("\033[K", p->out);
	fflush(p->out);
	p->cleared = false;
}

void
progress_start(struct progress *p, FILE *out, size_t total)
{
	memset(p, 0, sizeof *p);
	p->total = total;
	if (isatty(fileno(out)) != 1)
		return;
	p->out = out;
	p->coloured = progress_may_colour(out);
	show(p);
}

void
progress_add(struct progress *p, enum verdict verdict, unsigned now_ms)
{
	p->done++;
	p->bad += verdict_is_bad(verdict);
	if (p->out == NULL || (!p->cleared && now_ms - p->shown_ms < RENEW_MS))
		return;
	p->shown_ms = now_ms;
	show(p);
}

void
progress_clear(struct progress *p)
{
	if (p->out == NULL)
		return;
	fputs("\r\033[K", p->out);
	fflush(p->out);
	p->cleared = true;
}
