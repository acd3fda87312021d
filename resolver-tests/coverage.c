#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/coverage.h"

enum { F_ID, F_DEMAND, F_REASON, FIELDS };

static const char FORM[] = "an id, what it demands, and why it cannot be "
			   "staged or nothing, with a tab between";

static struct place
place_of(const struct place *at, const char *line, const char *field)
{
	struct place here = *at;

	here.column = (unsigned)(field - line) + 1;
	return here;
}

/* Cuts LINE up; the last field is "" where it is left out. */
static int
split(char *line, const struct place *at, char *fields[FIELDS],
    struct error *err)
{
	char *rest = line, *field;
	struct place here;
	size_t n = 0;

	fields[F_REASON] = line + strlen(line);
	while ((field = strsep(&rest, "\t")) != NULL) {
		here = place_of(at, line, field);
		if (n == FIELDS) {
			error_at(err, &here, "a field too many, want %s", FORM);
			return -1;
		}
		if (n < F_REASON && field[strspn(field, " ")] == '\0') {
			error_at(err, &here, "an empty field, want %s", FORM);
			return -1;
		}
		fields[n++] = field;
	}
	if (n < F_REASON) {
		error_at(err, at, "%zu of %d fields, want %s", n, FIELDS, FORM);
		return -1;
	}
	return 0;
}

/* "", or words; "n/a" and "-" say nothing. */
static int
check_reason(const char *reason, const struct place *at, struct error *err)
{
	const char *words = reason + strspn(reason, " ");

	if (*reason == '\0')
		return 0;
	if (strncmp(words, "n/a", 3) == 0)
		words += 3;
	if (words[strspn(words, " -:.")] != '\0')
		return 0;
	error_at(err, at,
	    "\"%s\" is no reason, want why no cell can stage it, or nothing",
	    reason);
	return -1;
}

static int
row_parse(char *line, const struct place *at, const struct coverage *all,
    struct coverage_row *row, struct error *err)
{
	const struct coverage_row *other;
	struct place here;
	char *fields[FIELDS];

	if (split(line, at, fields, err) == -1)
		return -1;
	if (fields[F_ID][strcspn(fields[F_ID], " ;\"")] != '\0') {
		error_at(err, at, "\"%s\", want an id that is one word of REF",
		    fields[F_ID]);
		return -1;
	}
	other = coverage_find(all, fields[F_ID]);
	if (other != NULL) {
		error_at(err, at,
		    "%s a second time, the first is in %s:%u; want it once",
		    fields[F_ID], other->at.file, other->at.line);
		return -1;
	}
	here = place_of(at, line, fields[F_REASON]);
	if (check_reason(fields[F_REASON], &here, err) == -1)
		return -1;
	*row = (struct coverage_row){ .at = *at,
		.id = xstrdup(fields[F_ID]),
		.demand = xstrdup(fields[F_DEMAND]),
		.reason = *fields[F_REASON] == '\0'
			      ? NULL
			      : xstrdup(fields[F_REASON]) };
	return 0;
}

/* A line of the last list of ALL. */
static int
add_line(struct coverage *all, char *line, unsigned number, struct error *err)
{
	struct coverage_list *list = &all->v[all->count - 1];
	struct place at = { list->path, number, 1 };
	struct coverage_row row;

	line[strcspn(line, "\r\n")] = '\0';
	if (line[0] == ';' || line[0] == '\0')
		return 0;
	if (row_parse(line, &at, all, &row, err) == -1)
		return -1;
	list->v = xgrow(list->v, list->count, sizeof *list->v);
	list->v[list->count++] = row;
	return 0;
}

static size_t
load_list(struct coverage *all, void (*fault)(const struct error *, void *),
    void *arg)
{
	const char *path = all->v[all->count - 1].path;
	FILE *f = fopen(path, "re");
	struct error err = { 0 };
	char *line = NULL;
	size_t capacity = 0, faults = 0;
	unsigned number = 0;

	while (f != NULL && getline(&line, &capacity, f) != -1)
		if (add_line(all, line, ++number, &err) == -1) {
			fault(&err, arg);
			faults++;
			memset(&err, 0, sizeof err);
		}
	if (f == NULL || ferror(f)) {
		error_set(&err, "%s: %s", path, strerror(errno));
		fault(&err, arg);
		faults++;
	}
	free(line);
	if (f != NULL)
		fclose(f);
	return faults;
}

static int
is_list(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return entry->d_name[0] != '.' && len > 4 &&
	       strcmp(entry->d_name + len - 4, ".tsv") == 0;
}

size_t
coverage_load(const char *dir, struct coverage *out,
    void (*fault)(const struct error *, void *), void *arg)
{
	struct dirent **entries = NULL;
	int count = scandir(dir, &entries, is_list, alphasort);
	size_t faults = 0;
	struct error err = { 0 };

	memset(out, 0, sizeof *out);
	if (count == -1) {
		error_set(&err, "%s: %s", dir, strerror(errno));
		fault(&err, arg);
		return 1;
	}
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;

		out->v = xgrow(out->v, out->count, sizeof *out->v);
		out->v[out->count++] = (struct coverage_list){
			.name = xstrndup(name, strlen(name) - 4),
			.path = xasprintf("%s/%s", dir, name),
		};
		faults += load_list(out, fault, arg);
		free(entries[i]);
	}
	free(entries);
	return faults;
}

void
coverage_clear(struct coverage *all)
{
	for (size_t i = 0; i < all->count; i++) {
		struct coverage_list *list = &all->v[i];

		for (size_t k = 0; k < list->count; k++) {
			free(list->v[k].id);
			free(list->v[k].demand);
			free(list->v[k].reason);
			words_clear(&list->v[k].scenarios);
		}
		free(list->v);
		free(list->name);
		free(list->path);
	}
	free(all->v);
	memset(all, 0, sizeof *all);
}
