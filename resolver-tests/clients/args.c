#include "args.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static const struct args_name families[] = {
	{ "inet", AF_INET },
	{ "inet6", AF_INET6 },
	{ "unspec", AF_UNSPEC },
	{ NULL, 0 },
};

static const struct args_name socktypes[] = {
	{ "stream", SOCK_STREAM },
	{ "dgram", SOCK_DGRAM },
	{ "any", 0 },
	{ NULL, 0 },
};

/* The octet that "DDD" at P stands for, or -1. */
static int
ddd_value(const char *p)
{
	int value = 0, i;

	for (i = 0; i < 3; i++) {
		if (!isdigit((unsigned char)p[i]))
			return -1;
		value = value * 10 + (p[i] - '0');
	}
	return value <= 255 ? value : -1;
}

int
args_decode(char *text)
{
	char *to = text;
	const char *from;

	for (from = text; *from != '\0'; from++) {
		int octet;

		if (*from != '\\') {
			*to++ = *from;
			continue;
		}
		from++;
		if (*from == '\\') {
			*to++ = '\\';
			continue;
		}
		octet = ddd_value(from);
		if (octet == -1)
			return -1;
		*to++ = (char)octet;
		from += 2;
	}
	*to = '\0';
	return 0;
}

void
args_complain(struct args *args, const char *key, const char *value,
    const char *want)
{
	if (args->error[0] != '\0')
		return;
	snprintf(args->error, sizeof args->error, "%.40s=%.60s: want %s", key,
	    value == NULL ? "NULL" : value, want);
}

/* TEXT decoded, or NULL for the bare word NULL. */
static const char *
decode_value(struct args *args, const char *key, char *text)
{
	if (strcmp(text, "NULL") == 0)
		return NULL;
	if (args_decode(text) == -1)
		args_complain(args, key, text, "\\DDD or \\\\ after \\");
	return text;
}

static void
add_option(struct args *args, char *word)
{
	struct args_option *o = &args->options[args->option_count];
	char *equals = strchr(word, '=');

	if (equals == NULL || equals == word) {
		args_complain(args, "option", word, "key=value");
		return;
	}
	if (args->option_count == ARGS_OPTIONS) {
		args_complain(args, "option", word, "fewer options");
		return;
	}
	*equals = '\0';
	o->key = word;
	o->value = decode_value(args, word, equals + 1);
	args->option_count++;
}

void
args_init(struct args *args, int argc, char **argv, unsigned words)
{
	unsigned i, count = argc < 0 ? 0 : (unsigned)argc;

	*args = (struct args){ 0 };
	if (count < words) {
		args_complain(args, "arguments", "too few",
		    words == 1 ? "one word" : "two words");
		return;
	}
	for (i = 0; i < words; i++)
		args->words[i] = decode_value(args, "argument", argv[i]);
	for (; i < count; i++)
		add_option(args, argv[i]);
}

static struct args_option *
find_option(struct args *args, const char *key)
{
	unsigned i;

	for (i = 0; i < args->option_count; i++) {
		if (strcmp(args->options[i].key, key) == 0) {
			args->options[i].used = true;
			return &args->options[i];
		}
	}
	return NULL;
}

bool
args_has(struct args *args, const char *key)
{
	return find_option(args, key) != NULL;
}

const char *
args_text(struct args *args, const char *key, const char *fallback)
{
	const struct args_option *o = find_option(args, key);

	return o == NULL ? fallback : o->value;
}

/* A decimal or 0x number, all of TEXT.  Returns 0, or -1. */
static int
parse_number(const char *text, int *value)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(text, &end, text[0] == '0' && text[1] == 'x' ? 16 : 10);
	if (end == text || *end != '\0' || errno != 0 || n < INT_MIN ||
	    n > INT_MAX)
		return -1;
	*value = (int)n;
	return 0;
}

int
args_number(struct args *args, const char *key, int fallback)
{
	static const struct args_name none[] = { { NULL, 0 } };

	return args_choice(args, key, none, fallback);
}

/* Looks the LEN octets at NAME up.  Returns 0, or -1. */
static int
find_name(const struct args_name *table, const char *name, size_t len,
    int *value)
{
	for (; table->name != NULL; table++) {
		if (strlen(table->name) == len &&
		    memcmp(table->name, name, len) == 0) {
			*value = table->value;
			return 0;
		}
	}
	return -1;
}

int
args_choice(struct args *args, const char *key, const struct args_name *table,
    int fallback)
{
	const struct args_option *o = find_option(args, key);
	int value;

	if (o == NULL)
		return fallback;
	if (o->value != NULL) {
		if (find_name(table, o->value, strlen(o->value), &value) == 0)
			return value;
		if (parse_number(o->value, &value) == 0)
			return value;
	}
	args_complain(args, key, o->value,
	    table->name == NULL ? "a number" : "a known name or a number");
	return fallback;
}

int
args_flags(struct args *args, const char *key, const struct args_name *table,
    int fallback)
{
	const struct args_option *o = find_option(args, key);
	const char *p;
	int value, flags = 0;

	if (o == NULL)
		return fallback;
	if (o->value != NULL && parse_number(o->value, &value) == 0)
		return value;
	for (p = o->value; p != NULL; p = *p == ',' ? p + 1 : NULL) {
		size_t len = strcspn(p, ",");

		if (find_name(table, p, len, &value) == -1) {
			args_complain(args, key, o->value,
			    "known flags in lower case, or a number");
			return fallback;
		}
		flags |= value;
		p += len;
	}
	return flags;
}

int
args_family(struct args *args, const char *key, int fallback)
{
	return args_choice(args, key, families, fallback);
}

int
args_socktype(struct args *args, const char *key)
{
	return args_choice(args, key, socktypes, SOCK_STREAM);
}

bool
args_bad(struct args *args)
{
	unsigned i;

	for (i = 0; i < args->option_count; i++) {
		const struct args_option *o = &args->options[i];

		if (!o->used)
			args_complain(args, o->key, o->value,
			    "an option this call knows");
	}
	return args->error[0] != '\0';
}
