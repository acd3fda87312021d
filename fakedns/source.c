#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/source.h"
#include "fakedns/xalloc.h"

static int
add_line(struct source *s, char *line, size_t len, struct error *err)
{
	struct place at = { s->path, (unsigned)s->count + 1, 1 };

	if (memchr(line, '\0', len) != NULL) {
		at.column = (unsigned)strlen(line) + 1;
		error_at(err, &at, "a NUL octet, want text");
		return -1;
	}
	if (len > LINE_OCTETS_MAX) {
		error_at(err, &at, "a line of %zu octets, want at most %d", len,
		    LINE_OCTETS_MAX);
		return -1;
	}
	while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
		len--;
	s->lines = xgrow(s->lines, s->count, sizeof *s->lines);
	s->lines[s->count++] = xstrndup(line, len);
	return 0;
}

int
source_load(struct source *out, const char *path, struct error *err)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;
	int ret = -1;
	FILE *f = fopen(path, "re");

	memset(out, 0, sizeof *out);
	out->path = xstrdup(path);
	if (f == NULL) {
		error_set(err, "%s: %s", path, strerror(errno));
		return -1;
	}
	errno = 0;
	while ((len = getline(&line, &cap, f)) != -1)
		if (add_line(out, line, (size_t)len, err) == -1)
			goto out;
	if (ferror(f)) {
		error_set(err, "%s: %s", path, strerror(errno));
		goto out;
	}
	ret = 0;
out:
	fclose(f);
	free(line);
	return ret;
}

void
source_clear(struct source *s)
{
	for (size_t i = 0; i < s->count; i++)
		free(s->lines[i]);
	free(s->lines);
	free(s->path);
	memset(s, 0, sizeof *s);
}
