#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fakedns/capture_file.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/captures.h"
#include "resolver-tests/text.h"
#include "resolver-tests/traffic.h"

struct trial_capture {
	struct captures *all;
	struct capture_file *file;
	char *path;
};

static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || strchr("-_=,", c) != NULL;
}

/* No two names become the same, and none leaves the folder. */
static void
add_safe(struct text *out, const char *name)
{
	bool at_start = true;

	for (; *name != '\0'; name++) {
		if (is_plain(*name) || *name == '/' ||
		    (*name == '.' && !at_start))
			text_add_octets(out, name, 1);
		else if (*name == ':')
			text_add_octets(out, "+", 1);
		else
			text_add(out, "%%%02X", (unsigned char)*name);
		at_start = *name == '/';
	}
}

char *
captures_path(const char *folder, const char *scenario, const char *client,
    bool again)
{
	struct text out = { 0 };

	text_add(&out, "%s/", folder);
	add_safe(&out, scenario);
	text_add(&out, ".");
	add_safe(&out, client);
	text_add(&out, "%s.pcapng", again ? ".again" : "");
	return text_take(&out);
}

/* All folders above what PATH names; PATH is as it was in the end. */
static int
make_parents(char *path)
{
	for (char *at = strchr(path + 1, '/'); at != NULL;
	     at = strchr(at + 1, '/')) {
		int ret;

		*at = '\0';
		ret = mkdir(path, 0777);
		*at = '/';
		if (ret == -1 && errno != EEXIST)
			return -1;
	}
	return 0;
}

int
captures_open(struct captures *c, const char *folder)
{
	char *inside;
	int ret = 0;

	*c = (struct captures){ .folder = folder };
	/*
	 * The first socket that wants times gets none for its first frames:
	 * the kernel needs a moment before it takes them, then for everybody.
	 */
	c->keeper = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	packets_stamp(c->keeper);
	if (folder == NULL)
		return 0;
	if (*folder == '\0') { /* everything would go to the root */
		error_set(&c->err, "--capture: no name, want a folder");
		return -1;
	}
	inside = xasprintf("%s/.", folder);
	if (make_parents(inside) == -1 || access(inside, W_OK) == -1) {
		error_set(&c->err, "%s: %s", folder, strerror(errno));
		ret = -1;
	}
	free(inside);
	return ret;
}

void
captures_close(struct captures *c)
{
	if (c->keeper != -1)
		close(c->keeper);
	c->keeper = -1;
}

/* The repeat of an earlier run would be taken for one of this run's. */
static void
remove_repeat(const struct captures *all, const char *scenario,
    const char *client)
{
	char *path = captures_path(all->folder, scenario, client, true);

	(void)unlink(path);
	free(path);
}

struct trial_capture *
captures_begin(struct captures *all, const char *scenario, const char *client,
    bool again)
{
	struct capture_file_spec spec = { .is_quiet = true };
	struct trial_capture *c = NULL;
	struct capture_file *file = NULL;
	char *path, *comment;

	if (all == NULL || all->folder == NULL)
		return NULL;
	path = captures_path(all->folder, scenario, client, again);
	comment =
	    xasprintf("%s on %s%s", scenario, client, again ? ", again" : "");
	if (!again)
		remove_repeat(all, scenario, client);
	spec.path = path;
	spec.comment = comment;
	if (make_parents(path) == -1)
		error_set(&all->err, "%s: %s", path, strerror(errno));
	else
		file = capture_file_new(&spec, &all->err);
	if (file != NULL) {
		c = xcalloc(1, sizeof *c);
		*c = (struct trial_capture){ all, file, path };
		path = NULL;
	}
	free(comment);
	free(path);
	return c;
}

void
trial_capture_add(const struct packets_frame *frame, void *arg)
{
	struct trial_capture *c = arg;
	struct ip_packet p;

	if (ip_read_frame(frame->octets, frame->len, &p) == 0 && !p.fragment) {
		ip_ports(&p);
		if (p.from.port == TRAFFIC_HIDDEN_PORT ||
		    p.to.port == TRAFFIC_HIDDEN_PORT)
			return;
	}
	capture_file_add(c->file, frame);
}

void
trial_capture_end(struct trial_capture *c, unsigned dropped)
{
	int why;

	if (c == NULL)
		return;
	why = capture_file_end(c->file, dropped);
	if (why != 0)
		error_set(&c->all->err, "%s: %s", c->path, strerror(why));
	free(c->path);
	free(c);
}
