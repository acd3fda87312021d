#include "config.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "fakedns/log.h"
#include "fakedns/options.h"
#include "fakedns/xalloc.h"

enum { STEP_MAX = 10000 };

static const char usage[] =
    "usage: fakedns [-v] [-a ADDRESS]... [-p PORT] [-D NAME=VALUE]...\n"
    "               [--step N] [--expose] [--journal FILE] [--octets]\n"
    "               [--capture FILE] FILE\n"
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
    "  --journal FILE the events go there; `-' (the default) is the standard\n"
    "                 output, `none' nowhere, `memory' the standard output in\n"
    "                 the end\n"
    "  --octets       put the octets of each message in its event\n"
    "  --capture FILE write the traffic there, for Wireshark and tcpdump\n"
    "  -v             say on stderr what is done\n"
    "  --help, --version\n";

static const struct option longs[] = {
	{ "step", required_argument, NULL, 's' },
	{ "expose", no_argument, NULL, 'x' },
	{ "journal", required_argument, NULL, 'J' },
	{ "octets", no_argument, NULL, 'O' },
	{ "capture", required_argument, NULL, 'C' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static int
bad_usage(const char *why, const char *what)
{
	fprintf(stderr, "fakedns: %s `%s`\n%s", why, what, usage);
	return -1;
}

static int
add_variant(struct options *o, const char *text)
{
	char *longer = o->variant == NULL
			   ? xstrdup(text)
			   : xasprintf("%s,%s", o->variant, text);

	free(o->variant_owned);
	o->variant = o->variant_owned = longer;
	return 0;
}

static int
add_address(struct options *o, const char *text)
{
	if (o->address_count == SERVERS_MAX)
		return bad_usage("one address too many:", text);
	o->addresses[o->address_count++] = text;
	return 0;
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

static int
read_option(int c, const char *word, struct options *o)
{
	switch (c) {
	case 'a':
		return add_address(o, optarg);
	case 'p':
		return number_option(optarg, UINT16_MAX, &o->port);
	case 's':
		return number_option(optarg, STEP_MAX, &o->step);
	case 'D':
		return add_variant(o, optarg);
	case 'x':
		o->expose = true;
		return 0;
	case 'J':
		o->journal = optarg;
		return 0;
	case 'O':
		o->with_octets = true;
		return 0;
	case 'C':
		o->capture = optarg;
		return 0;
	case 'v':
		log_verbose = true;
		return 0;
	case 'h':
		return fputs(usage, stdout) == EOF ? -1 : 1;
	case 'V':
		return puts(PACKAGE_STRING) == EOF ? -1 : 1;
	case ':':
		return bad_usage("no argument for", word);
	default:
		return bad_usage("unknown option", word);
	}
}

int
options_read(int argc, char **argv, struct options *o)
{
	int c, ret;

	*o = (struct options){ .step = 1, .journal = "-" };
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":a:p:D:v", longs, NULL)) != -1) {
		ret = read_option(c, argv[optind - 1], o);
		if (ret != 0)
			return ret;
	}
	if (argc - optind != 1)
		return bad_usage("want one FILE, got",
		    argc == optind ? "nothing" : argv[optind + 1]);
	o->path = argv[optind];
	return 0;
}

void
options_clear(struct options *o)
{
	free(o->variant_owned);
}
