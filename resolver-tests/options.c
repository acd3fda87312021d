#include "config.h"

#include <errno.h>
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/log.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/options.h"
#include "resolver-tests/options_bench.h"
#include "resolver-tests/options_scope.h"

enum { WIDTH = 64, WIDEST = 512, WIDTH_MAX = 1000 };

static const char usage[] =
    "usage: resolver-tests run  [-j N] [-c CLIENT]... [-t TAG] [-r FILE]\n"
    "                           [--capture DIR] [--octets] [--junit FILE]\n"
    "                           [--tap-file FILE] [--long | --tap |\n"
    "                           --format markdown] [--no-skip] [SCENARIO]...\n"
    "       resolver-tests list [-t TAG] [--tags] [SCENARIO]...\n"
    "       resolver-tests list --coverage [ID]...\n"
    "       resolver-tests lint [-r FILE]\n"
    "       resolver-tests show [--capture DIR] [--octets] SCENARIO CLIENT\n"
    "       resolver-tests compare [--as OLD=NEW]... [--format FORMAT]\n"
    "                              [--long] RESULTS RESULTS\n"
    "       resolver-tests bench [--quick] [-c CLIENT]... [--baseline CLIENT]\n"
    "                            [--seed N] [--rounds N] [--slice MS]\n"
    "                            [--long] [-r FILE] [SCENARIO]...\n"
    "       resolver-tests bug-report [-o DIR] SCENARIO CLIENT\n"
    "       resolver-tests report  [-o FILE] [--anonymous] [RESULTS]...\n"
    "       resolver-tests report  --format FORMAT [-o FILE] [RESULTS]\n"
    "       resolver-tests report  --claims [--format FORMAT] [RESULTS]...\n"
    "\n"
    "Runs scenarios of a fake nameserver against stub resolvers, each trial\n"
    "in a sealed cell, and says which of them does what.  SCENARIO and CLIENT\n"
    "are names or shell patterns: `tcp/*', `large/some:n=48', `musl-*'.\n"
    "\n"
    "  -j N, --jobs N       trials at once (64, to 512 while the\n"
    "                       processors idle)\n"
    "  -c, --client GLOB    only these clients; repeatable\n"
    "  -t, --tag TAG        only scenarios with this tag\n"
    "  -r, --results FILE   write the result lines there; lint: read them,\n"
    "                       and say what only a run can tell\n"
    "      --capture DIR    keep each trial's traffic there (pcapng)\n"
    "      --octets         put the messages' octets in the journals\n"
    "      --junit FILE, --tap-file FILE   run: write JUnit XML, TAP there\n"
    "      --long           the summary names every known deviation; compare:\n"
    "                       every trial that is not as it was\n"
    "      --as OLD=NEW     compare: only client OLD with NEW; repeatable\n"
    "      --format FORMAT  run: text or markdown; compare: these or json;\n"
    "                       report: html, junit, tap, markdown\n"
    "  -o, --output FILE    report: write it there (report.html); bug-report:\n"
    "                       the folder that it makes\n"
    "      --anonymous      report: what names the machine is left out\n"
    "      --claims         report: only what is claimed in public, and what\n"
    "                       the results say of it; text or "
    "markdown\n" OPTIONS_BENCH_USAGE
    "      --tap            print TAP in place of the summary\n"
    "      --no-skip        a skipped trial is an error\n"
    "      --tags           list the tags, too\n"
    "      --coverage       list what the corpus has to cover and does not;\n"
    "                       ID, a name or a pattern: those, and by what\n"
    "      --corpus DIR, --clients MANIFEST   in place of our own\n"
    "  -v                   say on stderr what is done\n"
    "      --help, --version\n"
    "\n"
    "Exit status: 0 all as expected, 1 something deviates, 2 bad input,\n"
    "3 this machine refuses the namespaces a cell is made of.\n";

static const struct option longs[] = {
	{ "jobs", required_argument, NULL, 'j' },
	{ "client", required_argument, NULL, 'c' },
	{ "tag", required_argument, NULL, 't' },
	{ "results", required_argument, NULL, 'r' },
	{ "junit", required_argument, NULL, 'J' },
	{ "tap-file", required_argument, NULL, 'I' },
	{ "capture", required_argument, NULL, 'P' },
	{ "octets", no_argument, NULL, 'O' },
	{ "long", no_argument, NULL, 'L' },
	{ "as", required_argument, NULL, 'A' },
	{ "format", required_argument, NULL, 'F' },
	{ "tap", no_argument, NULL, 'T' },
	{ "no-skip", no_argument, NULL, 'S' },
	{ "tags", no_argument, NULL, 'G' },
	{ "coverage", no_argument, NULL, 'D' },
	{ "corpus", required_argument, NULL, 'C' },
	{ "clients", required_argument, NULL, 'M' },
	{ "output", required_argument, NULL, 'o' },
	{ "anonymous", no_argument, NULL, 'N' },
	{ "claims", no_argument, NULL, 'K' },
	OPTIONS_BENCH,
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static int
bad_usage(const char *why, const char *what)
{
	fprintf(stderr, "resolver-tests: %s `%s'\n%s", why, what, usage);
	return -1;
}

static int
read_width(const char *text, struct options *o)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(text, &end, 10);
	if (errno != 0 || *end != '\0' || end == text || n < 1 || n > WIDTH_MAX)
		return bad_usage("-j wants a number from 1 to 1000, got", text);
	o->width = o->widest = (unsigned)n;
	return 0;
}

static const struct {
	const char *name;
	enum format format;
	const char *commands; /* that have it */
} formats[] = {
	{ "text", FORMAT_SUMMARY,
	    "run list lint show compare report bug-report bench" },
	{ "tap", FORMAT_TAP, "run report" },
	{ "json", FORMAT_JSON, "compare" },
	{ "markdown", FORMAT_MARKDOWN, "run compare report" },
	{ "junit", FORMAT_JUNIT, "report" },
	{ "html", FORMAT_HTML, "report" },
};

static int
read_format(const char *text, struct options *o)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(text, formats[i].name) == 0) {
			o->format = formats[i].format;
			o->format_said = true;
			return 0;
		}
	return bad_usage("unknown format", text);
}

static void
add_word(const char ***words, size_t *count, const char *word)
{
	*words = xgrow((void *)(uintptr_t)*words, *count, sizeof **words);
	(*words)[(*count)++] = word;
}

static int
read_bench_option(int c, const char *word, struct options *o)
{
	const char *why;

	switch (options_bench_read(c, optarg, o, &why)) {
	case 0:
		return 0;
	case -1:
		return bad_usage(why, optarg);
	default:
		return bad_usage("unknown option or no argument for", word);
	}
}

static int
read_option(int c, const char *word, struct options *o)
{
	switch (c) {
	case 'j':
		return read_width(optarg, o);
	case 'c':
		add_word(&o->client_globs, &o->client_glob_count, optarg);
		return 0;
	case 'A':
		add_word(&o->as, &o->as_count, optarg);
		return 0;
	case 'F':
		return read_format(optarg, o);
	case 't':
		o->tag = optarg;
		return 0;
	case 'r':
		o->results = optarg;
		return 0;
	case 'J':
		o->junit = optarg;
		return 0;
	case 'I':
		o->tap_file = optarg;
		return 0;
	case 'P':
		o->capture = optarg;
		return 0;
	case 'O':
		o->with_octets = true;
		return 0;
	case 'L':
		o->in_full = true;
		return 0;
	case 'T':
		o->format = FORMAT_TAP;
		return 0;
	case 'S':
		o->no_skip = true;
		return 0;
	case 'G':
		o->with_tags = true;
		return 0;
	case 'D':
		o->coverage = true;
		return 0;
	case 'o':
		o->output = optarg;
		return 0;
	case 'N':
		o->anonymous = true;
		return 0;
	case 'K':
		o->claims = true;
		return 0;
	case 'C':
		o->corpus = optarg;
		return 0;
	case 'M':
		o->clients = optarg;
		return 0;
	case 'v':
		log_verbose = true;
		return 0;
	case 'h':
		return fputs(usage, stdout) == EOF ? -1 : 1;
	case 'V':
		return puts(PACKAGE_STRING) == EOF ? -1 : 1;
	default:
		return read_bench_option(c, word, o);
	}
}

/* Its words, and options that nobody else has. */
static int
check_compare(const struct options *o)
{
	bool compare = strcmp(o->command, "compare") == 0;

	if (compare && o->word_count != 2)
		return bad_usage("compare wants two files of results, got "
				 "words:",
		    o->word_count == 0 ? "none" : o->words[o->word_count - 1]);
	return 0;
}

static bool
is_same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* The outputs that only some commands have. */
static int
check_output(const struct options *o)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (formats[i].format == o->format &&
		    !options_scope_has(formats[i].commands, o->command)) {
			fprintf(stderr,
			    "resolver-tests: `%s' has no --format %s\n%s",
			    o->command, formats[i].name, usage);
			return -1;
		}
	if (is_same(o->results, o->junit) || is_same(o->results, o->tap_file))
		return bad_usage("want another file than the results', got",
		    o->results);
	if (is_same(o->junit, o->tap_file))
		return bad_usage("want two files, got", o->junit);
	return 0;
}

/* What only `report' has, and what of it does not go together. */
static int
check_report(struct options *o)
{
	const bool report = strcmp(o->command, "report") == 0;

	if (!report)
		return 0;
	if (!o->format_said)
		o->format = o->claims ? FORMAT_SUMMARY : FORMAT_HTML;
	if (o->claims && o->format != FORMAT_SUMMARY &&
	    o->format != FORMAT_MARKDOWN)
		return bad_usage("--claims wants --format text or markdown, "
				 "got",
		    "another");
	if (!o->claims && o->format == FORMAT_SUMMARY)
		return bad_usage("report has --format text only with",
		    "--claims");
	if (o->anonymous && o->format != FORMAT_HTML)
		return bad_usage("--anonymous is for --format", "html");
	return 0;
}

static int
check_command(struct options *o)
{
	static const char *const commands[] = { "run", "list", "lint", "show",
		"compare", "report", "bug-report", "bench" };

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (strcmp(o->command, commands[i]) != 0)
			continue;
		if ((strcmp(o->command, "show") == 0 ||
			strcmp(o->command, "bug-report") == 0) &&
		    o->word_count != 2)
			return bad_usage("want a scenario and a client, got "
					 "words:",
			    o->word_count == 0 ? "none"
					       : o->words[o->word_count - 1]);
		if (strcmp(o->command, "lint") == 0 && o->word_count != 0)
			return bad_usage("lint wants no words, got",
			    o->words[0]);
		if (options_scope_check(o) == -1)
			return -1;
		if (options_bench_check(o) != NULL)
			return bad_usage(options_bench_check(o), o->command);
		if (check_compare(o) == -1 || check_report(o) == -1)
			return -1;
		return check_output(o);
	}
	return bad_usage("unknown command", o->command);
}

int
options_read(int argc, char **argv, struct options *o)
{
	int c, ret;

	*o = (struct options){ .argc = argc,
		.argv = argv,
		.width = WIDTH,
		.widest = WIDEST };
	opterr = 0;
	while (
	    (c = getopt_long(argc, argv, "j:c:t:r:o:v", longs, NULL)) != -1) {
		options_scope_note(o, c);
		ret = read_option(c, argv[optind - 1], o);
		if (ret != 0)
			return ret;
	}
	if (optind == argc)
		return bad_usage("want a command, got", "nothing");
	o->command = argv[optind];
	o->words = argv + optind + 1;
	o->word_count = (size_t)(argc - optind - 1);
	return check_command(o);
}

void
options_clear(struct options *o)
{
	free((void *)(uintptr_t)o->client_globs);
	free((void *)(uintptr_t)o->as);
}
