#include "config.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fakedns/source.h"
#include "tests/fuzz/fuzz.h"

enum { GENERATES_MAX = 4, VARIANTS_TAME = 32 };

void
fuzz_fails(const char *file, int line, const char *condition)
{
	fprintf(stderr, "%s:%d: it does not hold that %s\n", file, line,
	    condition);
	abort();
}

/* The one file all texts are read from; its name stays the same. */
static const char *
fill_file(const void *text, size_t len)
{
	static char path[32];
	static int fd = -1;

	if (fd == -1) {
		fd = memfd_create("fuzz", MFD_CLOEXEC);
		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	}
	FUZZ_HOLDS(ftruncate(fd, 0) == 0);
	FUZZ_HOLDS(pwrite(fd, text, len, 0) == (ssize_t)len);
	return path;
}

/* "$GENERATE 1-999", three digits at most, and no variable among them. */
static bool
is_short_range(const char *range, size_t len)
{
	size_t digits = 0, blanks = 0;

	while (blanks < len && (range[blanks] == ' ' || range[blanks] == '\t'))
		blanks++;
	for (size_t i = blanks; i < len; i++) {
		bool is_digit = range[i] >= '0' && range[i] <= '9';

		if (isspace((unsigned char)range[i]))
			return true;
		digits = is_digit ? digits + 1 : 0;
		if (digits > 3 || range[i] == '{')
			return false;
	}
	return true;
}

static bool
are_few_variants(const char *path)
{
	struct source source;
	struct varies varies = { 0 };
	struct error err = { 0 };
	bool few = true;

	if (source_load(&source, path, &err) == 0 &&
	    varies_read(&source, &varies, &err) == 0)
		few = varies_variants(&varies) <= VARIANTS_TAME;
	varies_clear(&varies);
	source_clear(&source);
	return few;
}

bool
fuzz_is_tame(const void *text, size_t len)
{
	static const char word[] = "$GENERATE";
	const size_t word_len = sizeof word - 1;
	const char *p = text;
	size_t seen = 0;

	for (size_t i = 0; i + word_len <= len; i++)
		if (strncasecmp(p + i, word, word_len) == 0 &&
		    (++seen > GENERATES_MAX ||
			!is_short_range(p + i + word_len, len - i - word_len)))
			return false;
	return true;
}

bool
fuzz_load(const void *text, size_t len, struct scenarios *out)
{
	struct error err = { 0 };
	const char *path;

	*out = (struct scenarios){ 0 };
	if (!fuzz_is_tame(text, len))
		return false;
	path = fill_file(text, len);
	if (!are_few_variants(path))
		return false;
	if (scenarios_load(path, "fuzz", NULL, out, &err) == 0) {
		FUZZ_HOLDS(out->count > 0);
		FUZZ_HOLDS(err.text[0] == '\0');
		return true;
	}
	FUZZ_HOLDS(out->count == 0);
	FUZZ_HOLDS(strncmp(err.text, path, strlen(path)) == 0);
	FUZZ_HOLDS(strncmp(err.text + strlen(path), ":", 1) == 0);
	return false;
}

void
fuzz_load_own(const char *text, struct scenarios *out)
{
	struct error err = { 0 };
	const char *path = fill_file(text, strlen(text));

	*out = (struct scenarios){ 0 };
	if (scenarios_load(path, "own", NULL, out, &err) == -1)
		fuzz_fails(err.text, 0, "it can be read");
}

void
fuzz_put(struct writer *w, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	FUZZ_HOLDS(vasprintf(&text, fmt, ap) != -1);
	va_end(ap);
	writer_octets(w, text, strlen(text));
	free(text);
}

bool
fuzz_name(const char *text, struct name *out)
{
	const char *why;

	return name_parse(text, &name_root, out, &why) == 0;
}

void
fuzz_encode(const struct fuzz_question *q, struct writer *out)
{
	const struct message m = { .id = q->id,
		.flags = FLAG_RD,
		.has_question = true,
		.question = { q->name, q->type, RR_CLASS_IN },
		.edns = { .present = q->edns > 0, .udp_size = q->edns } };

	message_encode(&m, COMPRESS_RFC1035, out, NULL);
}
