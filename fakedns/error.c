#include "config.h"

#include <stdarg.h>
#include <stdio.h>

#include "fakedns/error.h"

void
error_set(struct error *err, const char *fmt, ...)
{
	va_list ap;

	if (err->text[0] != '\0')
		return;
	va_start(ap, fmt);
	vsnprintf(err->text, sizeof err->text, fmt, ap);
	va_end(ap);
}

void
error_at(struct error *err, const struct place *at, const char *fmt, ...)
{
	va_list ap;
	int n;

	if (err->text[0] != '\0')
		return;
	n = snprintf(err->text, sizeof err->text, "%s:%u:%u: ", at->file,
	    at->line, at->column);
	if (n < 0 || (size_t)n >= sizeof err->text)
		return;
	va_start(ap, fmt);
	vsnprintf(err->text + n, sizeof err->text - (size_t)n, fmt, ap);
	va_end(ap);
}
