#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/bench_file.h"
#include "bench/bench_read_internal.h"
#include "fakedns/xalloc.h"

static const struct {
	const char *type;
	void (*take)(struct bench_set *, struct bench_line *);
} takers[] = { { "bench", bench_take_header },
	{ "workload", bench_take_workload }, { "proof", bench_take_proof },
	{ "sample", bench_take_sample }, { "counts", bench_take_counts },
	{ "end", bench_take_end } };

/* How far the file was read. */
struct reader {
	struct bench_set *set;
	struct place at;
	struct error *err;
	bool begun, ended;
};

static int
bad(struct reader *r, const char *what)
{
	error_at(r->err, &r->at, "%s", what);
	return -1;
}

/* Where a line of that type may not stand, what is wrong. */
static const char *
misplaced(const struct reader *r, const char *type)
{
	if (r->ended)
		return "a line behind the last one, want one run";
	if (!r->begun && strcmp(type, "bench") != 0)
		return "no line of the type bench, want that line first";
	if (r->begun && strcmp(type, "bench") == 0)
		return "another run begins, want one run";
	return NULL;
}

static int
take_line(struct reader *r, const json_t *json, const char *text)
{
	struct bench_line l = { json, text, r->at, r->err, false };
	const char *type = json_string_value(json_object_get(json, "type"));
	const char *why;

	if (type == NULL)
		return bad(r, "no line of a benchmark, want an object of JSON "
			      "with a type");
	why = misplaced(r, type);
	if (why != NULL)
		return bad(r, why);
	for (size_t i = 0; i < sizeof takers / sizeof *takers; i++) {
		if (strcmp(type, takers[i].type) != 0)
			continue;
		takers[i].take(r->set, &l);
		r->begun = true;
		r->ended = strcmp(type, "end") == 0;
		return l.bad ? -1 : 0;
	}
	bench_line_bad(&l, "type",
	    "another type, want bench, workload, proof, sample, counts or "
	    "end");
	return -1;
}

/* What is no JSON and has no newline was on its way when the run ended. */
static int
read_line(struct reader *r, const char *text, size_t len)
{
	const bool torn = text[len - 1] != '\n';
	json_error_t error;
	json_t *json = json_loadb(text, len, 0, &error);
	int ret = 0;

	if (json != NULL)
		ret = take_line(r, json, text);
	else if (!torn) {
		r->at.column = error.column > 0 ? (unsigned)error.column : 1;
		ret = bad(r, "no JSON, want a line of a benchmark");
	}
	json_decref(json);
	return ret;
}

static int
read_all(struct reader *r, FILE *f)
{
	char *line = NULL;
	size_t capacity = 0;
	ssize_t len;
	int ret = 0;

	while (ret == 0 && (len = getline(&line, &capacity, f)) != -1) {
		r->at.line++;
		r->at.column = 1;
		ret = read_line(r, line, (size_t)len);
	}
	free(line);
	if (ret == 0 && ferror(f)) {
		error_set(r->err, "%s: %s", r->at.file, strerror(errno));
		ret = -1;
	}
	if (ret == 0 && !r->begun) {
		r->at.line = 1;
		ret = bad(r, "nothing, want the lines of a benchmark");
	}
	return ret;
}

int
bench_read(struct bench_set *out, const char *path, struct error *err)
{
	struct reader r = { out, { path, 0, 1 }, err, false, false };
	FILE *f = fopen(path, "re");
	int ret;

	*out = (struct bench_set){ .interrupted = true };
	if (f == NULL) {
		error_set(err, "%s: %s", path, strerror(errno));
		return -1;
	}
	ret = read_all(&r, f);
	fclose(f);
	return ret;
}

bool
bench_read_is(const char *path)
{
	static const char start[] = "{\"type\":\"bench\"";
	char head[sizeof start] = "";
	FILE *f = fopen(path, "re");
	size_t len;

	if (f == NULL)
		return false;
	len = fread(head, 1, sizeof start - 1, f);
	fclose(f);
	return len == sizeof start - 1 && memcmp(head, start, len) == 0;
}
