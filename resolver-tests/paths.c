#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/paths.h"

/* The folder of this program, to be freed; NULL where it is unknown. */
static char *
program_folder(void)
{
	char path[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
	char *slash;

	if (len <= 0)
		return NULL;
	path[len] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL)
		return NULL;
	*slash = '\0';
	return xstrdup(path);
}

/* What make wrote there: the corpus of the source tree. */
static char *
read_corpus_path(const char *folder)
{
	char *path = xasprintf("%s/corpus.path", folder), *line = NULL;
	FILE *f = fopen(path, "re");
	size_t cap = 0;
	ssize_t len = -1;

	free(path);
	if (f == NULL)
		return NULL;
	len = getline(&line, &cap, f);
	fclose(f);
	if (len <= 0) {
		free(line);
		return NULL;
	}
	line[strcspn(line, "\n")] = '\0';
	return line;
}

void
paths_find(struct paths *p)
{
	char *folder = program_folder();
	char *manifest =
	    folder == NULL ? NULL : xasprintf("%s/clients/clients.tsv", folder);

	if (manifest != NULL && access(manifest, R_OK) == 0) {
		p->clients = xstrdup(manifest);
		p->corpus = read_corpus_path(folder);
	} else {
		p->clients = xstrdup(INSTALLED_CLIENTS);
		p->corpus = NULL;
	}
	p->bug_report =
	    p->corpus == NULL
		? xstrdup(INSTALLED_BUG_REPORT)
		: xasprintf("%s/../resolver-tests/bug-report", p->corpus);
	if (p->corpus == NULL)
		p->corpus = xstrdup(INSTALLED_CORPUS);
	free(manifest);
	free(folder);
}

void
paths_clear(struct paths *p)
{
	free(p->corpus);
	free(p->clients);
	free(p->bug_report);
}
