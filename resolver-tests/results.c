#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/results_json.h"

static int
fail(const struct results *r, const char *what, struct error *err)
{
	error_set(err, "%s: %s: %s", r->path, what, strerror(errno));
	return -1;
}

/* One line, whole or not at all; VALUE is released. */
static int
write_line(struct results *r, json_t *value, struct error *err)
{
	char *line = json_dumps(value, JSON_COMPACT | JSON_ENSURE_ASCII);
	size_t len, done = 0;
	ssize_t n;

	json_decref(value);
	if (line == NULL) {
		error_set(err, "%s: a line could not be made", r->path);
		return -1;
	}
	len = strlen(line) + 1;
	line[len - 1] = '\n';
	while (done < len) {
		n = write(r->fd, line + done, len - done);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			break;
		done += (size_t)n;
	}
	free(line);
	if (done < len) {
		fail(r, "cannot write", err);
		if (done > 0 && ftruncate(r->fd, r->good) == -1)
			error_set(err, "%s: cannot cut", r->path);
		return -1;
	}
	r->good += (off_t)len;
	return 0;
}

int
results_open(struct results *r, const char *path, const struct run_info *info,
    struct error *err)
{
	memset(r, 0, sizeof *r);
	r->path = xstrdup(path);
	r->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (r->fd == -1)
		return fail(r, "cannot open", err);
	return write_line(r, results_json_run(info), err);
}

int
results_add(struct results *r, const struct finished *f, struct error *err)
{
	r->counts.verdicts[f->judgement->verdict]++;
	r->counts.trials++;
	return write_line(r, results_json_trial(f), err);
}

int
results_end(struct results *r, const struct run_times *times, struct error *err)
{
	int fd = r->fd;

	if (write_line(r, results_json_end(&r->counts, times), err) == -1)
		return -1;
	r->fd = -1;
	return close(fd) == -1 ? fail(r, "cannot write", err) : 0;
}

void
results_clear(struct results *r)
{
	if (r->fd >= 0)
		close(r->fd);
	r->fd = -1;
	free(r->path);
	r->path = NULL;
}
