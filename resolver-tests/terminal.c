#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>

#include "resolver-tests/terminal.h"

/* "de_AT.UTF-8@euro": what is between the dot and the end or the @. */
static bool
names_utf8(const char *locale)
{
	const char *codeset = strchr(locale, '.');
	size_t len;

	if (codeset == NULL)
		return false;
	len = strcspn(++codeset, "@");
	return (len == 5 && strncasecmp(codeset, "UTF-8", len) == 0) ||
	       (len == 4 && strncasecmp(codeset, "UTF8", len) == 0);
}

bool
terminal_is_utf8(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value != NULL && *value != '\0')
			return names_utf8(value);
	}
	return false;
}

static bool
is_width(unsigned long n)
{
	return n > 0 && n <= TERMINAL_COLUMNS_MAX;
}

unsigned
terminal_columns(FILE *out)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	unsigned long n;
	char *end;

	if (columns != NULL && *columns >= '1' && *columns <= '9') {
		n = strtoul(columns, &end, 10);
		if (*end == '\0' && is_width(n))
			return (unsigned)n;
	}
	if (ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && is_width(size.ws_col))
		return size.ws_col;
	return TERMINAL_COLUMNS;
}
