#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/known.h"
#include "resolver-tests/version.h"

enum { F_SCENARIO, F_VERSIONS, F_OUTCOME, F_REASON, F_REFERENCE, FIELDS };

static const char FORM[] = "scenario, versions, outcome, reason, reference "
			   "with a tab between";

static void
record_clear(struct known_deviation *r)
{
	known_outcomes_clear(r);
	free(r->family);
	free(r->scenario);
	free(r->versions);
	free(r->outcome);
	free(r->reason);
	free(r->reference);
}

/* Cuts LINE up; AT is the place of the first field that is wrong. */
static int
split(char *line, struct place *at, char *fields[FIELDS], struct error *err)
{
	char *rest = line, *field;
	size_t n = 0;

	while ((field = strsep(&rest, "\t")) != NULL) {
		at->column = (unsigned)(field - line) + 1;
		if (n == FIELDS) {
			error_at(err, at, "a field too many, want %s", FORM);
			return -1;
		}
		if (*field == '\0') {
			error_at(err, at, "an empty field, want %s", FORM);
			return -1;
		}
		fields[n++] = field;
	}
	if (n < FIELDS) {
		error_at(err, at, "%zu of %d fields, want %s", n, FIELDS, FORM);
		return -1;
	}
	return 0;
}

static int
record_parse(char *line, struct place at, struct known_deviation *r,
    struct error *err)
{
	char *fields[FIELDS];
	const char *why;

	if (split(line, &at, fields, err) == -1)
		return -1;
	r->scenario = xstrdup(fields[F_SCENARIO]);
	r->prefix = strcspn(r->scenario, "*?[\\");
	r->is_exact = r->scenario[r->prefix] == '\0';
	r->versions = xstrdup(fields[F_VERSIONS]);
	r->outcome = xstrdup(fields[F_OUTCOME]);
	r->reason = xstrdup(fields[F_REASON]);
	r->reference = xstrdup(fields[F_REFERENCE]);
	why = version_range_fault(r->versions);
	if (why != NULL) {
		at.column = (unsigned)(fields[F_VERSIONS] - line) + 1;
		error_at(err, &at,
		    "\"%s\": %s, want a range such as "
		    ">=1.2.2,<1.2.5",
		    r->versions, why);
		return -1;
	}
	at.column = (unsigned)(fields[F_OUTCOME] - line) + 1;
	return known_outcome_parse(r->outcome, &at, r, err);
}

/* One line of the file whose name is the last of OUT's files. */
static int
add_line(struct known *out, const char *family, char *line, unsigned number,
    struct error *err)
{
	struct known_deviation r = { 0 };

	line[strcspn(line, "\n")] = '\0';
	if (line[0] == ';' || line[0] == '\0')
		return 0;
	r.at.file = out->files[out->file_count - 1];
	r.at.line = number;
	r.at.column = 1;
	if (record_parse(line, r.at, &r, err) == -1) {
		record_clear(&r);
		return -1;
	}
	r.family = xstrdup(family);
	out->v = xgrow(out->v, out->count, sizeof *out->v);
	out->v[out->count++] = r;
	return 0;
}

static size_t
load_file(struct known *out, const char *family,
    void (*fault)(const struct error *, void *), void *arg)
{
	const char *path = out->files[out->file_count - 1];
	FILE *f = fopen(path, "re");
	struct error err = { 0 };
	char *line = NULL;
	size_t capacity = 0, faults = 0;
	unsigned number = 0;

	while (f != NULL && getline(&line, &capacity, f) != -1)
		if (add_line(out, family, line, ++number, &err) == -1) {
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
is_table(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return entry->d_name[0] != '.' && len > 4 &&
	       strcmp(entry->d_name + len - 4, ".tsv") == 0;
}

size_t
known_load(const char *dir, struct known *out,
    void (*fault)(const struct error *, void *), void *arg)
{
	struct dirent **entries = NULL;
	int count = scandir(dir, &entries, is_table, alphasort);
	size_t faults = 0;
	struct error err = { 0 };

	memset(out, 0, sizeof *out);
	if (count == -1) {
		error_set(&err, "%s: %s", dir, strerror(errno));
		fault(&err, arg);
		return 1;
	}
	for (int i = 0; i < count; i++) {
		char *name = entries[i]->d_name;

		out->files =
		    xgrow(out->files, out->file_count, sizeof *out->files);
		out->files[out->file_count++] = xasprintf("%s/%s", dir, name);
		name[strlen(name) - 4] = '\0';
		faults += load_file(out, name, fault, arg);
		free(entries[i]);
	}
	free(entries);
	return faults;
}

void
known_clear(struct known *known)
{
	for (size_t i = 0; i < known->count; i++)
		record_clear(&known->v[i]);
	free(known->v);
	for (size_t i = 0; i < known->file_count; i++)
		free(known->files[i]);
	free(known->files);
	memset(known, 0, sizeof *known);
}

bool
known_matches_scenario(const struct known_deviation *r, const char *scenario)
{
	if (strncmp(r->scenario, scenario, r->prefix) != 0)
		return false;
	if (r->is_exact)
		return scenario[r->prefix] == '\0';
	return fnmatch(r->scenario, scenario, 0) == 0;
}

static bool
is_more_specific(const struct known_deviation *a,
    const struct known_deviation *b)
{
	if (b == NULL || a->is_exact != b->is_exact)
		return b == NULL || a->is_exact;
	return a->prefix > b->prefix;
}

const struct known_deviation *
known_find(const struct known *known, const char *scenario,
    const struct client *client)
{
	const struct known_deviation *best = NULL;

	for (size_t i = 0; i < known->count; i++) {
		const struct known_deviation *r = &known->v[i];

		if (strcmp(r->family, client->family) == 0 &&
		    known_matches_scenario(r, scenario) &&
		    version_in_range(client->version, r->versions) &&
		    is_more_specific(r, best))
			best = r;
	}
	return best;
}
