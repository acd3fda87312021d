#include "config.h"

#include "resolver-tests/results_print.h"
#include "resolver-tests/run_reports.h"
#include "resolver-tests/whole_file.h"

static bool
is_wanted(const struct options *o)
{
	return o->junit != NULL || o->tap_file != NULL ||
	       o->format == FORMAT_MARKDOWN;
}

int
run_reports_start(struct run_reports *r, const struct options *o,
    const struct run_info *info, struct error *err)
{
	if (!is_wanted(o))
		return 0;
	if (o->junit != NULL && whole_file_forget(o->junit, err) == -1)
		return -1;
	if (o->tap_file != NULL && whole_file_forget(o->tap_file, err) == -1)
		return -1;
	r->options = o;
	results_collect_run(&r->collection, info);
	return 0;
}

void
run_reports_add(struct run_reports *r, const struct finished *f)
{
	if (r->options != NULL)
		results_collect_trial(&r->collection, f);
}

static int
write_file(const char *path, const struct results_file *file,
    enum format format, struct error *err)
{
	struct whole_file w;

	if (path == NULL)
		return 0;
	if (whole_file_open(&w, path, err) == -1)
		return -1;
	results_print(file, format, w.f);
	return whole_file_close(&w, err);
}

int
run_reports_end(struct run_reports *r, const struct run_times *times,
    struct error *err)
{
	const struct options *o = r->options;
	const struct results_file *file = &r->collection.file;
	int ret = 0;

	if (o == NULL)
		return 0;
	results_collect_end(&r->collection, times);
	ret |= write_file(o->junit, file, FORMAT_JUNIT, err);
	ret |= write_file(o->tap_file, file, FORMAT_TAP, err);
	if (o->format == FORMAT_MARKDOWN)
		results_print(file, FORMAT_MARKDOWN, stdout);
	return ret;
}

void
run_reports_clear(struct run_reports *r)
{
	results_file_clear(&r->collection.file);
	r->options = NULL;
}
