#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/tags.h"

static int
add_tag(struct tags *out, const struct place *at, char *line, struct error *err)
{
	size_t len;

	line[strcspn(line, "\n")] = '\0';
	if (line[0] == '#' || line[0] == '\0')
		return 0;
	len = strcspn(line, " ");
	if (len == 0 || line[len] == '\0') {
		error_at(err, at,
		    "\"%s\", want a tag, a space and what it "
		    "means",
		    line);
		return -1;
	}
	line[len] = '\0';
	if (tags_have(out, line)) {
		error_at(err, at, "tag \"%s\" a second time, want it once",
		    line);
		return -1;
	}
	out->v = xgrow(out->v, out->count, sizeof *out->v);
	out->v[out->count++] = (struct tag){ xstrdup(line),
		xstrdup(line + len + 1 + strspn(line + len + 1, " ")) };
	return 0;
}

int
tags_load(const char *path, struct tags *out, struct error *err)
{
	struct place at = { .file = path, .column = 1 };
	FILE *f = fopen(path, "re");
	char *line = NULL;
	size_t capacity = 0;
	int ret = 0;

	memset(out, 0, sizeof *out);
	if (f == NULL) {
		error_set(err, "%s: %s", path, strerror(errno));
		return -1;
	}
	while (ret == 0 && getline(&line, &capacity, f) != -1) {
		at.line++;
		ret = add_tag(out, &at, line, err);
	}
	if (ferror(f)) {
		error_set(err, "%s: %s", path, strerror(errno));
		ret = -1;
	}
	fclose(f);
	free(line);
	if (ret == -1)
		tags_clear(out);
	return ret;
}

bool
tags_have(const struct tags *tags, const char *name)
{
	for (size_t i = 0; i < tags->count; i++)
		if (strcmp(tags->v[i].name, name) == 0)
			return true;
	return false;
}

void
tags_clear(struct tags *tags)
{
	for (size_t i = 0; i < tags->count; i++) {
		free(tags->v[i].name);
		free(tags->v[i].meaning);
	}
	free(tags->v);
	memset(tags, 0, sizeof *tags);
}
