#include "config.h"

#include <stdarg.h>
#include <stdio.h>

#include "fakedns/log.h"

bool log_verbose;

static void say(const char *fmt, va_list ap)
    __attribute__((format(printf, 1, 0)));

static void
say(const char *fmt, va_list ap)
{
	flockfile(stderr);
	fputs("# ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	funlockfile(stderr);
}

void
log_debug(const char *fmt, ...)
{
	va_list ap;

	if (!log_verbose)
		return;
	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

void
log_warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}
