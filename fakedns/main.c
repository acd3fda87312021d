/* fakedns -- plays the server half of a scenario for any client. */
#include "config.h"

#include <errno.h>
#include <event2/event.h>
#include <getopt.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/listen.h"
#include "fakedns/log.h"
#include "fakedns/server.h"
#include "fakedns/xalloc.h"

/* Exit statuses; fakedns.1 lists them. */
enum { EXIT_BAD_INPUT = 2, EXIT_CANNOT_RUN = 3 };

struct options {
	const char *addresses[SERVERS_MAX];
	size_t address_count;
	unsigned port; /* 0: as the scenario says */
	unsigned step;
	const char *variant; /* "n=48,m=2", or NULL */
	char *variant_owned;
	bool expose;
	const char *path;
};

static const char usage[] =
    "usage: fakedns [-v] [-a ADDRESS]... [-p PORT] [-D NAME=VALUE]...\n"
    "               [--step N] [--expose] FILE\n"
    "\n"
    "Plays the nameservers of a scenario or testns data FILE.  Prints `ready`\n"
    "once every socket is bound, then a line of JSON for each event; ends at\n"
    "SIGTERM or SIGINT.\n"
    "\n"
    "  -a ADDRESS     listen here in place of the file's servers, in order\n"
    "  -p PORT        listen on this port in place of the file's\n"
    "  -D NAME=VALUE  choose a variant of a file with VARY lines\n"
    "  --step N       play step N of a file with steps (default 1)\n"
    "  --expose       allow addresses that are not on a loopback interface\n"
    "  -v             say on stderr what is done\n"
    "  --help, --version\n";

static int
bad_usage(const char *why, const char *what)
{
	fprintf(stderr, "fakedns: %s `%s`\n%s", why, what, usage);
	return -1;
}

static void
add_variant(struct options *o, const char *text)
{
	char *longer = o->variant == NULL
			   ? xstrdup(text)
			   : xasprintf("%s,%s", o->variant, text);

	free(o->variant_owned);
	o->variant = o->variant_owned = longer;
}

static int
number_option(const char *text, long max, unsigned *out)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(text, &end, 10);
	if (errno != 0 || *end != '\0' || end == text || n < 1 || n > max)
		return bad_usage("not a number in range:", text);
	*out = (unsigned)n;
	return 0;
}

/* Returns 0, 1 where the program is done, or -1. */
static int
read_options(int argc, char **argv, struct options *o)
{
	static const struct option longs[] = { { "step", 1, NULL, 's' },
		{ "expose", 0, NULL, 'x' }, { "help", 0, NULL, 'h' },
		{ "version", 0, NULL, 'V' }, { NULL, 0, NULL, 0 } };
	int c;

	*o = (struct options){ .step = 1 };
	while ((c = getopt_long(argc, argv, "a:p:D:v", longs, NULL)) != -1) {
		if (c == 'a' && o->address_count < SERVERS_MAX)
			o->addresses[o->address_count++] = optarg;
		else if (c == 'p' && number_option(optarg, 65535, &o->port))
			return -1;
		else if (c == 's' && number_option(optarg, 10000, &o->step))
			return -1;
		else if (c == 'D')
			add_variant(o, optarg);
		else if (c == 'x')
			o->expose = true;
		else if (c == 'v')
			log_verbose = true;
		else if (c == 'h')
			return fputs(usage, stdout) == EOF ? -1 : 1;
		else if (c == 'V')
			return puts(PACKAGE_STRING) == EOF ? -1 : 1;
		else if (c == '?')
			return bad_usage("unknown option", argv[optind - 1]);
	}
	if (argc - optind != 1)
		return bad_usage("want one FILE, got",
		    argc == optind ? "nothing" : argv[optind + 1]);
	o->path = argv[optind];
	return 0;
}

static bool
same_address(const struct sockaddr *a, const struct sockaddr_storage *b)
{
	const struct sockaddr_in6 *a6 = (const struct sockaddr_in6 *)a;
	const struct sockaddr_in6 *b6 = (const struct sockaddr_in6 *)b;

	if (a == NULL || a->sa_family != b->ss_family)
		return false;
	if (a->sa_family == AF_INET)
		return memcmp(&((const struct sockaddr_in *)a)->sin_addr,
			   &((const struct sockaddr_in *)b)->sin_addr, 4) == 0;
	/* every interface may have the same link-local address */
	return memcmp(&a6->sin6_addr, &b6->sin6_addr, 16) == 0 &&
	       (!IN6_IS_ADDR_LINKLOCAL(&b6->sin6_addr) ||
		   a6->sin6_scope_id == b6->sin6_scope_id);
}

/* True where the address is on a loopback interface, or in 127.0.0.0/8. */
static bool
is_loopback(const struct sockaddr_storage *ss)
{
	struct ifaddrs *list, *i;
	bool found = false;

	if (ss->ss_family == AF_INET &&
	    ntohl(((const struct sockaddr_in *)ss)->sin_addr.s_addr) >> 24 ==
		127)
		return true;
	if (getifaddrs(&list) == -1)
		return false;
	for (i = list; i != NULL; i = i->ifa_next)
		found = found || ((i->ifa_flags & IFF_LOOPBACK) != 0 &&
				     same_address(i->ifa_addr, ss));
	freeifaddrs(list);
	return found;
}

static bool
address_parse(const char *text, uint16_t port, struct sockaddr_storage *out)
{
	socklen_t len;

	if (listen_address(text, port, out, &len) == 0)
		return true;
	fprintf(stderr,
	    "fakedns: `%s` is no address, want an IPv4 or IPv6 address\n",
	    text);
	return false;
}

static int
check_exposure(const struct options *o, const struct server_spec *spec)
{
	struct sockaddr_storage ss;

	if (!address_parse(spec->address, spec->port, &ss))
		return -1;
	if (o->expose || is_loopback(&ss))
		return 0;
	fprintf(stderr,
	    "fakedns: %s is not on a loopback interface, want one "
	    "that is (`ip address add %s dev lo`, or -a 127.0.0.1), or "
	    "--expose\n",
	    spec->address, spec->address);
	return -1;
}

/* The states of the scenario's servers, as sockets. */
static int
open_sockets(struct server *server, const struct scenario *s, size_t i,
    unsigned step)
{
	enum udp_state udp;
	enum tcp_state tcp;

	scenario_server_state(s, i, step, &udp, &tcp);
	for (int is_tcp = 0; is_tcp < 2; is_tcp++) {
		struct listen_spec spec = { .address = s->servers[i].address,
			.port = s->servers[i].port,
			.tcp = is_tcp };
		int fds[2];

		if (is_tcp ? tcp == TCP_REFUSED : udp == UDP_CLOSED)
			continue;
		if (is_tcp && tcp == TCP_FULL)
			spec.state = LISTEN_FULL;
		if (is_tcp && tcp == TCP_BLACKHOLE)
			spec.state = LISTEN_BLACKHOLE;
		if (listen_open(&spec, fds) == -1) {
			fprintf(stderr, "fakedns: %s port %u (%s): %s%s\n",
			    spec.address, spec.port, is_tcp ? "TCP" : "UDP",
			    strerror(errno),
			    errno == EADDRNOTAVAIL ? "; add it to lo, or use -a"
			    : errno == EACCES
				? "; ports below 1024 need root, or use -p"
				: "");
			return -1;
		}
		server_add_socket(server, i, is_tcp, fds[0]);
	}
	return 0;
}

static void
print_event(const struct journal_event *e, void *arg)
{
	char *line = journal_format(e);

	(void)arg;
	puts(line);
	fflush(stdout);
	free(line);
}

static void
stop(evutil_socket_t sig, short what, void *base)
{
	(void)sig;
	(void)what;
	event_base_loopbreak(base);
}

static int
play(const struct options *o, struct event_base *base, const struct scenario *s)
{
	struct server *server = server_new(base, s, print_event, NULL);
	struct event *term = evsignal_new(base, SIGTERM, stop, base);
	struct event *interrupt = evsignal_new(base, SIGINT, stop, base);
	int ret = EXIT_CANNOT_RUN;

	server_set_step(server, o->step);
	event_add(term, NULL);
	event_add(interrupt, NULL);
	for (size_t i = 0; i < s->server_count; i++)
		if (check_exposure(o, &s->servers[i]) == -1 ||
		    open_sockets(server, s, i, o->step) == -1)
			goto out;
	puts("ready");
	fflush(stdout);
	event_base_dispatch(base);
	ret = 0;
out:
	event_free(term);
	event_free(interrupt);
	server_free(server);
	return ret;
}

/* -a and -p in place of what the file says. */
static int
replace_addresses(const struct options *o, struct scenario *s)
{
	struct sockaddr_storage ss;

	if (o->address_count > 0 && o->address_count != s->server_count) {
		fprintf(stderr,
		    "fakedns: %s has %zu servers, want an -a for "
		    "each\n",
		    s->path, s->server_count);
		return -1;
	}
	for (size_t i = 0; i < s->server_count; i++) {
		if (i < o->address_count) {
			if (!address_parse(o->addresses[i], 0, &ss))
				return -1;
			free(s->servers[i].address);
			s->servers[i].address = xstrdup(o->addresses[i]);
		}
		if (o->port != 0)
			s->servers[i].port = (uint16_t)o->port;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct event_base *base;
	struct options o;
	int ret = read_options(argc, argv, &o);

	if (ret != 0) {
		free(o.variant_owned);
		return ret == 1 ? 0 : EXIT_BAD_INPUT;
	}
	ret = EXIT_BAD_INPUT;
	if (scenarios_load(o.path, o.path, o.variant, &list, &err) == -1) {
		fprintf(stderr, "%s\n", err.text);
	} else if (list.count == 0) {
		fprintf(stderr, "fakedns: %s has no variant `%s`\n", o.path,
		    o.variant);
	} else if (replace_addresses(&o, list.v[0]) == 0) {
		if (list.count > 1)
			log_warn("%s has %zu variants, playing %s; choose "
				 "with -D",
			    o.path, list.count, list.v[0]->variant);
		signal(SIGPIPE, SIG_IGN);
		base = event_base_new();
		ret = play(&o, base, list.v[0]);
		event_base_free(base);
	}
	scenarios_clear(&list);
	free(o.variant_owned);
	return ret;
}
