/* the second reading of a file: what a page shows and a comparison does not */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/data_internal.h"
#include "resolver-tests/results_lines.h"

struct details {
	struct report *report;
	size_t run;
};

/* From 0 up; what is no count becomes 0. */
static unsigned
count(const json_t *object, const char *key)
{
	const json_int_t n = json_integer_value(json_object_get(object, key));

	return n < 0 || n > INT_MAX ? 0 : (unsigned)n;
}

static void
read_run(struct report_run *run, const json_t *line)
{
	const json_t *word;
	size_t i;

	json_array_foreach(json_object_get(line, "command"), i, word)
	{
		if (json_is_string(word))
			words_add(&run->command, json_string_value(word));
	}
	run->scenarios = count(line, "scenarios");
}

static struct report_trial *
find_trial(const struct details *r, const json_t *line)
{
	const struct report *report = r->report;
	struct report_variant *v =
	    report_find_variant(report, results_lines_text(line, "scenario"));
	const size_t index = results_file_client(&report->runs[r->run].file,
	    results_lines_text(line, "client"));

	for (size_t i = 0; v != NULL && i < report->client_count; i++)
		if (report->clients[i].run == r->run &&
		    report->clients[i].index == index)
			return v->trials[i].result == NULL ? NULL
							   : &v->trials[i];
	return NULL; /* the file has changed since it was read first */
}

static void
read_trial(const struct details *r, const json_t *line)
{
	static const char *const names[REPORT_WIRE] = { "udp_sent", "tcp_syns",
		"tcp_connections", "tcp_queries" };
	struct report_trial *t = find_trial(r, line);

	if (t == NULL || t->outcome != NULL)
		return;
	t->outcome = xstrdup(results_lines_text(line, "outcome"));
	t->diff = report_diff(t->result,
	    &r->report->runs[r->run].file.clients[t->result->client]);
	t->repeat = count(line, "repeat");
	for (size_t i = 0; i < REPORT_WIRE; i++)
		t->wire[i] = count(json_object_get(line, "wire"), names[i]);
	ladders_make(line, &t->ladders);
}

static int
read_line(enum results_line type, const json_t *line, const struct place *at,
    void *arg, struct error *err)
{
	struct details *r = arg;

	(void)at;
	(void)err;
	if (type == RESULTS_RUN)
		read_run(&r->report->runs[r->run], line);
	else if (type == RESULTS_TRIAL)
		read_trial(r, line);
	return 0;
}

int
report_read_details(struct report *report, size_t i, struct error *err)
{
	struct details r = { report, i };
	const struct results_visitor visitor = { read_line, &r };
	struct results_extent extent;

	return results_lines_read(report->runs[i].file.path, &visitor, &extent,
	    err);
}
