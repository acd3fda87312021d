#define _GNU_SOURCE
#include "address.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The first longest run of at least two zero groups; its length, or 0. */
static int
find_zeros(const unsigned group[8], int *start)
{
	int best = 0, i, run = 0;

	for (i = 0; i < 8; i++) {
		run = group[i] == 0 ? run + 1 : 0;
		if (run > best && run >= 2) {
			best = run;
			*start = i + 1 - run;
		}
	}
	return best;
}

static void
format_groups(const unsigned group[8], char *buf)
{
	int start = -1, zeros = find_zeros(group, &start), i;
	char *p = buf;

	for (i = 0; i < 8; i++) {
		if (zeros > 0 && i == start) {
			p += sprintf(p, "::");
			i += zeros - 1;
			continue;
		}
		if (i > 0 && p[-1] != ':')
			*p++ = ':';
		p += sprintf(p, "%x", group[i]);
	}
	*p = '\0';
}

static void
format_inet6(const uint8_t *o, char *buf)
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };
	unsigned group[8];
	int i;

	if (memcmp(o, mapped, sizeof mapped) == 0) {
		sprintf(buf, "::ffff:%u.%u.%u.%u", o[12], o[13], o[14], o[15]);
		return;
	}
	for (i = 0; i < 8; i++)
		group[i] = (unsigned)o[2 * i] << 8 | o[2 * i + 1];
	format_groups(group, buf);
}

const char *
address_format(int family, const void *octets, unsigned scope,
    char buf[ADDRESS_SIZE])
{
	const uint8_t *o = octets;

	if (family == AF_INET)
		sprintf(buf, "%u.%u.%u.%u", o[0], o[1], o[2], o[3]);
	else
		format_inet6(o, buf);
	if (scope != 0)
		sprintf(buf + strlen(buf), "%%%u", scope);
	return buf;
}

void
address_emit(struct emit *out, const struct sockaddr *sa)
{
	char text[ADDRESS_SIZE];

	if (sa == NULL) {
		emit_line(out, "address NULL");
	} else if (sa->sa_family == AF_INET) {
		struct sockaddr_in in;

		memcpy(&in, sa, sizeof in);
		emit_line(out, "address %s",
		    address_format(AF_INET, &in.sin_addr, 0, text));
	} else if (sa->sa_family == AF_INET6) {
		struct sockaddr_in6 in6;

		memcpy(&in6, sa, sizeof in6);
		emit_line(out, "address %s",
		    address_format(AF_INET6, &in6.sin6_addr, in6.sin6_scope_id,
			text));
	} else {
		emit_line(out, "address family %d", sa->sa_family);
	}
}

void
address_emit_octets(struct emit *out, int family, const void *octets, int len)
{
	const uint8_t *o = octets;
	char text[ADDRESS_SIZE];
	int i;

	if ((family == AF_INET && len == 4) ||
	    (family == AF_INET6 && len == 16)) {
		emit_line(out, "address %s",
		    address_format(family, octets, 0, text));
		return;
	}
	emit_add(out, "address \\# %d ", len);
	for (i = 0; i < len && i < 16; i++)
		emit_add(out, "%02x", o[i]);
	emit_add(out, "\n");
}

static void
fill_inet(const struct in_addr *in, unsigned port, struct address *out)
{
	struct sockaddr_in *sin = (struct sockaddr_in *)&out->storage;

	sin->sin_family = AF_INET;
	sin->sin_port = htons((uint16_t)port);
	sin->sin_addr = *in;
	out->len = sizeof *sin;
	out->octets = &sin->sin_addr;
	out->octets_len = sizeof sin->sin_addr;
}

static void
fill_inet6(const struct in6_addr *in6, unsigned port, unsigned scope,
    struct address *out)
{
	struct sockaddr_in6 *sin6 = (struct sockaddr_in6 *)&out->storage;

	sin6->sin6_family = AF_INET6;
	sin6->sin6_port = htons((uint16_t)port);
	sin6->sin6_addr = *in6;
	sin6->sin6_scope_id = scope;
	out->len = sizeof *sin6;
	out->octets = &sin6->sin6_addr;
	out->octets_len = sizeof sin6->sin6_addr;
}

/* "lo" or "1"; 0 where there is no such interface. */
static unsigned
parse_scope(const char *text)
{
	unsigned index = if_nametoindex(text);

	return index != 0 ? index : (unsigned)strtoul(text, NULL, 10);
}

int
address_parse(struct args *args, unsigned port, struct address *out)
{
	const char *text = args->words[0], *percent;
	char bare[ADDRESS_SIZE] = "";
	struct in_addr in;
	struct in6_addr in6;
	size_t len;

	*out = (struct address){ 0 };
	percent = text == NULL ? NULL : strchr(text, '%');
	len = percent != NULL ? (size_t)(percent - text)
	      : text != NULL  ? strlen(text)
			      : 0;
	if (len < sizeof bare)
		memcpy(bare, text == NULL ? "" : text, len);
	if (inet_pton(AF_INET, bare, &in) == 1 && percent == NULL) {
		fill_inet(&in, port, out);
	} else if (inet_pton(AF_INET6, bare, &in6) == 1) {
		fill_inet6(&in6, port,
		    percent == NULL ? 0 : parse_scope(percent + 1), out);
	} else {
		args_complain(args, "argument", text, "an address");
		return -1;
	}
	return 0;
}

static const char *
alias_key(const char *name, const char *alias)
{
	bool same = name != NULL && strcmp(name, alias) == 0;

	return same ? "raw alias" : "alias";
}

void
address_emit_hostent(struct emit *out, const struct hostent *h)
{
	char **p;

	emit_text(out, "name", h->h_name);
	for (p = h->h_aliases; p != NULL && *p != NULL; p++)
		emit_text(out, alias_key(h->h_name, *p), *p);
	for (p = h->h_addr_list; p != NULL && *p != NULL; p++)
		address_emit_octets(out, h->h_addrtype, *p, h->h_length);
}
