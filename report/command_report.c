/* report: the results of runs as one page, or in a form that others read */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report/bench_source.h"
#include "report/motivation.h"
#include "report/page.h"
#include "report/report.h"
#include "resolver-tests/inert.h"
#include "resolver-tests/results_print.h"
#include "resolver-tests/suite.h"
#include "resolver-tests/whole_file.h"

static const char default_results[] = "results/results.jsonl";

/* Files of results, as the command line has them. */
struct sources {
	const char *const *v;
	size_t count;
	const struct stats *bench; /* NULL: none of them was a benchmark */
};

static int
complain(const struct error *err)
{
	char *text = inert_text(err->text); /* names come from the files */

	fprintf(stderr, "resolver-tests: %s\n", text);
	free(text);
	return STATUS_BAD_INPUT;
}

static int
open_output(struct whole_file *out, const struct options *o)
{
	const char *path = o->format == FORMAT_HTML ? "report.html" : "-";
	struct error err = { 0 };

	if (whole_file_open(out, o->output == NULL ? path : o->output, &err) ==
	    -1)
		return complain(&err);
	return STATUS_GOOD;
}

static int
close_output(struct whole_file *out)
{
	struct error err = { 0 };

	return whole_file_close(out, &err) == -1 ? complain(&err) : STATUS_GOOD;
}

static int
write_report(const struct report *r, const struct options *o)
{
	struct whole_file out;
	int status = open_output(&out, o);

	if (status != STATUS_GOOD)
		return status;
	if (o->claims)
		motivation_print(r, out.f, o->format == FORMAT_MARKDOWN);
	else
		page_write(r, out.f);
	return close_output(&out);
}

/* What needs the corpus beside the results. */
static int
make_report(struct suite *s, const struct options *o,
    const struct sources *from)
{
	struct error err = { 0 };
	struct report r;
	int status;

	if (report_load(&r, s, from->v, from->count, &err) == -1)
		status = complain(&err);
	else {
		r.anonymous = o->anonymous;
		r.bench = from->bench;
		status = write_report(&r, o);
	}
	report_clear(&r);
	return status;
}

/* Our own may be missing; one that was asked for may not. */
static int
no_corpus(const struct suite *s)
{
	struct error err = { 0 };

	error_set(&err, "%s: no scenario there, want a corpus", s->corpus);
	return complain(&err);
}

static int
with_corpus(const struct options *o, const struct sources *from)
{
	struct suite s;
	int status = suite_load(&s, o, false);

	if (status == STATUS_GOOD) {
		lint_print(&s.faults, stderr);
		status = o->corpus != NULL && s.scenarios.count == 0
			     ? no_corpus(&s)
			     : make_report(&s, o, from);
	}
	suite_clear(&s);
	return status;
}

static int
print_file(const struct results_file *file, const struct options *o)
{
	struct whole_file out;
	int status = open_output(&out, o);

	if (status != STATUS_GOOD)
		return status;
	results_print(file, o->format, out.f);
	return close_output(&out);
}

/* What is made of the results of one run alone. */
static int
without_corpus(const struct options *o, const struct sources *from)
{
	struct results_file file;
	struct error err = { 0 };
	int status;

	if (from->count > 1) {
		error_set(&err,
		    "%zu files of results, want one for this --format",
		    from->count);
		return complain(&err);
	}
	status = results_file_load(&file, from->v[0], &err) == -1
		     ? complain(&err)
		     : print_file(&file, o);
	results_file_clear(&file);
	return status;
}

/* Those of a run: with a benchmark alone, ours only where they are there. */
static int
report_on(const struct options *o, struct sources *from)
{
	static const char *const found[] = { default_results };
	const bool there = access(default_results, F_OK) == 0;

	if (from->count == 0 && !there && from->bench == NULL) {
		fprintf(stderr,
		    "resolver-tests: %s: %s; want a file of results, which "
		    "`resolver-tests run -r FILE' writes\n",
		    default_results, strerror(errno));
		return STATUS_BAD_INPUT;
	}
	if (from->count == 0 && there) {
		from->v = found;
		from->count = 1;
	}
	if (o->format == FORMAT_HTML || o->claims)
		return with_corpus(o, from);
	return without_corpus(o, from);
}

int
command_report(const struct options *o)
{
	struct error err = { 0 };
	struct bench_source b;
	int status = STATUS_BAD_INPUT;

	if (bench_source_load(&b, o, &err) == -1)
		complain(&err);
	else {
		struct sources from = { b.others, b.other_count,
			b.there ? &b.stats : NULL };

		status = report_on(o, &from);
	}
	bench_source_clear(&b);
	return status;
}
