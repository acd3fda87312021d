/* Every scenario file below a folder. */
#include "config.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/scenario.h"
#include "fakedns/xalloc.h"

static int
by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* Returns 1 where the file could not be read. */
static size_t
load_one(const char *path, size_t root_len, struct scenarios *out,
    void (*fault)(const struct error *, void *), void *arg)
{
	size_t len = strlen(path);
	struct error err = { 0 };
	char *name;
	int failed;

	if (len < 4 || strcmp(path + len - 4, ".scn") != 0)
		return 0;
	name = xstrndup(path + root_len + 1, len - root_len - 5);
	failed = scenarios_load(path, name, NULL, out, &err);
	free(name);
	if (failed == -1)
		fault(&err, arg);
	return failed == -1;
}

size_t
scenarios_load_tree(const char *dir, struct scenarios *out,
    void (*fault)(const struct error *, void *), void *arg)
{
	char *root = xstrdup(dir);
	char *const roots[] = { root, NULL };
	size_t faults = 0;
	struct error err = { 0 };
	FTS *tree;
	FTSENT *f;

	for (size_t n = strlen(root); n > 1 && root[n - 1] == '/'; n--)
		root[n - 1] = '\0';
	tree = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
	while (tree != NULL && (f = fts_read(tree)) != NULL) {
		if (f->fts_info == FTS_F)
			faults += load_one(f->fts_path, strlen(root), out,
			    fault, arg);
		if (f->fts_info != FTS_ERR && f->fts_info != FTS_DNR &&
		    f->fts_info != FTS_NS)
			continue;
		memset(&err, 0, sizeof err);
		error_set(&err, "%s: %s", f->fts_path, strerror(f->fts_errno));
		fault(&err, arg);
		faults++;
	}
	if (tree != NULL)
		fts_close(tree);
	free(root);
	return faults;
}
