/*
 * query.c -- any octets as a query.  The first octet says how it arrives, the
 * second how many octets are another query that came before it.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "tests/fuzz/fuzz.h"

const char fuzz_target[] = "query";

#define ZONES                                                                  \
	"ZONE_BEGIN\n"                                                         \
	"a.example. A 192.0.2.1\n"                                             \
	"$GENERATE 1-60 big.example. A 198.51.100.$\n"                         \
	"*.wild.example. TXT x y\n"                                            \
	"c.example. CNAME b.wild.example.\n"                                   \
	"d.example. DNAME wild.example.\n"                                     \
	"x.y.example. MX 1 a.example.\n"                                       \
	"ZONE_END\n"                                                           \
	"ZONE_BEGIN authoritative\n"                                           \
	"auth. SOA ns.auth. h.auth. 1 2 3 4 5\n"                               \
	"auth. NS ns.auth.\n"                                                  \
	"ns.auth. AAAA 2001:db8::1\n"                                          \
	"sub.auth. NS ns.sub.auth.\n"                                          \
	"ns.sub.auth. A 192.0.2.3\n"                                           \
	"ZONE_END\n"

#define ENTRIES                                                                \
	"ENTRY_BEGIN\nMATCH qname qtype\nREPLY QR AA\nADJUST copy_id\n"        \
	"SECTION QUESTION\nliteral. TXT\nSECTION ANSWER\n@ TXT t\nENTRY_END\n" \
	"ENTRY_BEGIN\nMATCH qname subdomain UDP server=192.0.2.2\n"            \
	"SECTION QUESTION\nfaults. A\nADJUST copy_id copy_query\n"             \
	"SECTION ANSWER\n@ A 192.0.2.9\nSIZE 700 pad=before\nID +1\n"          \
	"FLAGS qr=0 rcode=9\nCOUNT an=9\nPOKE answer[0].rdlength ffff\n"       \
	"FLIP 3 01\nAPPEND 00\nEXTRA_PACKET\nHEX_ANSWER_BEGIN\n1234\n"         \
	"HEX_ANSWER_END\nEXTRA_PACKET\nADJUST from_zone copy_id\n"             \
	"TRUNCATE rrset at 100\nQUESTION swapcase\nCOMPRESS all\nENTRY_END\n"  \
	"ENTRY_BEGIN\nMATCH opcode qtype edns DO\nREPLY NOTIFY\n"              \
	"SECTION QUESTION\n. SOA\nADJUST copy_id copy_query copy_edns\n"       \
	"QUESTION twice\nRCODE 3000\nENTRY_END\n"                              \
	"ENTRY_BEGIN\nMATCH noedns TCP serial=3 udp_size=512\n"                \
	"ADJUST do_not_answer\nENTRY_END\n"                                    \
	"ENTRY_BEGIN\nMATCH ednsdata\nHEX_EDNSDATA_BEGIN\n000a 0002 0102\n"    \
	"HEX_EDNSDATA_END\nADJUST from_zone copy_id\nREPLY AA\nENTRY_END\n"    \
	"ENTRY_BEGIN\nMATCH all\nREPLY CD\nSECTION QUESTION\nall. NS\n"        \
	"ENTRY_END\n"

#define SERVERS "SERVER 192.0.2.1\nSERVER 192.0.2.2\n"

/* What the same question gets does not depend on who asked before. */
static const char stateless[] =
    "SCENARIO_BEGIN t\n" SERVERS ZONES ENTRIES "SCENARIO_END\n";
/* And here it does. */
static const char stateful[] =
    "SCENARIO_BEGIN t\n" SERVERS ZONES "TRUNCATE partial at 300\n"
    "NOEDNS ignore\n"
    "ENTRY_BEGIN\nMATCH qtype\nTIMES 2-3\nSECTION QUESTION\n@ A\n"
    "ADJUST copy_id copy_query from_zone\nENTRY_END\n"
    "ENTRY_BEGIN\nTIMES 2- of any\nREPLY REFUSED QR\nADJUST copy_id\n"
    "ENTRY_END\n" ENTRIES "SCENARIO_END\n";

static const struct scenario *
own(size_t i)
{
	static const char *const texts[] = { stateless, stateful };
	static struct scenarios lists[2];

	if (lists[i].count == 0)
		fuzz_load_own(texts[i], &lists[i]);
	return lists[i].v[0];
}

/* A question that was read can be written and read again. */
static void
check_question(const struct query *q)
{
	const struct fuzz_question again = { q->question.name, q->question.type,
		q->id, q->edns.udp_size };
	struct writer w = { 0 };
	struct query read;

	fuzz_encode(&again, &w);
	FUZZ_HOLDS(w.len <= WIRE_HEADER + NAME_MAX_OCTETS + 4 + 11);
	FUZZ_HOLDS(query_parse(w.octets, w.len, &read) == 0);
	FUZZ_HOLDS(!read.is_broken && read.questions == 1 && read.id == q->id);
	FUZZ_HOLDS(read.question.type == q->question.type);
	FUZZ_HOLDS(name_equal(&read.question.name, &q->question.name));
	FUZZ_HOLDS(read.edns.present == (again.edns > 0) &&
		   read.edns.udp_size == again.edns);
	writer_clear(&w);
}

static void
check_parsed(const uint8_t *octets, size_t len)
{
	struct query q;
	int ret = query_parse(octets, len, &q);

	FUZZ_HOLDS(q.question.name.len >= 1);
	FUZZ_HOLDS(ret == 0 || (q.questions == 0 && q.is_broken));
	FUZZ_HOLDS(len >= WIRE_HEADER || ret == -1);
	FUZZ_HOLDS(q.is_broken || q.questions * 5U <= len);
	if (ret == 0 && q.questions > 0)
		check_question(&q);
}

static void
check_same(const struct fuzz_reply *a, const struct fuzz_reply *b)
{
	FUZZ_HOLDS(a->rule == b->rule && a->count == b->count);
	FUZZ_HOLDS(a->trouble == b->trouble);
	for (size_t i = 0; i < a->count; i++) {
		const struct writer *x = &a->packets[i], *y = &b->packets[i];

		FUZZ_HOLDS(x->len == y->len);
		FUZZ_HOLDS(
		    x->len == 0 || memcmp(x->octets, y->octets, x->len) == 0);
	}
}

/*
 * What was asked before, by others and with another ID, changes nothing.
 */
static void
check_repeats(size_t server, bool tcp, const uint8_t *octets, size_t len,
    const struct writer *before)
{
	static struct fuzz_reply first, second; /* too big for the stack */
	struct responder *used = responder_new(own(0));
	struct responder *fresh = responder_new(own(0));
	uint8_t *copy = xmemdup(octets, len);

	if (len > 1)
		copy[1] ^= 1;
	fuzz_ask(used, own(0), server, !tcp, octets, len);
	fuzz_ask(used, own(0), server, tcp, before->octets, before->len);
	fuzz_ask(used, own(0), server, tcp, copy, len);
	fuzz_get(used, server, tcp, octets, len, &first);
	fuzz_get(fresh, server, tcp, octets, len, &second);
	check_same(&first, &second);
	fuzz_forget(&second);
	fuzz_get(fresh, server, tcp, octets, len, &second);
	check_same(&first, &second);
	fuzz_forget(&second);
	fuzz_forget(&first);
	free(copy);
	responder_free(used);
	responder_free(fresh);
}

/* What depends on those who asked before. */
static void
check_counts(size_t server, bool tcp, const uint8_t *octets, size_t len,
    const struct writer *before)
{
	struct responder *r = responder_new(own(1));

	for (int i = 0; i < 4; i++) {
		fuzz_ask(r, own(1), server, tcp, octets, len);
		fuzz_ask(r, own(1), server, tcp, before->octets, before->len);
	}
	responder_free(r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *octets, size_t len)
{
	struct writer before = { 0 };
	struct reader r;
	size_t server, before_len;
	bool tcp;

	reader_init(&r, octets, len);
	tcp = (len > 0 && octets[0] & 1) != 0;
	server = reader_u8(&r) >> 1 & 1;
	before_len = reader_u8(&r);
	if (len < 2 || before_len > len - 2)
		return 0;
	writer_octets(&before, octets + 2, before_len);
	octets += 2 + before_len;
	len -= 2 + before_len;
	check_parsed(octets, len);
	check_repeats(server, tcp, octets, len, &before);
	check_counts(server, tcp, octets, len, &before);
	writer_clear(&before);
	return 0;
}
