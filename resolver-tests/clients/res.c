/*
 * res_query NAME [type=A] [class=IN] [buf=65535]
 * res_search NAME ...
 * res_querydomain NAME DOMAIN ...
 * res_mkquery NAME ...
 * res_send NAME ...            sends what res_mkquery makes of NAME
 */
#define _GNU_SOURCE
#include <sys/types.h>

#include <arpa/nameser.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>

#include "args.h"
#include "call.h"
#include "emit.h"
#include "guard.h"
#include "records.h"
#include "rrnames.h"
#include "status.h"

enum { OPCODE_QUERY = 0, QUERY_SIZE = 512 };

/* What all these calls are told. */
struct question {
	const char *name;
	const char *domain; /* res_querydomain only */
	int class;
	int type;
};

static void
read_question(struct args *args, struct question *q)
{
	const char *type = args_text(args, "type", "A");
	const char *class = args_text(args, "class", "IN");

	*q = (struct question){ args->words[0], args->words[1], 1, 1 };
	if (rrnames_type_value(type, &q->type) == -1)
		args_complain(args, "type", type, "an RR type");
	if (rrnames_class_value(class, &q->class) == -1)
		args_complain(args, "class", class, "a class");
}

/* What RET octets, as the call has it, say; no more than there is room for. */
static void
emit_answer(struct emit *out, const struct guard *g, int ret)
{
	size_t len = ret < 0 ? 0 : (size_t)ret;

	emit_line(out, "return %d", ret);
	guard_emit(g, out);
	if (ret >= 0 && g->len > 0)
		records_emit(out, g->octets, len < g->len ? len : g->len);
}

typedef int ask(const struct question *q, const struct guard *g);

static void
emit_status(struct emit *out, int ret, int h_err, int error)
{
	if (ret < 0) {
		status_emit_h_errno(out, h_err, error);
		return;
	}
	emit_line(out, "ok");
	status_emit_zeroed(out, error);
}

/* A call that sets h_errno. */
static enum call_end
run_lookup(struct args *args, struct emit *out, ask *lookup)
{
	enum call_end end = CALL_USAGE;
	struct question q;
	struct guard g;
	int ret;

	read_question(args, &q);
	if (guard_open(&g, args, "buf", NS_MAXMSG) == -1 || args_bad(args))
		goto out;
	h_errno = STATUS_UNTOUCHED;
	errno = STATUS_ERRNO_UNTOUCHED;
	ret = lookup(&q, &g);
	emit_status(out, ret, h_errno, errno);
	emit_answer(out, &g, ret);
	end = CALL_DONE;
out:
	guard_close(&g);
	return end;
}

/* A call that sets errno at most. */
static enum call_end
run_plain(struct args *args, struct emit *out, ask *call)
{
	enum call_end end = CALL_USAGE;
	struct question q;
	struct guard g;
	int ret, error;

	read_question(args, &q);
	if (guard_open(&g, args, "buf", NS_MAXMSG) == -1 || args_bad(args))
		goto out;
	errno = STATUS_ERRNO_UNTOUCHED;
	ret = call(&q, &g);
	error = errno;
	emit_line(out, ret >= 0 ? "ok" : "ERROR");
	status_emit_zeroed(out, error);
	status_emit_errno(out, "raw errno", error);
	emit_answer(out, &g, ret);
	end = CALL_DONE;
out:
	guard_close(&g);
	return end;
}

static int
ask_query(const struct question *q, const struct guard *g)
{
	return res_query(q->name, q->class, q->type, g->octets, g->claim);
}

static int
ask_search(const struct question *q, const struct guard *g)
{
	return res_search(q->name, q->class, q->type, g->octets, g->claim);
}

static int
ask_querydomain(const struct question *q, const struct guard *g)
{
	return res_querydomain(q->name, q->domain, q->class, q->type, g->octets,
	    g->claim);
}

static int
ask_mkquery(const struct question *q, const struct guard *g)
{
	return res_mkquery(OPCODE_QUERY, q->name, q->class, q->type, NULL, 0,
	    NULL, g->octets, g->claim);
}

static int
ask_send(const struct question *q, const struct guard *g)
{
	unsigned char query[QUERY_SIZE];
	int len;

	len = res_mkquery(OPCODE_QUERY, q->name, q->class, q->type, NULL, 0,
	    NULL, query, QUERY_SIZE);
	return len < 0 ? -1 : res_send(query, len, g->octets, g->claim);
}

static enum call_end
call_query(struct args *args, struct emit *out)
{
	return run_lookup(args, out, ask_query);
}

static enum call_end
call_search(struct args *args, struct emit *out)
{
	return run_lookup(args, out, ask_search);
}

static enum call_end
call_querydomain(struct args *args, struct emit *out)
{
	return run_lookup(args, out, ask_querydomain);
}

static enum call_end
call_mkquery(struct args *args, struct emit *out)
{
	return run_plain(args, out, ask_mkquery);
}

static enum call_end
call_send(struct args *args, struct emit *out)
{
	return run_plain(args, out, ask_send);
}

static const struct call calls[] = {
	{ "res_query", 1, call_query, 0 },
	{ "res_search", 1, call_search, 0 },
	{ "res_querydomain", 2, call_querydomain, 0 },
	{ "res_mkquery", 1, call_mkquery, 0 },
	{ "res_send", 1, call_send, 0 },
	{ NULL, 0, NULL, 0 },
};

int
main(int argc, char **argv)
{
	return call_main(argc, argv, calls);
}
