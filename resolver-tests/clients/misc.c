/*
 * getservbyport_r PORT [proto=tcp] [buf=1024]    proto=NULL is allowed
 * inet_ntop ADDRESS
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>

#include "address.h"
#include "args.h"
#include "call.h"
#include "emit.h"
#include "guard.h"
#include "status.h"

/* 0..65535, or -1 with ARGS->error set. */
static int
parse_port(struct args *args)
{
	const char *word = args->words[0];
	char *end = NULL;
	long n = word == NULL ? 0 : strtol(word, &end, 10);

	if (end == NULL || end == word || *end != '\0' || n < 0 || n > 65535) {
		args_complain(args, "argument", word, "a port, 0..65535");
		return -1;
	}
	return (int)n;
}

static void
emit_servent(struct emit *out, const struct guard *g, const struct servent *s)
{
	guard_emit_names(g, out, s->s_name, s->s_aliases);
	emit_line(out, "port %u", (unsigned)ntohs((uint16_t)s->s_port));
	guard_emit_text(g, out, "proto", s->s_proto);
}

static enum call_end
call_getservbyport_r(struct args *args, struct emit *out)
{
	const char *proto = args_text(args, "proto", "tcp");
	struct servent entry = { 0 }, *result = NULL;
	enum call_end end = CALL_USAGE;
	int port = parse_port(args), ret, error;
	struct guard g;

	if (guard_open(&g, args, "buf", 1024) == -1 || args_bad(args))
		goto out;
	errno = STATUS_ERRNO_UNTOUCHED;
	ret = getservbyport_r(htons((uint16_t)port), proto, &entry,
	    (char *)g.octets, (size_t)g.claim, &result);
	error = errno;
	emit_line(out, ret == 0 && result != NULL ? "ok" : "ERROR");
	status_emit_zeroed(out, error);
	status_emit_errno(out, "return", ret);
	emit_line(out, "result %s", result == NULL ? "null" : "set");
	if (result != NULL)
		emit_servent(out, &g, result);
	if (guard_overrun(&g))
		emit_line(out, "overrun");
	end = CALL_DONE;
out:
	guard_close(&g);
	return end;
}

static enum call_end
call_inet_ntop(struct args *args, struct emit *out)
{
	char text[INET6_ADDRSTRLEN];
	struct address a;
	bool ok;
	int error;

	if (address_parse(args, 0, &a) == -1 || args_bad(args))
		return CALL_USAGE;
	errno = STATUS_ERRNO_UNTOUCHED;
	ok =
	    inet_ntop(a.storage.ss_family, a.octets, text, sizeof text) != NULL;
	error = errno;
	emit_line(out, ok ? "ok" : "ERROR");
	status_emit_zeroed(out, error);
	if (ok)
		emit_text(out, "text", text);
	else
		status_emit_errno(out, "errno", error);
	return CALL_DONE;
}

static const struct call calls[] = {
	{ "getservbyport_r", 1, call_getservbyport_r, 0 },
	{ "inet_ntop", 1, call_inet_ntop, 0 },
	{ NULL, 0, NULL, 0 },
};

int
main(int argc, char **argv)
{
	return call_main(argc, argv, calls);
}
