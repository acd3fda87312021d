#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "resolver-tests/version.h"

enum operator{ OP_EQ, OP_GE, OP_LE, OP_GT, OP_LT };

enum { VERSION_MAX = 64 }; /* octets of one bound, the NUL included */

/* Reads the digits at *S and the dot behind them; 0 where there are none. */
static unsigned long
next_number(const char **s)
{
	unsigned long n = 0;

	if (!isdigit((unsigned char)**s))
		return 0;
	for (; isdigit((unsigned char)**s); (*s)++)
		n = 10 * n + (unsigned long)(**s - '0');
	if ((*s)[0] == '.' && isdigit((unsigned char)(*s)[1]))
		(*s)++;
	return n;
}

int
version_compare(const char *a, const char *b)
{
	while (isdigit((unsigned char)*a) || isdigit((unsigned char)*b)) {
		unsigned long left = next_number(&a);
		unsigned long right = next_number(&b);

		if (left != right)
			return left < right ? -1 : 1;
	}
	return strcmp(a, b);
}

static enum operator next_operator(const char **s)
{
	static const struct {
		const char *text;
		enum operator op;
	} table[] = {
		{ ">=", OP_GE },
		{ "<=", OP_LE },
		{ ">", OP_GT },
		{ "<", OP_LT },
		{ "=", OP_EQ },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		size_t len = strlen(table[i].text);

		if (strncmp(*s, table[i].text, len) == 0) {
			*s += len;
			return table[i].op;
		}
	}
	return OP_EQ;
}

static bool
bound_holds(int order, enum operator op)
{
	switch (op) {
	case OP_GE:
		return order >= 0;
	case OP_LE:
		return order <= 0;
	case OP_GT:
		return order > 0;
	case OP_LT:
		return order < 0;
	case OP_EQ:
		break;
	}
	return order == 0;
}

/* One bound off the front of *RANGE; its version goes to BUF. */
static enum operator next_bound(const char **range, char buf[VERSION_MAX])
{
	enum operator op = next_operator(range);
	size_t len = strcspn(*range, ",");

	snprintf(buf, VERSION_MAX, "%.*s", (int)len, *range);
	*range += len;
	if (**range == ',')
		(*range)++;
	return op;
}

bool
version_in_range(const char *version, const char *range)
{
	char buf[VERSION_MAX];

	if (strcmp(range, "*") == 0)
		return true;
	do {
		enum operator op = next_bound(&range, buf);

		if (!bound_holds(version_compare(version, buf), op))
			return false;
	} while (*range != '\0');
	return true;
}

const char *
version_range_fault(const char *range)
{
	if (strcmp(range, "*") == 0)
		return NULL;
	for (;;) {
		size_t len;

		next_operator(&range);
		len = strcspn(range, ",");
		if (len == 0)
			return "a version is missing";
		if (len >= VERSION_MAX)
			return "a version is too long";
		if (!isdigit((unsigned char)*range))
			return "a version starts with a digit";
		if (memchr(range, ' ', len) != NULL)
			return "bounds are joined by commas, without spaces";
		range += len;
		if (*range == '\0')
			return NULL;
		range++;
	}
}
