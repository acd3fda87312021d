/*
 * options.h -- the command line of resolver-tests.
 */
#ifndef RESOLVER_TESTS_OPTIONS_H
#define RESOLVER_TESTS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* Exit statuses; resolver-tests.1 lists them. */
enum {
	STATUS_GOOD = 0,
	STATUS_DEVIATES = 1,  /* a bad verdict, a problem, a regression */
	STATUS_BAD_INPUT = 2, /* arguments, corpus, clients, results */
	STATUS_NO_CELLS = 3,  /* the machine refuses namespaces */
};

enum format {
	FORMAT_SUMMARY, /* text */
	FORMAT_TAP,
	FORMAT_JSON,
	FORMAT_MARKDOWN,
	FORMAT_JUNIT,
	FORMAT_HTML,
};

struct options {
	int argc; /* of the program */
	char *const *argv;
	unsigned given; /* options, a bit each; see options_scope.h */
	const char *command;
	char *const *words; /* behind the options */
	size_t word_count;
	const char *corpus;  /* folder, or NULL: found by itself */
	const char *clients; /* manifest, or NULL */
	const char *results; /* result lines go there or come from there */
	const char *junit;   /* these two of run: files to write, or NULL */
	const char *tap_file;
	const char *capture;       /* folder for the traffic, or NULL */
	bool with_octets;          /* in the journals */
	const char **client_globs; /* owned */
	size_t client_glob_count;
	const char **as; /* owned; OLD=NEW, clients that are compared */
	size_t as_count;
	const char *tag;        /* only scenarios with it, or NULL */
	unsigned width, widest; /* trials at once, see schedule.h */
	enum format format;
	bool format_said; /* else what the command has by itself */
	bool with_tags;
	bool coverage; /* list what has to be covered */
	bool no_skip;
	bool in_full; /* the summary */
	bool quick;   /* these are bench's */
	bool has_seed;
	unsigned long long seed;
	unsigned rounds, slice_ms; /* 0: as many as it takes */
	const char *baseline;      /* name of a client, or NULL */
	const char *output;        /* where a report goes, or NULL */
	bool anonymous;            /* it does not name the machine */
	bool claims;               /* it is of what is said in public, alone */
};

/* Returns 0; 1 where the program is done; -1 after saying what is wrong. */
int options_read(int argc, char **argv, struct options *out);
void options_clear(struct options *);

#endif
