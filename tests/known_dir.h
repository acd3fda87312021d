/* tests/known_dir.h -- a folder with one table of known deviations. */
#ifndef TESTS_KNOWN_DIR_H
#define TESTS_KNOWN_DIR_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "resolver-tests/known.h"

/* The texts of all faults, a newline behind each. */
struct faults {
	char text[2048];
};

static inline void
faults_add(const struct error *err, void *arg)
{
	struct faults *f = arg;
	size_t len = strlen(f->text);

	snprintf(f->text + len, sizeof f->text - len, "%s\n", err->text);
}

/* FAMILY.tsv with TEXT in it, read and gone again. */
static inline size_t
known_load_text(const char *family, const char *text, struct known *out,
    struct faults *faults)
{
	char dir[] = "known-test-XXXXXX", path[64];
	size_t count = 0;
	FILE *f;

	memset(faults, 0, sizeof *faults);
	if (mkdtemp(dir) == NULL)
		abort();
	snprintf(path, sizeof path, "%s/%s.tsv", dir, family);
	f = fopen(path, "we");
	if (f == NULL || fputs(text, f) == EOF || fclose(f) == EOF)
		abort();
	count = known_load(dir, out, faults_add, faults);
	unlink(path);
	rmdir(dir);
	return count;
}

#endif
