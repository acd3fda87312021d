#include "rrnames.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct mnemonic {
	const char *name;
	unsigned value;
};

static const struct mnemonic types[] = {
	{ "A", 1 },
	{ "NS", 2 },
	{ "CNAME", 5 },
	{ "SOA", 6 },
	{ "NULL", 10 },
	{ "PTR", 12 },
	{ "HINFO", 13 },
	{ "MX", 15 },
	{ "TXT", 16 },
	{ "RP", 17 },
	{ "AFSDB", 18 },
	{ "AAAA", 28 },
	{ "LOC", 29 },
	{ "SRV", 33 },
	{ "NAPTR", 35 },
	{ "CERT", 37 },
	{ "DNAME", 39 },
	{ "OPT", 41 },
	{ "DS", 43 },
	{ "SSHFP", 44 },
	{ "RRSIG", 46 },
	{ "NSEC", 47 },
	{ "DNSKEY", 48 },
	{ "NSEC3", 50 },
	{ "NSEC3PARAM", 51 },
	{ "TLSA", 52 },
	{ "OPENPGPKEY", 61 },
	{ "SVCB", 64 },
	{ "HTTPS", 65 },
	{ "SPF", 99 },
	{ "TSIG", 250 },
	{ "IXFR", 251 },
	{ "AXFR", 252 },
	{ "ANY", 255 },
	{ "URI", 256 },
	{ "CAA", 257 },
	{ NULL, 0 },
};

static const struct mnemonic classes[] = {
	{ "IN", 1 },
	{ "CH", 3 },
	{ "HS", 4 },
	{ "NONE", 254 },
	{ "ANY", 255 },
	{ NULL, 0 },
};

static const struct mnemonic rcodes[] = {
	{ "NOERROR", 0 },
	{ "FORMERR", 1 },
	{ "SERVFAIL", 2 },
	{ "NXDOMAIN", 3 },
	{ "NOTIMP", 4 },
	{ "REFUSED", 5 },
	{ "YXDOMAIN", 6 },
	{ "YXRRSET", 7 },
	{ "NXRRSET", 8 },
	{ "NOTAUTH", 9 },
	{ "NOTZONE", 10 },
	{ "BADVERS", 16 },
	{ "BADCOOKIE", 23 },
	{ NULL, 0 },
};

static const char *
format(const struct mnemonic *table, const char *prefix, unsigned value,
    char buf[RRNAMES_SIZE])
{
	for (; table->name != NULL; table++) {
		if (table->value == value) {
			snprintf(buf, RRNAMES_SIZE, "%s", table->name);
			return buf;
		}
	}
	snprintf(buf, RRNAMES_SIZE, "%s%u", prefix, value);
	return buf;
}

const char *
rrnames_type(unsigned type, char buf[RRNAMES_SIZE])
{
	return format(types, "TYPE", type, buf);
}

const char *
rrnames_class(unsigned class, char buf[RRNAMES_SIZE])
{
	return format(classes, "CLASS", class, buf);
}

const char *
rrnames_rcode(unsigned rcode, char buf[RRNAMES_SIZE])
{
	return format(rcodes, "RCODE", rcode, buf);
}

static int
parse(const struct mnemonic *table, const char *prefix, const char *text,
    int *value)
{
	size_t len = strlen(prefix);
	char *end;
	long n;

	if (text == NULL)
		return -1;
	for (; table->name != NULL; table++) {
		if (strcasecmp(table->name, text) == 0) {
			*value = (int)table->value;
			return 0;
		}
	}
	if (strncasecmp(text, prefix, len) == 0)
		text += len;
	errno = 0;
	n = strtol(text, &end, 10);
	if (end == text || *end != '\0' || errno != 0 || n < INT_MIN ||
	    n > INT_MAX)
		return -1;
	*value = (int)n;
	return 0;
}

int
rrnames_type_value(const char *text, int *value)
{
	return parse(types, "TYPE", text, value);
}

int
rrnames_class_value(const char *text, int *value)
{
	return parse(classes, "CLASS", text, value);
}
