/* The client's machine: FILE…, ENV, LIMIT, KERNEL, DEADLINE */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

/* Every part behind /etc has a name, and none starts with a dot. */
static bool
is_below_etc(const char *path)
{
	const char *part = path + strlen("/etc");

	if (strncmp(path, "/etc/", 5) != 0)
		return false;
	for (; *part == '/'; part += strcspn(part, "/")) {
		part++;
		if (*part == '.' || *part == '/' || *part == '\0')
			return false;
	}
	return true;
}

/* The entry for PATH of word 1, made where there is none yet. */
static struct file_spec *
file_named(struct parser *p, bool again_is_fine)
{
	struct scenario *s = p->s;
	const char *path = p->t.v[1].text;
	struct file_spec spec = { .at = p->at, .mode = 0644 };

	if (!is_below_etc(path)) {
		parser_bad(p, 1,
		    "`%s`, want a path below /etc, no part of it empty or "
		    "starting with a dot",
		    path);
		return NULL;
	}
	for (size_t i = 0; i < s->file_count; i++)
		if (strcmp(s->files[i].path, path) == 0) {
			if (again_is_fine)
				return &s->files[i];
			parser_bad(p, 1,
			    "`%s` a second time, want each file "
			    "once",
			    path);
			return NULL;
		}
	spec.path = xstrdup(path);
	s->files = xgrow(s->files, s->file_count, sizeof spec);
	s->files[s->file_count] = spec;
	return &s->files[s->file_count++];
}

static int
file_text(struct parser *p, struct file_spec *f)
{
	struct writer w = { 0 };
	int more;

	while ((more = parser_raw_line(p)) == 1 &&
	       strcmp(p->line, "FILE_END") != 0) {
		writer_octets(&w, p->line, strlen(p->line));
		writer_u8(&w, '\n');
	}
	if (w.len > 0)
		parser_print(p, (const char *)w.octets, w.len);
	f->len = w.len;
	f->octets = w.octets != NULL ? w.octets : xcalloc(1, 1);
	if (more == 0)
		error_at(p->err, &f->at,
		    "a file without an end, want FILE_END");
	return more == 1 ? 0 : -1;
}

static int
file_hex(struct parser *p, struct file_spec *f)
{
	struct writer w = { 0 };
	int ret = parser_hex_block(p, "FILE_HEX_END", &w);

	f->len = w.len;
	f->octets = w.octets != NULL ? w.octets : xcalloc(1, 1);
	return ret;
}

static int
file_mode(struct parser *p, struct file_spec *f)
{
	char *end;
	unsigned long mode = strtoul(p->t.v[2].text, &end, 8);

	if (end == p->t.v[2].text || *end != '\0' || mode > 0777)
		return parser_bad(p, 2, "`%s`, want an octal mode to 777",
		    p->t.v[2].text);
	f->mode = (unsigned)mode;
	return 0;
}

int
parse_file(struct parser *p, void *arg)
{
	const char *word = p->t.v[0].text;
	bool two =
	    strcmp(word, "FILE_MODE") == 0 || strcmp(word, "FILE_LINK") == 0;
	struct file_spec *f;

	(void)arg;
	if (parser_count(p, two ? 3 : 2, two ? 3 : 2,
		two ? "FILE_MODE path 000 or FILE_LINK path target"
		    : "a path below /etc") == -1)
		return -1;
	f = file_named(p, strcmp(word, "FILE_MODE") == 0);
	if (f == NULL)
		return -1;
	if (strcmp(word, "FILE_BEGIN") == 0)
		return file_text(p, f);
	if (strcmp(word, "FILE_HEX_BEGIN") == 0)
		return file_hex(p, f);
	if (strcmp(word, "FILE_MODE") == 0)
		return file_mode(p, f);
	if (strcmp(word, "FILE_LINK") == 0)
		f->link = xstrdup(p->t.v[2].text);
	else
		f->none = true;
	return 0;
}

int
parse_env(struct parser *p, void *arg)
{
	(void)arg;
	if (parser_count(p, 2, SIZE_MAX, "ENV NAME=VALUE") == -1)
		return -1;
	for (size_t i = 1; i < p->t.count; i++) {
		const char *equals = strchr(p->t.v[i].text, '=');

		if (equals == NULL || equals == p->t.v[i].text)
			return parser_bad(p, i, "`%s`, want NAME=VALUE",
			    p->t.v[i].text);
		words_add(&p->s->env, p->t.v[i].text);
	}
	return 0;
}

bool
octets_parse(const char *text, unsigned long *out)
{
	char *end;

	errno = 0;
	*out = strtoul(text, &end, 10);
	if (*text < '0' || *text > '9' || errno != 0 || *out > 1UL << 30)
		return false;
	if (strcmp(end, "k") == 0)
		*out *= 1024;
	else if (strcmp(end, "m") == 0)
		*out *= 1024UL * 1024;
	else if (*end != '\0')
		return false;
	return true;
}

int
parse_limit(struct parser *p, void *arg)
{
	(void)arg;
	if (parser_count(p, 2, 3, "LIMIT nofile=4 stack=16k") == -1)
		return -1;
	for (size_t i = 1; i < p->t.count; i++) {
		const char *nofile = parser_value(p, i, "nofile");
		const char *stack = parser_value(p, i, "stack");

		if (!(nofile != NULL &&
			octets_parse(nofile, &p->s->kernel.nofile)) &&
		    !(stack != NULL &&
			octets_parse(stack, &p->s->kernel.stack)))
			return parser_bad(p, i,
			    "`%s`, want nofile=4 or "
			    "stack=16k",
			    p->t.v[i].text);
	}
	return 0;
}

/* 1 where V is one of WORDS, its index in OUT. */
static int
choice(const char *v, const char *const *words, int *out)
{
	*out = v == NULL ? -1 : word_index(v, words);
	return *out >= 0;
}

static bool
kernel_word(struct parser *p, size_t i, struct kernel_spec *k)
{
	static const char *const ipv6[] = { "on", "disabled", "absent", NULL };
	static const char *const route[] = { "default", "none", NULL };
	static const char *const race[] = { "wanted", NULL };
	uint8_t octets[16];
	const char *v;
	long n;
	int index;

	if (choice(parser_value(p, i, "ipv6"), ipv6, &index)) {
		k->ipv6 = (enum ipv6_switch)index;
		return true;
	}
	if (choice(parser_value(p, i, "route"), route, &index)) {
		*(index == 0 ? &k->default_route : &k->route_declined) = true;
		return true;
	}
	if (choice(parser_value(p, i, "race"), race, &index))
		return k->race_wanted = true;
	if ((v = parser_value(p, i, "bindv6only")) != NULL &&
	    number_parse(v, 0, 1, &n)) {
		k->bindv6only = (int)n;
		return true;
	}
	if ((v = parser_value(p, i, "tcp_fastopen")) != NULL &&
	    number_parse(v, 0, 0xffff, &n)) {
		k->tcp_fastopen = (int)n;
		return true;
	}
	if ((v = parser_value(p, i, "mtu")) != NULL &&
	    number_parse(v, 576, 65536, &n)) {
		k->mtu = (unsigned)n;
		return true;
	}
	if ((v = parser_value(p, i, "address")) != NULL &&
	    parser_address(v, octets) != 0) {
		words_add(&k->addresses, v);
		return true;
	}
	if ((v = parser_value(p, i, "unreachable")) != NULL &&
	    parser_address(v, octets) != 0 && strchr(v, '%') == NULL) {
		words_add(&k->unreachable, v);
		return true;
	}
	if ((v = parser_value(p, i, "hostname")) != NULL && *v != '\0') {
		free(k->hostname);
		k->hostname = xstrdup(v);
		return true;
	}
	return false;
}

int
parse_kernel(struct parser *p, void *arg)
{
	(void)arg;
	if (parser_count(p, 2, SIZE_MAX, "KERNEL ipv6=disabled …") == -1)
		return -1;
	for (size_t i = 1; i < p->t.count; i++)
		if (!kernel_word(p, i, &p->s->kernel))
			return parser_bad(p, i,
			    "`%s`, want ipv6=on|disabled|"
			    "absent bindv6only=0|1 tcp_fastopen=n mtu=n "
			    "address=IP unreachable=IP "
			    "route=default|none hostname=x race=wanted",
			    p->t.v[i].text);
	return 0;
}

int
parse_deadline(struct parser *p, void *arg)
{
	(void)arg;
	if (parser_count(p, 2, 2, "DEADLINE 12s") == -1 ||
	    parser_duration(p, 1, &p->s->deadline_ms) == -1)
		return -1;
	return p->s->deadline_ms > 0
		   ? 0
		   : parser_bad(p, 1, "no time at all, want at least 1ms");
}
