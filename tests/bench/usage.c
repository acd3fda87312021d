#include "config.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "tests/bench/usage.h"

/* Adds one thread: two numbers of nanoseconds stand in its schedstat. */
static void
add_thread(struct usage *u, const char *pid, const char *thread)
{
	char *path = xasprintf("/proc/%s/task/%s/schedstat", pid, thread);
	uint64_t ran, waited;
	FILE *f = fopen(path, "re");

	free(path);
	if (f == NULL)
		return;
	if (fscanf(f, "%" SCNu64 " %" SCNu64, &ran, &waited) == 2) {
		u->ran_ns += ran;
		u->waited_ns += waited;
	}
	fclose(f);
}

static void
add_process(struct usage *u, const char *pid)
{
	char *path = xasprintf("/proc/%s/task", pid);
	const struct dirent *entry;
	DIR *d = opendir(path);

	free(path);
	if (d == NULL)
		return;
	while ((entry = readdir(d)) != NULL)
		if (entry->d_name[0] != '.')
			add_thread(u, pid, entry->d_name);
	closedir(d);
}

struct usage
usage_of(const char *pids)
{
	struct usage u = { 0 };
	char *text, *pid, *rest;

	if (pids == NULL)
		return u;
	text = xstrdup(pids);
	for (pid = strtok_r(text, ",", &rest); pid != NULL;
	     pid = strtok_r(NULL, ",", &rest))
		add_process(&u, pid);
	free(text);
	return u;
}
