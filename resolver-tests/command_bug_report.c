/* bug-report: a deviation as a folder that can be sent */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/bug.h"
#include "resolver-tests/paths.h"
#include "resolver-tests/text.h"

enum { DESCRIPTORS = 16 };

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static void
remove_tree(const char *path)
{
	nftw(path, remove_one, DESCRIPTORS, FTW_DEPTH | FTW_PHYS);
}

/* "bug-tcp-eof-n=2-musl-1.2.6", to be freed. */
static char *
default_folder(const struct scenario *s, const struct client *c)
{
	char *name = xasprintf("bug-%s-%s", s->name, c->name);

	for (char *at = name; *at != '\0'; at++)
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXY"
			   "Z"
			   "0123456789.,=_-",
			*at) == NULL)
			*at = '-';
	return name;
}

/* Into DIR, which is new and empty. */
static int
write_report(const struct suite *suite, const struct scenario *scenario,
    const struct client *client, const char *dir)
{
	char *capture = xasprintf("%s/traffic.pcapng", dir),
	     *all = xasprintf("%s.all", capture), *why = NULL, *call = NULL;
	struct paths paths;
	struct error err = { 0 };
	struct bug bug;
	int status = bug_gather(suite, scenario, client, capture, &bug);

	paths_find(&paths);
	remove_tree(all);
	if (status == STATUS_GOOD) {
		why = bug_obstacle(&bug);
		if (why == NULL)
			call = bug_call_source(&bug, paths.bug_report, &why);
		if (call == NULL)
			fprintf(stderr,
			    "resolver-tests: %s on %s deviates, and no small "
			    "reproducer can be made: %s\n",
			    scenario->name, client->name, why);
		status = call == NULL ? STATUS_BAD_INPUT : STATUS_GOOD;
	}
	if (status == STATUS_GOOD &&
	    bug_folder_write(&bug, dir, paths.bug_report, call, &err) == -1) {
		fprintf(stderr, "resolver-tests: %s\n", err.text);
		status = STATUS_BAD_INPUT;
	}
	bug_clear(&bug);
	paths_clear(&paths);
	free(capture);
	free(all);
	free(call);
	free(why);
	return status;
}

/* Beside where it goes; it gets its name when all of it is there. */
static int
make_report(const struct suite *suite, const struct scenario *scenario,
    const struct client *client, const char *folder)
{
	char *part = xasprintf("%s.XXXXXX", folder);
	int status = STATUS_BAD_INPUT;

	if (access(folder, F_OK) == 0) {
		fprintf(stderr,
		    "resolver-tests: %s is there already, want a new folder "
		    "(-o)\n",
		    folder);
	} else if (mkdtemp(part) == NULL || chmod(part, 0755) == -1) {
		fprintf(stderr, "resolver-tests: %s: %s\n", part,
		    strerror(errno));
	} else {
		status = write_report(suite, scenario, client, part);
		if (status == STATUS_GOOD && rename(part, folder) == -1) {
			fprintf(stderr, "resolver-tests: %s: %s\n", folder,
			    strerror(errno));
			status = STATUS_BAD_INPUT;
		}
		if (status != STATUS_GOOD)
			remove_tree(part);
	}
	free(part);
	return status;
}

int
command_bug_report(const struct options *o)
{
	struct suite s;
	const struct scenario *scenario;
	const struct client *client;
	char *folder = NULL;
	int status = suite_load(&s, o, true);

	signal(SIGPIPE, SIG_IGN);
	if (status == STATUS_GOOD) {
		lint_print(&s.faults, stderr);
		scenario = suite_find_scenario(&s, o->words[0]);
		client = suite_find_client(&s, o->words[1]);
		status = STATUS_BAD_INPUT;
		if (scenario != NULL && client != NULL) {
			folder = o->output != NULL
				     ? xstrdup(o->output)
				     : default_folder(scenario, client);
			status = make_report(&s, scenario, client, folder);
		}
	}
	if (status == STATUS_GOOD)
		printf("%s\n", folder);
	free(folder);
	suite_clear(&s);
	return status;
}
