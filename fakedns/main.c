/* fakedns -- plays the server half of a scenario for any client. */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/descriptors.h"
#include "fakedns/listen.h"
#include "fakedns/log.h"
#include "fakedns/options.h"
#include "fakedns/play.h"
#include "fakedns/xalloc.h"

static int
check_address(const char *text)
{
	struct sockaddr_storage ss;
	socklen_t len;

	if (listen_address(text, 0, &ss, &len) == 0)
		return 0;
	fprintf(stderr,
	    "fakedns: `%s` is no address, want an IPv4 or IPv6 address\n",
	    text);
	return -1;
}

/* FROM lines that name a server's address or port go where it goes. */
static void
move_source(const struct options *o, const struct scenario *s,
    struct source_spec *source)
{
	for (size_t i = 0; i < s->server_count; i++) {
		const struct server_spec *server = &s->servers[i];

		if (i < o->address_count &&
		    strcmp(source->address, server->address) == 0) {
			free(source->address);
			source->address = xstrdup(o->addresses[i]);
			break;
		}
	}
	for (size_t i = 0; o->port != 0 && i < s->server_count; i++)
		if (source->port == s->servers[i].port) {
			source->port = (uint16_t)o->port;
			break;
		}
}

/* -a and -p in place of what the file says. */
static int
replace_addresses(const struct options *o, struct scenario *s)
{
	if (o->address_count > 0 && o->address_count != s->server_count) {
		fprintf(stderr,
		    "fakedns: %s has %zu servers, want an -a for each\n",
		    s->path, s->server_count);
		return -1;
	}
	for (size_t i = 0; i < s->source_count; i++)
		move_source(o, s, &s->sources[i]);
	for (size_t i = 0; i < s->server_count; i++) {
		if (i < o->address_count) {
			if (check_address(o->addresses[i]) == -1)
				return -1;
			free(s->servers[i].address);
			s->servers[i].address = xstrdup(o->addresses[i]);
		}
		if (o->port != 0)
			s->servers[i].port = (uint16_t)o->port;
	}
	return 0;
}

/* The scenario that is played: the first variant that is left. */
static struct scenario *
load(const struct options *o, struct scenarios *list)
{
	struct error err = { 0 };
	size_t variants;

	if (scenarios_load_first(o->path, o->variant, list, &variants, &err) ==
	    -1) {
		fprintf(stderr, "%s\n", err.text);
		return NULL;
	}
	if (variants == 0) {
		fprintf(stderr, "fakedns: %s has no variant `%s`\n", o->path,
		    o->variant);
		return NULL;
	}
	if (replace_addresses(o, list->v[0]) == -1)
		return NULL;
	if (variants > 1)
		log_warn("%s has %zu variants, playing %s; choose with -D",
		    o->path, variants, list->v[0]->variant);
	return list->v[0];
}

int
main(int argc, char **argv)
{
	struct scenarios list = { 0 };
	const struct scenario *s;
	struct options o;
	int ret;

	descriptors_open_standard();
	descriptors_raise_limit();
	signal(SIGPIPE, SIG_IGN); /* a reader that goes away is an errno */
	signal(SIGXFSZ, SIG_IGN); /* and so is a file that may not grow */
	ret = options_read(argc, argv, &o);
	if (ret != 0) {
		ret = ret == 1 ? 0 : EXIT_BAD_INPUT;
	} else {
		s = load(&o, &list);
		ret = s == NULL ? EXIT_BAD_INPUT : play(&o, s);
	}
	scenarios_clear(&list);
	options_clear(&o);
	return ret;
}
