#include "config.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/client.h"

enum { FIELDS = 7 }; /* name family version arch package sha256 dir */

/* Programs of a libc, one an API family; other clients have only "any". */
static const struct {
	const char *call;
	const char *program;
} programs[] = {
	{ "getaddrinfo", "addrinfo" },
	{ "getnameinfo", "addrinfo" },
	{ "gai_strerror", "addrinfo" },
	{ "version", "addrinfo" },
	{ "gethostbyname", "hostent" },
	{ "gethostbyname2", "hostent" },
	{ "gethostbyname2_r", "hostent" },
	{ "gethostbyaddr", "hostent" },
	{ "gethostbyaddr_r", "hostent" },
	{ "res_query", "res" },
	{ "res_search", "res" },
	{ "res_querydomain", "res" },
	{ "res_mkquery", "res" },
	{ "res_send", "res" },
	{ "getservbyport_r", "misc" },
	{ "inet_ntop", "misc" },
};

/* DIR as the manifest at MANIFEST means it. */
static char *
resolve_dir(const char *manifest, const char *dir)
{
	const char *slash = strrchr(manifest, '/');

	if (dir[0] == '/' || slash == NULL)
		return xstrdup(dir);
	return xasprintf("%.*s/%s", (int)(slash - manifest), manifest, dir);
}

static int
split_fields(char *line, char *fields[FIELDS])
{
	size_t n = 0;
	char *field;

	while ((field = strsep(&line, "\t")) != NULL) {
		if (n == FIELDS || field[0] == '\0')
			return -1;
		fields[n++] = field;
	}
	return n == FIELDS ? 0 : -1;
}

static int
add_client(struct clients *out, const struct place *at, char *line,
    struct error *err)
{
	char *fields[FIELDS];

	line[strcspn(line, "\n")] = '\0';
	if (line[0] == '#' || line[0] == '\0')
		return 0;
	if (split_fields(line, fields) == -1) {
		error_at(err, at,
		    "not a client, want name, family, version, arch, "
		    "package, sha256, dir with tabs between");
		return -1;
	}
	for (size_t i = 0; i < out->count; i++)
		if (strcmp(out->v[i].name, fields[0]) == 0) {
			error_at(err, at,
			    "client \"%s\" is there twice, "
			    "want each name once",
			    fields[0]);
			return -1;
		}
	out->v = xgrow(out->v, out->count, sizeof *out->v);
	out->v[out->count++] = (struct client){
		.name = xstrdup(fields[0]),
		.family = xstrdup(fields[1]),
		.version = xstrdup(fields[2]),
		.arch = xstrdup(fields[3]),
		.package = xstrdup(fields[4]),
		.sha256 = xstrdup(fields[5]),
		.dir = resolve_dir(at->file, fields[6]),
	};
	return 0;
}

int
clients_load(const char *manifest, struct clients *out, struct error *err)
{
	struct place at = { .file = manifest, .column = 1 };
	FILE *f = fopen(manifest, "re");
	char *line = NULL;
	size_t capacity = 0;
	int ret = -1;

	memset(out, 0, sizeof *out);
	if (f == NULL) {
		error_set(err, "%s: %s", manifest, strerror(errno));
		return -1;
	}
	while (getline(&line, &capacity, f) != -1) {
		at.line++;
		if (add_client(out, &at, line, err) == -1)
			goto out;
	}
	if (ferror(f))
		error_set(err, "%s: %s", manifest, strerror(errno));
	else
		ret = 0;
out:
	fclose(f);
	free(line);
	if (ret == -1)
		clients_clear(out);
	return ret;
}

void
clients_clear(struct clients *clients)
{
	for (size_t i = 0; i < clients->count; i++) {
		struct client *c = &clients->v[i];

		free(c->name);
		free(c->family);
		free(c->version);
		free(c->arch);
		free(c->package);
		free(c->sha256);
		free(c->dir);
	}
	free(clients->v);
	memset(clients, 0, sizeof *clients);
}

bool
client_matches(const struct client *client, const char *pattern)
{
	return fnmatch(pattern, client->family, 0) == 0 ||
	       fnmatch(pattern, client->name, 0) == 0;
}

/* DIR/PROGRAM where it may be run, else NULL. */
static char *
find_program(const char *dir, const char *program)
{
	char *path = xasprintf("%s/%s", dir, program);

	if (access(path, X_OK) == 0)
		return path;
	free(path);
	return NULL;
}

char *
client_program(const struct client *client, const char *call)
{
	char *path = NULL;

	for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
		if (strcmp(programs[i].call, call) == 0)
			path = find_program(client->dir, programs[i].program);
	return path != NULL ? path : find_program(client->dir, "any");
}

char *
client_clock_program(const struct client *client)
{
	return find_program(client->dir, "clock");
}
