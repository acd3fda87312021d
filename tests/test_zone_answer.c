#include "config.h"

#include <string.h>

#include "tests/zones.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define SOA "example. 300 SOA ns.example. h.example. 7 1 1 1 30\n"
#define SOA_ANSWER "ns example. 30 IN SOA ns.example. h.example. 7 1 1 1 30\n"

struct zone_case {
	const char *records, *query, *answer;
};

static void
check(enum zone_mode mode, const struct zone_case *c)
{
	struct zone *z = zones_load(mode, c->records);
	struct query q = zones_asking(c->query);
	char *text = zones_answer(z, &q);

	ck_assert_msg(strcmp(text, c->answer) == 0,
	    "%s\nin\n%s\ngives\n%s\nwant\n%s", c->query, c->records, text,
	    c->answer);
	free(text);
	zone_free(z);
}

#define OK "NOERROR qr rd ra\n"
#define NXD "NXDOMAIN qr rd ra\n"

static const struct zone_case recursive[] = {
	/* names and types */
	{ "a.example. A 1.2.3.4\na.example. A 1.2.3.5\nb.example. A 1.2.3.6",
	    "a.example. A",
	    OK
	    "an a.example. 60 IN A 1.2.3.4\nan a.example. 60 IN A 1.2.3.5\n" },
	{ "a.example. A 1.2.3.4\na.example. AAAA ::1", "a.example. AAAA",
	    OK "an a.example. 60 IN AAAA ::1\n" },
	{ "a.example. A 1.2.3.4\na.example. TXT x\na.example. AAAA ::1",
	    "a.example. ANY",
	    OK "an a.example. 60 IN A 1.2.3.4\nan a.example. 60 IN TXT \"x\"\n"
	       "an a.example. 60 IN AAAA ::1\n" },
	{ ". NS a.", ". NS", OK "an . 60 IN NS a.\n" },
	{ "a.example. CH TXT x", "a.example. TXT", NXD NO_SOA },
	/* no such type, no such name, and their SOA */
	{ "a.example. A 1.2.3.4", "a.example. AAAA", OK NO_SOA },
	{ SOA "a.example. A 1.2.3.4", "a.example. AAAA", OK SOA_ANSWER },
	{ SOA "a.example. A 1.2.3.4", "a.example. MX", OK SOA_ANSWER },
	{ SOA, "b.example. A", NXD SOA_ANSWER },
	{ SOA, "example.org. A", NXD NO_SOA },
	{ ". TXT x", "a. A", NXD NO_SOA },
	{ "example. 10 SOA n. h. 1 1 1 1 30", "b.example. A",
	    NXD "ns example. 10 IN SOA n. h. 1 1 1 1 30\n" },
	{ SOA "b.example. 9 SOA n. h. 1 1 1 1 9", "a.b.example. A",
	    NXD "ns b.example. 9 IN SOA n. h. 1 1 1 1 9\n" },
	{ SOA, "example. SOA",
	    OK "an example. 300 IN SOA ns.example. h.example. 7 1 1 1 30\n" },
	/* an empty non-terminal exists */
	{ SOA "a.b.c.example. A 1.2.3.4", "b.c.example. A", OK SOA_ANSWER },
	{ SOA "a.b.c.example. A 1.2.3.4", "c.example. ANY", OK SOA_ANSWER },
	{ SOA "a.b.c.example. A 1.2.3.4", "x.c.example. A", NXD SOA_ANSWER },
	/* a delegation is nothing special to a bag of records */
	{ "example. NS n.\na.example. A 1.2.3.4", "a.example. A",
	    OK "an a.example. 60 IN A 1.2.3.4\n" },
	/* CNAME */
	{ "a.example. 5 CNAME b.org.\nb.org. CNAME c.net.\nc.net. A 1.2.3.4",
	    "a.example. A",
	    OK "an a.example. 5 IN CNAME b.org.\nan b.org. 60 IN CNAME c.net.\n"
	       "an c.net. 60 IN A 1.2.3.4\n" },
	{ "a.example. CNAME b.org.\nb.org. A 1.2.3.4", "a.example. CNAME",
	    OK "an a.example. 60 IN CNAME b.org.\n" },
	{ "a.example. CNAME b.org.\nb.org. A 1.2.3.4", "a.example. ANY",
	    OK "an a.example. 60 IN CNAME b.org.\n" },
	{ "a.example. CNAME b.org.\nb.org. A 1.2.3.4", "a.example. AAAA",
	    OK "an a.example. 60 IN CNAME b.org.\n" NO_SOA },
	{ SOA "a.org. CNAME b.example.\nb.example. A 1.2.3.4", "a.org. AAAA",
	    OK "an a.org. 60 IN CNAME b.example.\n" SOA_ANSWER },
	{ SOA "a.example. CNAME b.org.", "a.example. A",
	    NXD "an a.example. 60 IN CNAME b.org.\n" NO_SOA },
	/* circles */
	{ "a.example. CNAME A.example.", "a.example. A",
	    OK "an a.example. 60 IN CNAME a.example.\n" },
	{ "a. CNAME b.\nb. CNAME c.\nc. CNAME b.", "a. A",
	    OK "an a. 60 IN CNAME b.\nan b. 60 IN CNAME c.\n"
	       "an c. 60 IN CNAME b.\n" },
	/* DNAME (RFC 6672) */
	{ "example. 7 DNAME org.\na.b.org. A 1.2.3.4", "a.B.example. A",
	    OK "an example. 7 IN DNAME org.\n"
	       "an a.B.example. 7 IN CNAME a.B.org.\n"
	       "an a.B.org. 60 IN A 1.2.3.4\n" },
	{ "example. DNAME org.\nexample. A 1.2.3.4", "example. A",
	    OK "an example. 60 IN A 1.2.3.4\n" },
	{ "example. DNAME org.\na.org. A 1.2.3.4", "a.example. CNAME",
	    OK "an example. 60 IN DNAME org.\n"
	       "an a.example. 60 IN CNAME a.org.\n" },
	{ "example. DNAME org.\na.org. TXT x", "a.example. ANY",
	    OK "an example. 60 IN DNAME org.\n"
	       "an a.example. 60 IN CNAME a.org.\n"
	       "an a.org. 60 IN TXT \"x\"\n" },
	{ "example. DNAME org.", "a.example. A",
	    NXD "an example. 60 IN DNAME org.\n"
		"an a.example. 60 IN CNAME a.org.\n" NO_SOA },
	{ "a. DNAME b.\nb. DNAME a.", "x.a. A",
	    OK "an a. 60 IN DNAME b.\nan x.a. 60 IN CNAME x.b.\n"
	       "an b. 60 IN DNAME a.\nan x.b. 60 IN CNAME x.a.\n" },
	{ "a. DNAME b.\nw.b. CNAME y.a.\ny.b. A 1.2.3.4", "w.a. A",
	    OK "an a. 60 IN DNAME b.\nan w.a. 60 IN CNAME w.b.\n"
	       "an w.b. 60 IN CNAME y.a.\nan y.a. 60 IN CNAME y.b.\n"
	       "an y.b. 60 IN A 1.2.3.4\n" },
	/* wildcards (RFC 4592 2.2.1, its example zone) */
	{ SOA "*.example. A 1.2.3.4", "Host.Example. A",
	    OK "an Host.Example. 60 IN A 1.2.3.4\n" },
	{ SOA "*.example. A 1.2.3.4", "a.b.example. A",
	    OK "an a.b.example. 60 IN A 1.2.3.4\n" },
	{ SOA "*.example. A 1.2.3.4", "a.example. AAAA", OK SOA_ANSWER },
	{ SOA "*.example. A 1.2.3.4", "*.example. A",
	    OK "an *.example. 60 IN A 1.2.3.4\n" },
	{ SOA "*.example. A 1.2.3.4", "example. A", OK SOA_ANSWER },
	{ SOA "*.example. A 1.2.3.4\nhost.example. TXT x", "host.example. A",
	    OK SOA_ANSWER },
	{ SOA "*.example. A 1.2.3.4\nhost.example. TXT x",
	    "sub.host.example. A", NXD SOA_ANSWER },
	{ SOA "*.example. A 1.2.3.4\na.ent.example. TXT x", "ent.example. A",
	    OK SOA_ANSWER },
	{ SOA "*.example. A 1.2.3.4\na.ent.example. TXT x", "b.ent.example. A",
	    NXD SOA_ANSWER },
	{ SOA "*.example. A 1.2.3.4", "a.*.example. A", NXD SOA_ANSWER },
	{ SOA "a.*.example. A 1.2.3.4", "b.example. A", OK SOA_ANSWER },
	{ SOA "*.example. CNAME t.org.\nt.org. A 1.2.3.4", "h.example. A",
	    OK
	    "an h.example. 60 IN CNAME t.org.\nan t.org. 60 IN A 1.2.3.4\n" },
	{ "c. CNAME h.example.\n*.example. A 1.2.3.4", "c. A",
	    OK "an c. 60 IN CNAME h.example.\n"
	       "an h.example. 60 IN A 1.2.3.4\n" },
	/* what the alias itself has is not looked for behind it */
	{ "a.example. CNAME b.\na.example. NSEC c. A\nb. NSEC d. A",
	    "a.example. NSEC", OK "an a.example. 60 IN NSEC c. A \n" },
	/* DS: the SOA above */
	{ SOA "b.example. 9 SOA n. h. 1 1 1 1 9", "b.example. DS",
	    OK SOA_ANSWER },
	{ SOA "b.example. 9 SOA n. h. 1 1 1 1 9\nb.example. DS 1 8 1 00",
	    "b.example. DS", OK "an b.example. 60 IN DS 1 8 1 00\n" },
	{ SOA, "example. DS", OK SOA_ANSWER },
	/* what nobody serves */
	{ SOA, "example. AXFR", "REFUSED qr rd ra\n" },
	{ SOA, "example. IXFR", "REFUSED qr rd ra\n" },
};

START_TEST(as_a_recursive_server)
{
	check(ZONE_RECURSIVE, &recursive[_i]);
}
END_TEST

#undef OK
#undef NXD
#define OK "NOERROR qr aa rd\n"
#define NXD "NXDOMAIN qr aa rd\n"

static const struct zone_case authoritative[] = {
	{ SOA "a.example. A 1.2.3.4", "a.example. A",
	    OK "an a.example. 60 IN A 1.2.3.4\n" },
	{ SOA, "example. A", OK SOA_ANSWER },
	{ SOA, "b.example. A", NXD SOA_ANSWER },
	{ SOA "*.example. A 1.2.3.4", "h.example. A",
	    OK "an h.example. 60 IN A 1.2.3.4\n" },
	/* outside every apex */
	{ SOA, "a.org. A", "REFUSED qr rd\n" },
	{ "a.org. A 1.2.3.4", "a.org. A", "REFUSED qr rd\n" },
	{ SOA, ". NS", "REFUSED qr rd\n" },
	{ SOA, "example. AXFR", "REFUSED qr rd\n" },
	{ SOA, "example. IXFR", "REFUSED qr rd\n" },
	/* CNAME, inside and out */
	{ SOA "a.example. CNAME b.example.\nb.example. A 1.2.3.4",
	    "a.example. A",
	    OK "an a.example. 60 IN CNAME b.example.\n"
	       "an b.example. 60 IN A 1.2.3.4\n" },
	{ SOA "a.example. CNAME b.example.", "a.example. A",
	    NXD "an a.example. 60 IN CNAME b.example.\n" SOA_ANSWER },
	{ SOA "a.example. CNAME b.org.\nb.org. A 1.2.3.4", "a.example. A",
	    OK "an a.example. 60 IN CNAME b.org.\n" },
	{ SOA "org. SOA n. h. 1 1 1 1 1\na.example. CNAME b.org.\n"
	      "b.org. A 1.2.3.4",
	    "a.example. A",
	    OK
	    "an a.example. 60 IN CNAME b.org.\nan b.org. 60 IN A 1.2.3.4\n" },
	{ SOA "d.example. DNAME example.\na.example. A 1.2.3.4",
	    "a.d.example. A",
	    OK "an d.example. 60 IN DNAME example.\n"
	       "an a.d.example. 60 IN CNAME a.example.\n"
	       "an a.example. 60 IN A 1.2.3.4\n" },
	/* delegations */
	{ SOA "sub.example. NS n.sub.example.\nsub.example. NS n.org.\n"
	      "n.sub.example. A 1.2.3.4\nn.sub.example. AAAA ::1",
	    "a.sub.example. A",
	    "NOERROR qr rd\nns sub.example. 60 IN NS n.sub.example.\n"
	    "ns sub.example. 60 IN NS n.org.\n"
	    "ar n.sub.example. 60 IN A 1.2.3.4\n"
	    "ar n.sub.example. 60 IN AAAA ::1\n" },
	/* DS is the parent's (RFC 4035 3.1.4.1), below the cut it is not */
	{ SOA "sub.example. NS n.org.\nsub.example. DS 1 8 1 00",
	    "sub.example. DS", OK "an sub.example. 60 IN DS 1 8 1 00\n" },
	{ SOA "sub.example. NS n.org.", "sub.example. DS", OK SOA_ANSWER },
	{ SOA "sub.example. NS n.org.", "a.sub.example. DS",
	    "NOERROR qr rd\nns sub.example. 60 IN NS n.org.\n" },
	{ SOA "sub.example. NS n.org.\nsub.example. SOA n. h. 1 1 1 1 1\n"
	      "sub.example. DS 1 8 1 00",
	    "sub.example. DS", OK "an sub.example. 60 IN DS 1 8 1 00\n" },
	{ "sub.example. SOA n. h. 1 1 1 1 1", "sub.example. DS",
	    OK "ns sub.example. 1 IN SOA n. h. 1 1 1 1 1\n" },
	/* addresses of another zone are not glue */
	{ SOA "sub.example. NS n.org.\norg. SOA n. h. 1 1 1 1 1\n"
	      "n.org. A 1.2.3.4",
	    "sub.example. A",
	    "NOERROR qr rd\nns sub.example. 60 IN NS n.org.\n" },
	/* neither is a DNAME or a cut below a cut anything */
	{ SOA "sub.example. NS n.org.\na.sub.example. DNAME org.\n"
	      "a.sub.example. NS n.net.",
	    "b.a.sub.example. A",
	    "NOERROR qr rd\nns sub.example. 60 IN NS n.org.\n" },
	{ SOA "sub.example. NS n.org.\nsub.example. A 1.2.3.4",
	    "sub.example. A",
	    "NOERROR qr rd\nns sub.example. 60 IN NS n.org.\n" },
	{ SOA "sub.example. NS n.org.\n*.example. A 1.2.3.4",
	    "a.b.sub.example. A",
	    "NOERROR qr rd\nns sub.example. 60 IN NS n.org.\n" },
	{ SOA "a.example. CNAME b.sub.example.\nsub.example. NS n.org.",
	    "a.example. A",
	    OK "an a.example. 60 IN CNAME b.sub.example.\n"
	       "ns sub.example. 60 IN NS n.org.\n" },
	/* not at an apex, nor where the child zone is served too */
	{ SOA "example. NS n.org.", "example. NS",
	    OK "an example. 60 IN NS n.org.\n" },
	{ SOA "sub.example. NS n.org.\nsub.example. SOA n. h. 1 1 1 1 1\n"
	      "a.sub.example. A 1.2.3.4",
	    "a.sub.example. A", OK "an a.sub.example. 60 IN A 1.2.3.4\n" },
};

START_TEST(as_an_authoritative_server)
{
	check(ZONE_AUTHORITATIVE, &authoritative[_i]);
}
END_TEST

START_TEST(bad_rdata_ends_the_chain)
{
	struct zone *z = zones_load(ZONE_RECURSIVE,
	    "a. CNAME \\# 1 05\nd. DNAME \\# 0\ns. SOA \\# 1 00");
	const char *names[] = { "a. A", "x.d. A", "x.s. A" };

	for (size_t i = 0; i < LEN(names); i++) {
		struct query q = zones_asking(names[i]);
		struct message m = { 0 };

		zone_answer(z, &q, &m);
		ck_assert_uint_eq(m.sections[SECTION_ANSWER].count, i < 2);
		ck_assert_uint_eq(m.sections[SECTION_AUTHORITY].count, i == 2);
		message_clear(&m);
	}
	zone_free(z);
}
END_TEST

#define L63 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

START_TEST(dname_to_an_overlong_name)
{
	struct zone *z =
	    zones_load(ZONE_RECURSIVE, "d. DNAME " L63 "." L63 "." L63 ".");
	struct query q = zones_asking(L63 ".d. A");
	char *text = zones_answer(z, &q);

	ck_assert_str_eq(text,
	    "YXDOMAIN qr rd ra\nan d. 60 IN DNAME " L63 "." L63 "." L63 ".\n");
	free(text);
	zone_free(z);
}
END_TEST

/* A chain of LINKS CNAMEs and an address at its end. */
static size_t
chain_len(unsigned links)
{
	struct zone *z = zone_new(ZONE_RECURSIVE);
	struct query q = zones_asking("c0. A");
	struct message m = { 0 };
	struct rrs rrs = { 0 };
	char text[80];
	size_t count;

	for (unsigned i = 0; i < links; i++) {
		snprintf(text, sizeof text, "c%u. CNAME c%u.", i, i + 1);
		records_add(&rrs, text);
	}
	snprintf(text, sizeof text, "c%u. A 1.2.3.4", links);
	records_add(&rrs, text);
	for (size_t i = 0; i < rrs.count; i++)
		zone_add(z, &rrs.v[i]);
	zone_seal(z);
	zone_answer(z, &q, &m);
	count = m.sections[SECTION_ANSWER].count;
	message_clear(&m);
	rrs_clear(&rrs);
	zone_free(z);
	return count;
}

START_TEST(follows_up_to_128_links)
{
	ck_assert_uint_eq(chain_len(1), 2);
	ck_assert_uint_eq(chain_len(128), 129);
	ck_assert_uint_eq(chain_len(129), 128);
	ck_assert_uint_eq(chain_len(300), 128);
}
END_TEST

/* The higher rank answers; each zone is asked for each name. */
static const struct {
	enum zone_mode mode;
	const char *low, *high, *question;
} ranks[] = {
	/* outside, and in */
	{ ZONE_AUTHORITATIVE, "a. SOA n. h. 1 1 1 1 1",
	    "b. SOA n. h. 1 1 1 1 1", "x.b. A" },
	/* the child, whatever the parent has */
	{ ZONE_AUTHORITATIVE, "a. SOA n. h. 1 1 1 1 1\nb.a. NS n.",
	    "b.a. SOA n. h. 1 1 1 1 1", "b.a. NS" },
	{ ZONE_AUTHORITATIVE, "a. SOA n. h. 1 1 1 1 1\nx.b.a. A 1.2.3.4",
	    "b.a. SOA n. h. 1 1 1 1 1", "x.b.a. A" },
	/* but for DS at its apex, also where the parent is the root */
	{ ZONE_AUTHORITATIVE, "b. SOA n. h. 1 1 1 1 1", ". SOA n. h. 1 1 1 1 1",
	    "b. DS" },
	{ ZONE_AUTHORITATIVE, ". SOA n. h. 1 1 1 1 1", "b. SOA n. h. 1 1 1 1 1",
	    "x.b. DS" },
	/* recursive: who knows the name, then the depth */
	{ ZONE_RECURSIVE, "b.a. SOA n. h. 1 1 1 1 1", "x.b.a. A 1.2.3.4",
	    "x.b.a. A" },
	{ ZONE_RECURSIVE, "a. SOA n. h. 1 1 1 1 1\nx.b.a. A 1.2.3.4",
	    "b.a. SOA n. h. 1 1 1 1 1\nx.b.a. A 1.2.3.5", "x.b.a. A" },
	{ ZONE_RECURSIVE, "a. SOA n. h. 1 1 1 1 1", "b.a. SOA n. h. 1 1 1 1 1",
	    "x.b.a. A" },
	{ ZONE_RECURSIVE, "a. A 1.2.3.4", "b.a. SOA n. h. 1 1 1 1 1",
	    "x.b.a. A" },
};

START_TEST(rank_decides_between_zones)
{
	struct zone *low = zones_load(ranks[_i].mode, ranks[_i].low);
	struct zone *high = zones_load(ranks[_i].mode, ranks[_i].high);
	struct query q = zones_asking(ranks[_i].question);

	ck_assert_uint_lt(zone_rank(low, &q.question),
	    zone_rank(high, &q.question));
	zone_free(low);
	zone_free(high);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("zone_answer");
	TCase *tc = tcase_create("zone_answer");

	tcase_add_loop_test(tc, as_a_recursive_server, 0, LEN(recursive));
	tcase_add_loop_test(tc, as_an_authoritative_server, 0,
	    LEN(authoritative));
	tcase_add_loop_test(tc, rank_decides_between_zones, 0, LEN(ranks));
	tcase_add_test(tc, bad_rdata_ends_the_chain);
	tcase_add_test(tc, dname_to_an_overlong_name);
	tcase_add_test(tc, follows_up_to_128_links);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
