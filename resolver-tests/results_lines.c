#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resolver-tests/results.h"
#include "resolver-tests/results_lines.h"

struct lines_reader {
	const struct results_visitor *visitor;
	struct results_extent *extent;
	struct error *err;
};

const char *
results_lines_text(const json_t *line, const char *key)
{
	const char *value = json_string_value(json_object_get(line, key));

	return value == NULL ? "" : value;
}

static int
bad(struct lines_reader *r, const char *what)
{
	error_at(r->err, &r->extent->at, "%s", what);
	return -1;
}

static int
check_format(struct lines_reader *r, const json_t *line)
{
	json_int_t value = json_integer_value(json_object_get(line, "format"));

	if (r->extent->begun)
		return bad(r,
		    "no line of results: another run begins, want one run");
	if (value < RESULTS_FORMAT_OLDEST) /* 0 where there is none */
		return bad(r, "no line of results: no format, want a number");
	if (value > RESULTS_FORMAT) {
		error_at(r->err, &r->extent->at,
		    "no line of results that is known here: format %lld, want "
		    "%d at most",
		    (long long)value, RESULTS_FORMAT);
		return -1;
	}
	r->extent->begun = true;
	return 0;
}

/* What the line is; -1 with ERR set where it may not stand here. */
static int
check_line(struct lines_reader *r, const json_t *line, enum results_line *out)
{
	const char *type = results_lines_text(line, "type");

	if (r->extent->ended)
		return bad(r, "a line behind the last one, want one run");
	if (strcmp(type, "run") == 0) {
		*out = RESULTS_RUN;
		return check_format(r, line);
	}
	if (strcmp(type, "trial") == 0)
		*out = RESULTS_TRIAL;
	else if (strcmp(type, "end") == 0)
		*out = RESULTS_END;
	else
		return bad(r, "no line of results, want JSON of the type run, "
			      "trial or end");
	if (!r->extent->begun)
		return bad(r, *out == RESULTS_TRIAL
				  ? "a trial before the run, want that line "
				    "first"
				  : "an end before the run, want that line "
				    "first");
	r->extent->ended = *out == RESULTS_END;
	return 0;
}

static int
read_line(struct lines_reader *r, const char *octets, size_t len, bool whole)
{
	json_t *line = json_loadb(octets, len, 0, NULL);
	enum results_line type;
	int ret = 0;

	if (line != NULL || whole) {
		ret = check_line(r, line, &type);
		if (ret == 0)
			ret = r->visitor->line(type, line, &r->extent->at,
			    r->visitor->arg, r->err);
	}
	json_decref(line);
	return ret;
}

int
results_lines_read(const char *path, const struct results_visitor *visitor,
    struct results_extent *out, struct error *err)
{
	struct lines_reader r = { visitor, out, err };
	FILE *f = fopen(path, "re");
	char *line = NULL;
	size_t capacity = 0;
	ssize_t len;
	int ret = 0;

	*out = (struct results_extent){ .at = { path, 0, 1 } };
	if (f == NULL) {
		error_set(err, "%s: %s", path, strerror(errno));
		return -1;
	}
	while (ret == 0 && (len = getline(&line, &capacity, f)) != -1) {
		out->at.line++;
		ret = read_line(&r, line, (size_t)len, line[len - 1] == '\n');
	}
	free(line);
	if (ret == 0 && ferror(f)) {
		error_set(err, "%s: %s", path, strerror(errno));
		ret = -1;
	}
	fclose(f);
	return ret;
}
