#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"

static void *
or_die(void *p)
{
	if (p == NULL) {
		fputs("# out of memory\n", stderr);
		abort();
	}
	return p;
}

void *
xmalloc(size_t size)
{
	return or_die(malloc(size == 0 ? 1 : size));
}

void *
xcalloc(size_t count, size_t size)
{
	return or_die(calloc(count == 0 ? 1 : count, size == 0 ? 1 : size));
}

void *
xrealloc(void *p, size_t size)
{
	return or_die(realloc(p, size == 0 ? 1 : size));
}

void *
xreallocarray(void *p, size_t count, size_t size)
{
	return or_die(reallocarray(p, count == 0 ? 1 : count, size));
}

char *
xstrdup(const char *s)
{
	return or_die(strdup(s));
}

char *
xstrndup(const char *s, size_t len)
{
	return or_die(strndup(s, len));
}

void *
xmemdup(const void *p, size_t len)
{
	void *copy = xmalloc(len);

	if (len > 0)
		memcpy(copy, p, len);
	return copy;
}

char *
xasprintf(const char *fmt, ...)
{
	va_list ap;
	char *s = NULL;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&s, fmt, ap);
	va_end(ap);
	return or_die(n < 0 ? NULL : s);
}

void *
xgrow(void *p, size_t count, size_t size)
{
	if ((count & (count - 1)) != 0)
		return p; /* not a power of two: there is room */
	return xreallocarray(p, count == 0 ? 1 : 2 * count, size);
}
