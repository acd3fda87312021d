#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/whole_file.h"

/* A link is none: /dev/stdout must not be replaced. */
static bool
is_no_file(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

static int
fail(const char *path, struct error *err)
{
	error_set(err, "%s: cannot write: %s",
	    strcmp(path, "-") == 0 ? "stdout" : path, strerror(errno));
	return -1;
}

/* As open(2) would make it: mkstemp() gives it to its owner alone. */
static void
set_mode(int fd)
{
	const mode_t mask = umask(0);

	umask(mask);
	fchmod(fd, 0666 & ~mask);
}

static FILE *
open_temporary(struct whole_file *w)
{
	int fd;

	w->temporary = xasprintf("%s.XXXXXX", w->path);
	fd = mkostemp(w->temporary, O_CLOEXEC);
	if (fd == -1) {
		free(w->temporary);
		w->temporary = NULL;
		return NULL;
	}
	set_mode(fd);
	return fdopen(fd, "w");
}

int
whole_file_open(struct whole_file *w, const char *path, struct error *err)
{
	*w = (struct whole_file){ .path = path };
	if (strcmp(path, "-") == 0)
		w->f = stdout;
	else if (is_no_file(path))
		w->f = fopen(path, "we");
	else
		w->f = open_temporary(w);
	if (w->f != NULL)
		return 0;
	fail(path, err);
	whole_file_abandon(w);
	return -1;
}

int
whole_file_close(struct whole_file *w, struct error *err)
{
	bool good = !ferror(w->f);

	errno = errno == 0 ? EIO : errno;
	good = (w->f == stdout ? fflush(w->f) : fclose(w->f)) == 0 && good;
	w->f = NULL;
	if (good && w->temporary != NULL)
		good = rename(w->temporary, w->path) == 0;
	if (!good) {
		fail(w->path, err);
		whole_file_abandon(w);
		return -1;
	}
	free(w->temporary);
	w->temporary = NULL;
	return 0;
}

void
whole_file_abandon(struct whole_file *w)
{
	if (w->f != NULL && w->f != stdout)
		fclose(w->f);
	if (w->temporary != NULL)
		unlink(w->temporary);
	free(w->temporary);
	*w = (struct whole_file){ .path = w->path };
}

int
whole_file_forget(const char *path, struct error *err)
{
	struct whole_file w;
	struct stat st;

	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return fail(path, err);
	}
	if (strcmp(path, "-") == 0 || is_no_file(path))
		return 0;
	if (unlink(path) == -1 && errno != ENOENT)
		return fail(path, err);
	if (whole_file_open(&w, path, err) == -1)
		return -1;
	whole_file_abandon(&w);
	return 0;
}
