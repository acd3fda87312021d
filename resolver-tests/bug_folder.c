/* The files of a bug report */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fakedns/source.h"
#include "fakedns/variant_lines.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/bug.h"
#include "resolver-tests/plan_files.h"
#include "resolver-tests/text.h"

static int
fail(const char *path, struct error *err)
{
	error_set(err, "%s: %s", path, strerror(errno));
	return -1;
}

static int
write_octets(const char *dir, const char *name, const void *octets, size_t len,
    unsigned mode, struct error *err)
{
	char *path = xasprintf("%s/%s", dir, name);
	FILE *f = fopen(path, "wxe");
	int ret = 0;

	if (f == NULL || fwrite(octets, 1, len, f) != len ||
	    fchmod(fileno(f), mode) == -1)
		ret = fail(path, err);
	if (f != NULL && fclose(f) == EOF && ret == 0)
		ret = fail(path, err);
	free(path);
	return ret;
}

/* TEXT is emptied; without any there is no file. */
static int
write_text(const char *dir, const char *name, struct text *text,
    struct error *err)
{
	int ret = text->len == 0
		      ? 0
		      : write_octets(dir, name, text->s, text->len, 0644, err);

	text_clear(text);
	return ret;
}

/* A file of the suite that is the same in every report. */
static int
copy(const char *dir, const char *name, const char *templates, unsigned mode,
    struct error *err)
{
	char *path = xasprintf("%s/%s", templates, name);
	struct text text = { 0 };
	struct source s;
	int ret = source_load(&s, path, err);

	for (size_t i = 0; ret == 0 && i < s.count; i++)
		text_add(&text, "%s\n", s.lines[i]);
	if (ret == 0)
		ret = write_octets(dir, name, text.s, text.len, mode, err);
	text_clear(&text);
	source_clear(&s);
	free(path);
	return ret;
}

static int
make_parents(const char *dir, const char *name, struct error *err)
{
	char *path = xasprintf("%s/%s", dir, name);
	int ret = 0;

	for (char *at = strchr(path + strlen(dir) + 1, '/');
	     at != NULL && ret == 0; at = strchr(at + 1, '/')) {
		*at = '\0';
		if (mkdir(path, 0755) == -1 && errno != EEXIST)
			ret = fail(path, err);
		*at = '/';
	}
	free(path);
	return ret;
}

/* etc/, as the cell has it. */
static int
write_etc(const struct bug *b, const char *dir, struct error *err)
{
	struct cell_spec spec = { 0 };
	int ret = 0;

	plan_files(b->scenario, &spec);
	for (size_t i = 0; i < spec.file_count && ret == 0; i++) {
		const struct cell_file *f = &spec.files[i];
		const char *name = f->path + 1; /* below / */
		char *path = xasprintf("%s/%s", dir, name);

		ret = make_parents(dir, name, err);
		if (ret == 0 && f->link_target == NULL)
			ret = write_octets(dir, name, f->octets, f->len,
			    f->mode, err);
		else if (ret == 0 && symlink(f->link_target, path) == -1)
			ret = fail(path, err);
		free(path);
	}
	plan_files_clear(&spec);
	return ret;
}

static int
write_server(const struct variant_lines *lines, const char *dir,
    struct error *err)
{
	struct text text = { 0 };

	for (size_t i = 0; i < lines->count; i++)
		text_add(&text, "%s\n", lines->v[i].text);
	return write_text(dir, "server.scn", &text, err);
}

static int
write_made(const struct bug *b, const struct variant_lines *lines,
    const char *dir, struct error *err)
{
	struct text text = { 0 };
	int ret;

	bug_report_text(b, lines, &text);
	ret = write_text(dir, "report.md", &text, err);
	bug_case_text(b, &text);
	ret = ret == -1 ? -1 : write_text(dir, "case.sh", &text, err);
	bug_blocks_text(b, false, &text);
	ret = ret == -1 ? -1 : write_text(dir, "expected.txt", &text, err);
	bug_blocks_text(b, true, &text);
	ret = ret == -1 ? -1 : write_text(dir, "permitted.txt", &text, err);
	text_add(&text, "%s", bug_reported(b)->text);
	ret = ret == -1 ? -1 : write_text(dir, "actual.txt", &text, err);
	bug_facts_text(b, &text);
	ret = ret == -1 ? -1 : write_text(dir, "facts.txt", &text, err);
	bug_results_text(b, &text);
	ret = ret == -1 ? -1 : write_text(dir, "results.jsonl", &text, err);
	text_clear(&text);
	return ret;
}

int
bug_folder_write(const struct bug *b, const char *dir, const char *templates,
    const char *call_source, struct error *err)
{
	static const struct {
		const char *name;
		unsigned mode;
	} same[] = { { "cell.c", 0644 }, { "cell.h", 0644 },
		{ "cell_net.c", 0644 }, { "cell_program.c", 0644 },
		{ "matches.awk", 0644 }, { "reproduce.sh", 0755 } };
	struct variant_lines lines = { 0 };
	int ret = variant_lines_read(b->scenario->path, b->scenario->variant,
	    &lines, err);

	if (ret == 0)
		ret = write_octets(dir, "call.c", call_source,
		    strlen(call_source), 0644, err);
	for (size_t i = 0; i < sizeof same / sizeof *same && ret == 0; i++)
		ret = copy(dir, same[i].name, templates, same[i].mode, err);
	if (ret == 0)
		ret = write_server(&lines, dir, err);
	if (ret == 0)
		ret = write_etc(b, dir, err);
	if (ret == 0)
		ret = write_made(b, &lines, dir, err);
	variant_lines_clear(&lines);
	return ret;
}
