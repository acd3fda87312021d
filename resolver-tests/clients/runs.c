#include "runs.h"

#include <stdlib.h>
#include <string.h>

struct run {
	unsigned number; /* of the first call with this outcome, from 1 */
	struct emit text;
};

/* The first line at or after P that is compared; the NUL at the end. */
static const char *
skip_raw(const char *p)
{
	while (strncmp(p, "raw ", 4) == 0) {
		p += strcspn(p, "\n");
		if (*p == '\n')
			p++;
	}
	return p;
}

static bool
same_outcome(const char *a, const char *b)
{
	for (;;) {
		size_t len;

		a = skip_raw(a);
		b = skip_raw(b);
		len = strcspn(a, "\n");
		if (len != strcspn(b, "\n") || memcmp(a, b, len) != 0)
			return false;
		a += len;
		b += len;
		if (*a == '\0' || *b == '\0')
			return *a == *b;
		a++;
		b++;
	}
}

/* What stands behind the first line of TEXT. */
static const char *
rest_of(const char *text)
{
	const char *end = strchr(text, '\n');

	return end == NULL ? text + strlen(text) : end + 1;
}

static bool
same_status(const char *a, const char *b)
{
	size_t len = strcspn(a, "\n");

	return len == strcspn(b, "\n") && memcmp(a, b, len) == 0;
}

static struct run *
find_same(const struct runs *runs, const char *text)
{
	size_t i;

	for (i = 0; i < runs->count; i++) {
		if (same_outcome(runs->list[i].text.text, text))
			return &runs->list[i];
	}
	return NULL;
}

static void
add_run(struct runs *runs, unsigned number, const struct emit *text)
{
	struct run *list =
	    realloc(runs->list, (runs->count + 1) * sizeof *runs->list);

	if (list == NULL)
		abort();
	runs->list = list;
	list[runs->count++] = (struct run){ number, *text };
}

void
runs_add(struct runs *runs, unsigned number, struct emit *text)
{
	struct run *run = NULL;

	emit_add(text, "%s", ""); /* so that it ends in a NUL */
	if (!runs->by_status)
		run = find_same(runs, text->text);
	if (run == NULL) {
		add_run(runs, number, text);
		*text = (struct emit){ 0 };
		return;
	}
	if (number < run->number)
		run->number = number;
	emit_free(text);
}

void
runs_number(struct emit *text, unsigned number)
{
	struct emit out = { 0 };
	const char *p;

	emit_add(text, "%s", "");
	p = rest_of(text->text);
	emit_add(&out, "%.*s", (int)(p - text->text), text->text);
	while (*p != '\0') {
		int len = (int)strcspn(p, "\n");
		int raw = strncmp(p, "raw ", 4) == 0 ? 4 : 0;

		if (strncmp(p, "return ", 7) == 0)
			emit_line(&out, "%.*s", len, p);
		else
			emit_line(&out, "%.*s%u %.*s", raw, p, number,
			    len - raw, p + raw);
		p = rest_of(p);
	}
	emit_free(text);
	*text = out;
}

static int
compare_numbers(const void *left, const void *right)
{
	const struct run *a = left, *b = right;

	return (a->number > b->number) - (a->number < b->number);
}

/* Whether RUN gets no heading of its own, but stands under an earlier one. */
static bool
is_joined(const struct runs *runs, size_t run)
{
	size_t i;

	for (i = 0; runs->by_status && i < run; i++) {
		if (same_status(runs->list[i].text.text,
			runs->list[run].text.text))
			return true;
	}
	return false;
}

/* What stands under one heading: RUN and, by status, those that join it. */
static void
write_run(const struct runs *runs, size_t run, FILE *f)
{
	const char *text = runs->list[run].text.text;
	size_t i;

	fputs(text, f);
	for (i = run + 1; runs->by_status && i < runs->count; i++) {
		if (same_status(runs->list[i].text.text, text))
			fputs(rest_of(runs->list[i].text.text), f);
	}
}

void
runs_write(struct runs *runs, FILE *f)
{
	size_t headings = 0, i;

	if (runs->count > 1)
		qsort(runs->list, runs->count, sizeof *runs->list,
		    compare_numbers);
	for (i = 0; i < runs->count; i++)
		headings += !is_joined(runs, i);
	for (i = 0; i < runs->count; i++) {
		if (is_joined(runs, i))
			continue;
		if (headings > 1)
			fprintf(f, "call %u\n", runs->list[i].number);
		write_run(runs, i, f);
	}
}

int
runs_send(const struct runs *runs, FILE *f)
{
	size_t i;

	fprintf(f, "%zu\n", runs->count);
	for (i = 0; i < runs->count; i++) {
		const struct run *run = &runs->list[i];

		fprintf(f, "%u %zu\n", run->number, run->text.len);
		fwrite(run->text.text, 1, run->text.len, f);
	}
	return fflush(f) == 0 && !ferror(f) ? 0 : -1;
}

int
runs_receive(struct runs *runs, FILE *f)
{
	size_t count, i;

	if (fscanf(f, "%zu", &count) != 1 || fgetc(f) != '\n')
		return -1;
	for (i = 0; i < count; i++) {
		struct emit text = { 0 };
		unsigned number;
		size_t len;

		if (fscanf(f, "%u %zu", &number, &len) != 2 || fgetc(f) != '\n')
			return -1;
		for (; len > 0; len--)
			emit_add(&text, "%c", fgetc(f));
		if (feof(f) || ferror(f)) {
			emit_free(&text);
			return -1;
		}
		runs_add(runs, number, &text);
	}
	return 0;
}

void
runs_free(struct runs *runs)
{
	size_t i;

	for (i = 0; i < runs->count; i++)
		emit_free(&runs->list[i].text);
	free(runs->list);
	*runs = (struct runs){ 0 };
}
