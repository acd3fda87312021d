/*
 * client.h -- the clients that were built: a manifest, one line each.
 */
#ifndef RESOLVER_TESTS_CLIENT_H
#define RESOLVER_TESTS_CLIENT_H

#include "fakedns/error.h"

#include <stdbool.h>
#include <stddef.h>

struct client {
	char *name;    /* "musl-1.2.5" */
	char *family;  /* "musl" */
	char *version; /* "1.2.5" */
	char *arch;    /* "x86_64" */
	char *package; /* Debian package version, or "-" */
	char *sha256;  /* of the library inside or behind it, or "-" */
	char *dir;     /* of its programs; absolute or below the caller's cwd */
};

struct clients {
	struct client *v; /* owned */
	size_t count;
};

/*
 * Reads clients.tsv: "# …" lines are skipped; the rest is name, family,
 * version, arch, package, sha256, dir, tab separated; dir is relative to the
 * manifest.  Returns -1 with ERR set.
 */
int clients_load(const char *manifest, struct clients *out, struct error *err);
void clients_clear(struct clients *);
/* PATTERN is a family or a client's name, with "*" and the like. */
bool client_matches(const struct client *, const char *pattern);
/*
 * The program of CLIENT that makes CALL ("getaddrinfo"), to be freed; NULL
 * where CLIENT has none, which is not an error but n/a.
 */
char *client_program(const struct client *, const char *call);

/*
 * The same for the program whose clock can be set, which makes some calls only;
 * NULL where the client has none.
 */
char *client_clock_program(const struct client *);

#endif
