/*
 * gethostbyname NAME
 * gethostbyname2 NAME [af=inet]
 * gethostbyname2_r NAME [af=inet] [buf=8192]
 * gethostbyaddr ADDRESS
 * gethostbyaddr_r ADDRESS [buf=8192]
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netdb.h>
#include <sys/socket.h>

#include "address.h"
#include "args.h"
#include "call.h"
#include "emit.h"
#include "guard.h"
#include "manner.h"
#include "status.h"

static void
arm_errors(void)
{
	h_errno = STATUS_UNTOUCHED;
	errno = STATUS_ERRNO_UNTOUCHED;
}

/* What a call returned that has only h_errno to say why it failed. */
static enum call_end
finish(struct emit *out, const struct hostent *h)
{
	int error = errno;

	if (h == NULL) {
		status_emit_h_errno(out, h_errno, error);
		return CALL_DONE;
	}
	emit_line(out, "ok");
	status_emit_zeroed(out, error);
	address_emit_hostent(out, h);
	return CALL_DONE;
}

static enum call_end
call_gethostbyname(struct args *args, struct emit *out)
{
	if (args_bad(args))
		return CALL_USAGE;
	arm_errors();
	return finish(out, gethostbyname(args->words[0]));
}

static enum call_end
call_gethostbyname2(struct args *args, struct emit *out)
{
	int af = args_family(args, "af", AF_INET);

	if (args_bad(args))
		return CALL_USAGE;
	arm_errors();
	return finish(out, gethostbyname2(args->words[0], af));
}

/* As address_emit_hostent(), for strings that should lie in G. */
static void
emit_guarded(struct emit *out, const struct guard *g, const struct hostent *h)
{
	char **p;

	guard_emit_names(g, out, h->h_name, h->h_aliases);
	for (p = h->h_addr_list; p != NULL && *p != NULL; p++)
		address_emit_octets(out, h->h_addrtype, *p, h->h_length);
}

/* Where the buffer is too small h_errno means nothing: the status is ERROR. */
static void
emit_result(struct emit *out, const struct guard *g,
    const struct hostent *result, int ret, int h_err)
{
	int error = errno;

	if (result != NULL)
		emit_line(out, "ok");
	else if (ret == ERANGE)
		emit_line(out, "ERROR\nraw h_errno %d", h_err);
	else
		status_emit_h_errno(out, h_err, error);
	if (result != NULL || ret == ERANGE)
		status_emit_zeroed(out, error);
	status_emit_errno(out, "return", ret);
	emit_line(out, "result %s", result == NULL ? "null" : "set");
	if (result != NULL)
		emit_guarded(out, g, result);
	if (guard_overrun(g))
		emit_line(out, "overrun");
}

static enum call_end
call_gethostbyname2_r(struct args *args, struct emit *out)
{
	int af = args_family(args, "af", AF_INET), h_err = STATUS_UNTOUCHED;
	struct hostent entry = { 0 }, *result = NULL;
	enum call_end end = CALL_USAGE;
	struct guard g;
	int ret;

	if (guard_open(&g, args, "buf", 8192) == -1 || args_bad(args))
		goto out;
	errno = STATUS_ERRNO_UNTOUCHED;
	ret = gethostbyname2_r(args->words[0], af, &entry, (char *)g.octets,
	    (size_t)g.claim, &result, &h_err);
	emit_result(out, &g, result, ret, h_err);
	end = CALL_DONE;
out:
	guard_close(&g);
	return end;
}

static enum call_end
call_gethostbyaddr(struct args *args, struct emit *out)
{
	struct address a;

	if (address_parse(args, 0, &a) == -1 || args_bad(args))
		return CALL_USAGE;
	arm_errors();
	return finish(out,
	    gethostbyaddr(a.octets, a.octets_len, a.storage.ss_family));
}

static enum call_end
call_gethostbyaddr_r(struct args *args, struct emit *out)
{
	struct hostent entry = { 0 }, *result = NULL;
	enum call_end end = CALL_USAGE;
	int ret, h_err = STATUS_UNTOUCHED;
	struct address a;
	struct guard g;

	if (guard_open(&g, args, "buf", 8192) == -1 ||
	    address_parse(args, 0, &a) == -1 || args_bad(args))
		goto out;
	errno = STATUS_ERRNO_UNTOUCHED;
	ret = gethostbyaddr_r(a.octets, a.octets_len, a.storage.ss_family,
	    &entry, (char *)g.octets, (size_t)g.claim, &result, &h_err);
	emit_result(out, &g, result, ret, h_err);
	end = CALL_DONE;
out:
	guard_close(&g);
	return end;
}

static const struct call calls[] = {
	{ "gethostbyname", 1, call_gethostbyname, MANNER_THREADS },
	{ "gethostbyname2", 1, call_gethostbyname2, MANNER_THREADS },
	{ "gethostbyname2_r", 1, call_gethostbyname2_r, 0 },
	{ "gethostbyaddr", 1, call_gethostbyaddr, MANNER_THREADS },
	{ "gethostbyaddr_r", 1, call_gethostbyaddr_r, 0 },
	{ NULL, 0, NULL, 0 },
};

int
main(int argc, char **argv)
{
	return call_main(argc, argv, calls);
}
