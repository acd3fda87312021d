/* What the zones answer, and entries that start from it. */
#include "config.h"

#include <stdio.h>

#include "fakedns/compose.h"
#include "tests/records.h"
#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* Forty addresses: 12 + 15 + 40 * 16 octets, 667 in all; 678 with an OPT. */
#define BIG ZONE("$GENERATE 1-40 zone.test. A 198.51.100.$\nx. A 192.0.2.1\n")

/* "an=40 tc=0 len=667" of what RULES make of the query; "-": no answer. */
static char *
answer(const char *rules, unsigned step, const struct asking *a,
    const char *entry)
{
	struct writer query = { 0 }, out = { 0 };
	struct incoming in = asking_incoming(a, &query);
	struct scenarios list;
	char text[2000], *got = NULL;
	const char *why = "";
	const struct scenario *s;
	bool answers;
	size_t len;
	FILE *f = open_memstream(&got, &len);

	snprintf(text, sizeof text, SCENARIO("%s" ENTRY("%s\n")), rules,
	    entry == NULL ? "" : entry);
	s = scenario_text_load(&list, text);
	answers = entry == NULL ? compose_from_zones(s, step, &in, &out)
				: compose_packet(s, step, s->entries->packets,
				      &in, &out, &why);
	if (!answers)
		fputs("-", f);
	if (out.len >= WIRE_HEADER)
		fprintf(f, "an=%d tc=%d len=%zu", out.octets[7],
		    (out.octets[2] & 2) != 0, out.len);
	fclose(f);
	writer_clear(&out);
	writer_clear(&query);
	scenarios_clear(&list);
	return got;
}

static const struct {
	const char *rules;
	unsigned edns;
	bool tcp;
	const char *want;
} truncations[] = {
	{ "", 0, false, "an=30 tc=1 len=507" }, /* partial */
	{ "", 0, true, "an=40 tc=0 len=667" },
	{ "", 512, false, "an=29 tc=1 len=502" },
	{ "", 100, false, "an=29 tc=1 len=502" },
	{ "", 677, false, "an=39 tc=1 len=662" },
	{ "", 678, false, "an=40 tc=0 len=678" },
	{ "TRUNCATE partial\n", 0, false, "an=30 tc=1 len=507" },
	{ "TRUNCATE empty\n", 0, false, "an=0 tc=1 len=27" },
	{ "TRUNCATE empty\n", 0, true, "an=40 tc=0 len=667" },
	{ "TRUNCATE empty\n", 600, false, "an=0 tc=1 len=38" },
	{ "TRUNCATE empty\n", 700, false, "an=40 tc=0 len=678" },
	{ "TRUNCATE empty at 0\n", 4096, false, "an=0 tc=1 len=38" },
	{ "TRUNCATE empty at 0\n", 4096, true, "an=40 tc=0 len=678" },
	{ "TRUNCATE rrset\n", 0, false, "an=0 tc=1 len=27" },
	{ "TRUNCATE never\n", 0, false, "an=40 tc=0 len=667" },
	{ "TRUNCATE never at 0\n", 0, false, "an=40 tc=0 len=667" },
	{ "TRUNCATE partial at 0\n", 0, false, "an=30 tc=1 len=507" },
	{ "TRUNCATE partial at 100\n", 4096, false, "an=3 tc=1 len=86" },
	{ "TRUNCATE partial at 667\n", 0, false, "an=40 tc=0 len=667" },
	{ "TRUNCATE partial at 666\n", 0, false, "an=39 tc=1 len=651" },
	/* the last that holds wins */
	{ "TRUNCATE empty\nTRUNCATE never\n", 0, false, "an=40 tc=0 len=667" },
	{ "TRUNCATE empty\nRANGE_BEGIN 2 3\nTRUNCATE never\nRANGE_END\n", 0,
	    false, "an=0 tc=1 len=27" },
	{ "NOEDNS ignore\n", 4096, false, "an=30 tc=1 len=507" },
	{ "NOEDNS ignore\n", 4096, true, "an=40 tc=0 len=667" },
	{ "NOEDNS formerr\n", 4096, false, "an=0 tc=0 len=27" },
	{ "NOEDNS formerr\n", 0, true, "an=40 tc=0 len=667" },
	{ "NOEDNS drop\n", 4096, true, "-" },
	{ "NOEDNS drop\n", 0, true, "an=40 tc=0 len=667" },
	/* NOEDNS where and when it holds, the last one */
	{ "NOEDNS drop\nRANGE_BEGIN 1 1\nNOEDNS off\nRANGE_END\n", 4096, false,
	    "an=40 tc=0 len=678" },
	{ "RANGE_BEGIN 2 3\nNOEDNS drop\nRANGE_END\n", 4096, false,
	    "an=40 tc=0 len=678" },
	{ "SERVER 127.0.0.1\nSERVER 127.0.0.2\nRANGE_BEGIN 0 9\n"
	  "ADDRESS 127.0.0.2\nNOEDNS formerr\nRANGE_END\n",
	    4096, false, "an=40 tc=0 len=678" },
	{ "SERVER 127.0.0.1\nSERVER 127.0.0.2\nRANGE_BEGIN 0 9\n"
	  "ADDRESS 127.0.0.1\nNOEDNS formerr\nRANGE_END\n",
	    4096, false, "an=0 tc=0 len=27" },
	/* in the middle of a record; over TCP; TC as a proxy leaves it */
	{ "TRUNCATE cut\n", 0, false, "an=40 tc=1 len=512" },
	{ "TRUNCATE cut tc=0\n", 600, false, "an=40 tc=0 len=600" },
	{ "TRUNCATE cut\n", 0, true, "an=40 tc=0 len=667" },
	{ "TRUNCATE cut at 100 tcp\n", 0, true, "an=40 tc=1 len=100" },
	{ "TRUNCATE cut at 100 tcp\n", 0, false, "an=30 tc=1 len=507" },
	{ "TRUNCATE empty at 0\nTRUNCATE partial at 60 tcp\n", 0, true,
	    "an=2 tc=1 len=59" },
	{ "TRUNCATE partial at 60 tcp\nTRUNCATE empty at 0\n", 0, false,
	    "an=0 tc=1 len=27" },
	{ "TRUNCATE partial tcp\n", 0, true, "an=30 tc=1 len=507" },
	{ "TRUNCATE partial tc=0\n", 0, false, "an=30 tc=0 len=507" },
	{ "TRUNCATE never tc=1\n", 0, false, "an=40 tc=1 len=667" },
	{ "TRUNCATE never tc=1\n", 4096, false, "an=40 tc=0 len=678" },
};

START_TEST(truncates)
{
	struct asking a = { .question = "zone.test. A",
		.edns = truncations[_i].edns,
		.tcp = truncations[_i].tcp };
	char rules[300], *got;

	snprintf(rules, sizeof rules, "%s" BIG, truncations[_i].rules);
	got = answer(rules, 1, &a, NULL);
	ck_assert_str_eq(got, truncations[_i].want);
	free(got);
	got = answer(rules, 1, &a, "ADJUST from_zone");
	if (strcmp(truncations[_i].want, "-") != 0)
		ck_assert_str_eq(got, truncations[_i].want);
	free(got);
}
END_TEST

/* Lines of an entry that starts from the answer above. */
static const struct {
	const char *lines, *want;
} entries[] = {
	{ "ADJUST from_zone\nTRUNCATE empty", "an=0 tc=1 len=27" },
	{ "ADJUST from_zone\nTRUNCATE never", "an=40 tc=0 len=667" },
	{ "ADJUST from_zone\nTRUNCATE partial at 60", "an=2 tc=1 len=59" },
	{ "ADJUST from_zone\nLIMIT_RR 3", "an=3 tc=0 len=75" },
	{ "ADJUST from_zone\nLIMIT_RR 35", "an=30 tc=1 len=507" },
	{ "ADJUST from_zone\nEDNS always\nTRUNCATE empty", "an=0 tc=1 len=38" },
	{ "ADJUST from_zone\nQUESTION none", "an=30 tc=1 len=501" },
	{ "ADJUST from_zone\nTRUNCATE never\nSIZE 4801 pad=after",
	    "an=42 tc=0 len=4801" },
	{ "ADJUST from_zone\nTRUNCATE never\nCOMPRESS none",
	    "an=40 tc=0 len=1027" },
	{ "ADJUST from_zone\nTRUNCATE never\nSECTION ANSWER\n@ TXT a",
	    "an=41 tc=0 len=681" },
	{ "ADJUST from_zone\nREPLY TC\nTRUNCATE never", "an=40 tc=1 len=667" },
	{ "ADJUST from_zone\nFLAGS tc=0\nTRUNCATE empty at 0",
	    "an=0 tc=0 len=27" },
	{ "ADJUST copy_query\nSECTION ANSWER\n$GENERATE 1-40 @ A 192.0.2.$",
	    "an=40 tc=0 len=667" }, /* as testns does */
	{ "ADJUST copy_query\nTRUNCATE partial\nSECTION ANSWER\n"
	  "$GENERATE 1-40 @ A 192.0.2.$",
	    "an=30 tc=1 len=507" },
};

START_TEST(entries_damage_it)
{
	struct asking a = { .question = "zone.test. A" };
	char *got = answer(BIG, 1, &a, entries[_i].lines);

	ck_assert_str_eq(got, entries[_i].want);
	free(got);
}
END_TEST

/* The answer to "x. A" in words. */
static char *
words(const char *rules, const char *entry, size_t server, unsigned edns)
{
	struct asking a = { .question = "x. A",
		.edns = edns,
		.server = server };
	struct writer query = { 0 }, out = { 0 };
	struct incoming in = asking_incoming(&a, &query);
	struct scenarios list;
	const char *why = "";
	char text[2000], *got = NULL;
	const struct scenario *s;

	snprintf(text, sizeof text,
	    SCENARIO("SERVER ::1\nSERVER ::2\n%s" ENTRY("%s\n")), rules,
	    entry == NULL ? "" : entry);
	s = scenario_text_load(&list, text);
	if (entry == NULL
		? compose_from_zones(s, 1, &in, &out)
		: compose_packet(s, 1, s->entries->packets, &in, &out, &why)) {
		got = records_decode(out.octets, out.len);
		ck_assert_mem_eq(out.octets, "\x12\x34", 2);
	}
	writer_clear(&out);
	writer_clear(&query);
	scenarios_clear(&list);
	return got;
}

static const char here[] = "NOERROR qr rd ra\nan x. 60 IN A 192.0.2.1\n";
#define HERE ZONE("x. A 192.0.2.1\n")
#define DENIES                                                                 \
	"NXDOMAIN qr rd ra\n"                                                  \
	"ns . 60 IN SOA ns.invalid. hostmaster.invalid. 1 3600 600 86400 60\n"

static const struct {
	const char *rules, *entry;
	size_t server;
	unsigned edns;
	const char *want; /* NULL: no answer */
} questions[] = {
	{ "", NULL, 0, 0, NULL },
	{ HERE, NULL, 0, 0, here },
	{ HERE, "ADJUST from_zone", 0, 0, here },
	{ ZONE("y. A 192.0.2.2\n") HERE, NULL, 0, 0, here },
	{ ZONE("y. A 192.0.2.2\n"), NULL, 0, 0, DENIES },
	{ "ZONE_BEGIN authoritative\ny. SOA ns. h. 1 2 3 4 5\nZONE_END\n", NULL,
	    0, 0, "REFUSED qr rd\n" },
	{ "ZONE_BEGIN authoritative\ny. SOA ns. h. 1 2 3 4 5\nZONE_END\n" HERE,
	    NULL, 0, 0, here },
	{ HERE ZONE("x. A 192.0.2.9\n"), NULL, 0, 0, here },
	/* nobody knows it: the closest apex says so */
	{ "ZONE_BEGIN authoritative\ny. SOA ns. h. 1 2 3 4 5\nZONE_END\n"
	  "ZONE_BEGIN authoritative\n. SOA ns. h. 1 2 3 4 5\nZONE_END\n",
	    NULL, 0, 0, "NXDOMAIN qr aa rd\nns . 5 IN SOA ns. h. 1 2 3 4 5\n" },
	{ "RANGE_BEGIN 1 1\nADDRESS ::2\n" HERE "RANGE_END\n", NULL, 1, 0,
	    here },
	{ "RANGE_BEGIN 1 1\nADDRESS ::2\n" HERE "RANGE_END\n", NULL, 0, 0,
	    NULL },
	{ "RANGE_BEGIN 2 9\n" HERE "RANGE_END\n", NULL, 0, 0, NULL },
	{ HERE, NULL, 0, 4096,
	    "NOERROR qr rd ra\nan x. 60 IN A 192.0.2.1\n"
	    "opt 1232 rcode 0 version 0 flags 0\n" },
	{ HERE "NOEDNS ignore\n", NULL, 0, 4096, here },
	{ HERE "NOEDNS formerr\n", NULL, 0, 4096, "FORMERR qr rd\n" },
	{ HERE "NOEDNS formerr\n", NULL, 0, 0, here },
	{ HERE, "ADJUST from_zone\nREPLY AA SERVFAIL\n", 0, 0,
	    "SERVFAIL qr aa rd ra\nan x. 60 IN A 192.0.2.1\n" },
	{ HERE, "ADJUST from_zone\nSECTION ANSWER\n@ TXT a\n", 0, 0,
	    "NOERROR qr rd ra\nan x. 60 IN A 192.0.2.1\n"
	    "an x. 60 IN TXT \"a\"\n" },
	/* no zone: the flags it implies and no more */
	{ "", "ADJUST from_zone", 0, 0, "NOERROR qr rd ra\n" },
};

START_TEST(zones_answer)
{
	char *got = words(questions[_i].rules, questions[_i].entry,
	    questions[_i].server, questions[_i].edns);

	if (questions[_i].want == NULL)
		ck_assert_ptr_null(got);
	else
		ck_assert_str_eq(got, questions[_i].want);
	free(got);
}
END_TEST

/* A server that does not know OPT cannot mind its version either. */
START_TEST(ignored_opt_has_no_version)
{
	struct asking a = { .question = "x. A", .edns = 4096 };
	struct writer query = { 0 }, out = { 0 };
	struct incoming in = asking_incoming(&a, &query);
	struct scenarios list;
	const struct scenario *s =
	    scenario_text_load(&list, SCENARIO(HERE "NOEDNS ignore\n"));
	char *got;

	in.query.edns.version = 1;
	ck_assert(compose_from_zones(s, 1, &in, &out));
	got = records_decode(out.octets, out.len);
	ck_assert_str_eq(got, here);
	free(got);
	writer_clear(&out);
	writer_clear(&query);
	scenarios_clear(&list);
}
END_TEST

/* 5000 records over TCP, whose length has 16 bits. */
START_TEST(what_tcp_cannot_carry_is_truncated)
{
	struct asking a = { .question = "zone.test. AAAA", .tcp = true };
	const char *rules = "TRUNCATE never\n" ZONE(
	    "$GENERATE 1-5000 zone.test. AAAA 2001:db8::${0,1,x}\n");
	char *got = answer(rules, 1, &a, NULL);

	ck_assert_str_eq(got, "an=35 tc=1 len=65519");
	free(got);
	got = answer(rules, 1, &a, "ADJUST from_zone");
	ck_assert_str_eq(got, "an=35 tc=1 len=65519");
	free(got);
}
END_TEST

/* A datagram holds 65507 octets, whatever size the client names. */
START_TEST(what_udp_cannot_carry_is_truncated)
{
	struct asking a = { .question = "zone.test. AAAA", .edns = 65535 };
	char *got = answer(ZONE("$GENERATE 1-2339 zone.test. AAAA "
				"2001:db8::${0,1,x}\n"),
	    1, &a, NULL);

	ck_assert_str_eq(got, "an=34 tc=1 len=65502");
	free(got);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("compose_zone");
	TCase *tc = tcase_create("compose_zone");

	tcase_add_loop_test(tc, truncates, 0, LEN(truncations));
	tcase_add_loop_test(tc, entries_damage_it, 0, LEN(entries));
	tcase_add_loop_test(tc, zones_answer, 0, LEN(questions));
	tcase_add_test(tc, ignored_opt_has_no_version);
	tcase_add_test(tc, what_tcp_cannot_carry_is_truncated);
	tcase_add_test(tc, what_udp_cannot_carry_is_truncated);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
