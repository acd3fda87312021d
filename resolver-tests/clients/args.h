/*
 * args.h -- the words after CALL: first those a call cannot do without, then
 * `key=value` options.  \DDD is an octet, \\ a backslash, and exactly NULL the
 * null pointer.  The first mistake is kept; a call asks args_bad() once, when
 * it has read all it wants.
 */
#ifndef CLIENTS_ARGS_H
#define CLIENTS_ARGS_H

#include <stdbool.h>

enum { ARGS_WORDS = 2, ARGS_OPTIONS = 16 };

struct args_option {
	const char *key;
	const char *value; /* NULL: the null pointer */
	bool used;
};

struct args {
	const char *words[ARGS_WORDS]; /* NULL: the null pointer */
	struct args_option options[ARGS_OPTIONS];
	unsigned option_count;
	char error[160]; /* "" as long as all is well */
};

/* A name for a bit or a number; a table ends with the name NULL. */
struct args_name {
	const char *name;
	int value;
};

/*
 * Decodes \DDD and \\ where TEXT stands.  Returns 0, or -1 for any other
 * backslash, or a \DDD above 255.
 */
int args_decode(char *text);

/*
 * Splits ARGV, which is decoded in place and must outlive ARGS: WORDS words,
 * then options.  What goes wrong is in ARGS->error.
 */
void args_init(struct args *args, int argc, char **argv, unsigned words);

bool args_has(struct args *args, const char *key);

/* The value of KEY, or FALLBACK when there is none. */
const char *args_text(struct args *args, const char *key, const char *fallback);
int args_number(struct args *args, const char *key, int fallback);

/* One name of TABLE, or a number. */
int args_choice(struct args *args, const char *key,
    const struct args_name *table, int fallback);

/* Names of TABLE joined by commas and ored together, or a number. */
int args_flags(struct args *args, const char *key,
    const struct args_name *table, int fallback);

/* inet, inet6, unspec or a number. */
int args_family(struct args *args, const char *key, int fallback);

/* stream, dgram, any or a number; `stream` when there is none. */
int args_socktype(struct args *args, const char *key);

/* Whether anything was wrong, an option that nobody asked for included. */
bool args_bad(struct args *args);

/* Keeps the first complaint: "KEY=VALUE: want WANT". */
void args_complain(struct args *args, const char *key, const char *value,
    const char *want);

#endif
