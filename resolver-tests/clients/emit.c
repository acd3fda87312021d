#include "emit.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static void *
grow(void *old, size_t size)
{
	void *p = realloc(old, size);

	if (p == NULL) {
		fputs("client: out of memory\n", stderr);
		abort();
	}
	return p;
}

/* Room for MORE octets and the NUL. */
static void
reserve(struct emit *out, size_t more)
{
	size_t want = out->len + more + 1;

	if (want <= out->size)
		return;
	out->size = want < 2048 ? 4096 : want * 2;
	out->text = grow(out->text, out->size);
}

void
emit_free(struct emit *out)
{
	free(out->text);
	*out = (struct emit){ 0 };
}

static void __attribute__((format(printf, 2, 0)))
add_formatted(struct emit *out, const char *fmt, va_list ap)
{
	va_list again;
	int len;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (len < 0)
		abort();
	reserve(out, (size_t)len);
	vsnprintf(out->text + out->len, (size_t)len + 1, fmt, ap);
	out->len += (size_t)len;
}

void
emit_add(struct emit *out, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_formatted(out, fmt, ap);
	va_end(ap);
}

void
emit_line(struct emit *out, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_formatted(out, fmt, ap);
	va_end(ap);
	emit_add(out, "\n");
}

void
emit_add_octets(struct emit *out, const void *octets, size_t len,
    const char *also)
{
	const unsigned char *p = octets;
	size_t i;

	reserve(out, len * 4);
	for (i = 0; i < len; i++) {
		if (p[i] == '\\')
			emit_add(out, "\\\\");
		else if (p[i] < ' ' || p[i] > '~' || strchr(also, p[i]) != NULL)
			emit_add(out, "\\%03u", p[i]);
		else
			emit_add(out, "%c", p[i]);
	}
}

/* One octet that stands at the end of a value, where a space would be lost. */
static void
add_edge(struct emit *out, const unsigned char *octet)
{
	emit_add_octets(out, octet, 1, " ;\"");
}

static void
add_value(struct emit *out, const unsigned char *octets, size_t len)
{
	if (len == 0) {
		emit_add(out, "\"\"");
		return;
	}
	if (len == 4 && memcmp(octets, "NULL", 4) == 0) {
		emit_add(out, "\\078ULL");
		return;
	}
	add_edge(out, octets);
	if (len > 2)
		emit_add_octets(out, octets + 1, len - 2, ";\"");
	if (len > 1)
		add_edge(out, octets + len - 1);
}

void
emit_octets(struct emit *out, const char *key, const void *octets, size_t len)
{
	emit_add(out, "%s ", key);
	add_value(out, octets, len);
	emit_add(out, "\n");
}

void
emit_text(struct emit *out, const char *key, const char *text)
{
	if (text == NULL)
		emit_line(out, "%s NULL", key);
	else
		emit_octets(out, key, text, strlen(text));
}
