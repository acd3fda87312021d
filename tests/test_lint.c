#include "config.h"

#include "resolver-tests/lint.h"
#include "resolver-tests/review.h"
#include "tests/judged.h"
#include "tests/unit.h"

#define HEAD "SCENARIO_BEGIN x\nWHY y\nREF z\nTAGS tcp\n"
#define CALL "CALL getaddrinfo x.example\n"
#define RESULT "RESULT_BEGIN\nok\nRESULT_END\n"
#define END "SCENARIO_END\n"
#define ZONE "ZONE_BEGIN\nx.example. 60 IN A 198.51.100.1\nZONE_END\n"
#define TWO "SERVER 192.0.2.1\nSERVER 192.0.2.2\n" ZONE
/* M: what stands behind MATCH; L: further lines; T: a type. */
#define ENTRY(M, L, T)                                                         \
	"ENTRY_BEGIN\nMATCH " M "\nREPLY QR\n" L                               \
	"SECTION QUESTION\nx.example. IN " T "\nENTRY_END\n"

/* PROBLEM: "LINE:COLUMN: how it begins"; NULL: nothing is wrong. */
static const struct {
	const char *name, *text, *problem;
} cases[] = {
	{ "t/x", HEAD CALL RESULT END, NULL },
	/* 1: what a scenario has to say */
	{ "t/x", "SCENARIO_BEGIN x\nREF z\nTAGS tcp\n" CALL RESULT END,
	    "1:1: no WHY" },
	{ "t/x", "SCENARIO_BEGIN x\nWHY y\nTAGS tcp\n" CALL RESULT END,
	    "1:1: no REF" },
	{ "t/x", "SCENARIO_BEGIN x\nWHY y\nREF z\n" CALL RESULT END,
	    "1:1: no TAGS" },
	{ "t/x", HEAD "TAGS tpc\n" CALL RESULT END,
	    "1:1: unknown tag \"tpc\"" },
	{ "t/x", ENTRY("all", "", "A"), "1:1: a plain data file" },
	{ "t/x", HEAD END, "1:1: no CALL" },
	{ "t/x", HEAD CALL END, "5:1: a CALL nothing judges" },
	{ "t/x", HEAD CALL "PIN musl udp_sent=1\n" END,
	    "5:1: a CALL nothing judges" },
	{ "t/x", HEAD CALL "EXPECT udp_sent=1\n" END, NULL },
	/* 10: time */
	{ "t/x", HEAD CALL RESULT "EXPECT elapsed<20000\n" END,
	    "9:8: an upper bound" },
	{ "timing/x", HEAD CALL RESULT "EXPECT elapsed<20000\n" END, NULL },
	{ "timing/x", HEAD CALL RESULT "EXPECT elapsed<2000\n" END,
	    "9:8: elapsed at most 1999 ms" },
	{ "t/x", HEAD CALL RESULT "EXPECT elapsed>=2000\n" END, NULL },
	/* 14: what depends on the host */
	{ "t/x", HEAD "CALL getaddrinfo x flags=addrconfig\n" RESULT END,
	    "5:1: AI_ADDRCONFIG depends" },
	{ "t/x", HEAD "CALL getaddrinfo x flags=0x22\n" RESULT END,
	    "5:1: AI_ADDRCONFIG depends" },
	{ "t/x", HEAD "CALL getaddrinfo x flags=0x2\n" RESULT END, NULL },
	{ "t/x",
	    HEAD "KERNEL route=default\n"
		 "CALL getaddrinfo x flags=addrconfig\n" RESULT END,
	    NULL },
	{ "t/x",
	    HEAD "KERNEL route=none\n"
		 "CALL getaddrinfo x flags=addrconfig\n" RESULT END,
	    NULL },
	{ "t/x", HEAD CALL "ORDER rfc6724\n" RESULT END,
	    "5:1: ORDER rfc6724 depends" },
	/* 20: entries nothing reaches */
	{ "t/x",
	    HEAD ENTRY("qname qtype", "", "A") ENTRY("qname", "", "A")
		CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD ENTRY("qname", "", "A") ENTRY("qname qtype", "", "A")
		CALL RESULT END,
	    "11:1: an entry no query reaches, the one in line 5" },
	{ "t/x",
	    HEAD ENTRY("qname", "TIMES 1\n", "A") ENTRY("qname qtype", "", "A")
		CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD ENTRY("qtype", "", "A") ENTRY("qtype", "", "AAAA")
		CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD ENTRY("UDP", "", "A") ENTRY("TCP", "", "A") CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD ENTRY("UDP", "", "A") ENTRY("UDP qname", "", "A")
		CALL RESULT END,
	    "11:1: an entry no query reaches" },
	{ "t/x",
	    HEAD "KERNEL race=wanted\n" TWO ENTRY("server=192.0.2.1", "", "A")
		ENTRY("qname", "", "A") CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD "KERNEL race=wanted\n" TWO ENTRY("qname", "", "A")
		ENTRY("qname server=192.0.2.1", "", "A") CALL RESULT END,
	    "17:1: an entry no query reaches" },
	{ "t/x",
	    HEAD ENTRY("subdomain", "", "A") ENTRY("qname", "", "A")
		CALL RESULT END,
	    "11:1: an entry no query reaches" },
	/* 29: servers that race */
	{ "t/x", HEAD TWO CALL RESULT END,
	    "6:1: 192.0.2.1 and 192.0.2.2 answer at the same time" },
	{ "t/x", HEAD "KERNEL race=wanted\n" TWO CALL RESULT END, NULL },
	{ "t/x",
	    HEAD TWO ENTRY("server=192.0.2.2", "DELAY 100ms\n", "A")
		CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD TWO ENTRY("server=192.0.2.2", "DELAY 99ms\n", "A")
		CALL RESULT END,
	    "6:1: 192.0.2.1 and" },
	{ "t/x", HEAD TWO ENTRY("qname", "DELAY 100ms\n", "A") CALL RESULT END,
	    "6:1: 192.0.2.1 and" },
	{ "t/x",
	    HEAD TWO ENTRY("server=192.0.2.2 TCP", "DELAY 100ms\n", "A")
		CALL RESULT END,
	    "6:1: 192.0.2.1 and" },
	{ "t/x",
	    HEAD TWO ENTRY("server=192.0.2.1", "ADJUST do_not_answer\n", "A")
		CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD TWO ENTRY("qname", "TIMES 1\nADJUST do_not_answer\n", "A")
		CALL RESULT END,
	    "6:1: 192.0.2.1 and" },
	{ "t/x",
	    HEAD "SERVER 192.0.2.1 udp=silent\nSERVER 192.0.2.2\n" ZONE CALL
		RESULT END,
	    NULL },
	{ "t/x",
	    HEAD TWO "STEP 1 SERVER 192.0.2.1 udp=closed\n" CALL RESULT END,
	    NULL },
	/* 39: clients there cannot be */
	{ "t/x", HEAD CALL RESULT "EXPECT for=musl-1.2.* udp_sent=1\n" END,
	    NULL },
	{ "t/x", HEAD CALL RESULT "EXPECT for=musl>=1.2.4 udp_sent=1\n" END,
	    "9:24: no client is called \"musl>=1.2.4\"" },
	{ "t/x", HEAD "NEEDS ipv6\n" CALL RESULT END, NULL },
	{ "t/x", HEAD "NEEDS ipv9\n" CALL RESULT END,
	    "1:1: nothing is known of the facility \"ipv9\"" },
	{ "t/x", HEAD "CLIENTS musl>1\n" CALL RESULT END,
	    "1:1: no client is called \"musl>1\"" },
	{ "t/x", HEAD CALL RESULT "PIN musl>=1.2,<1.3 udp_sent=1\n" END, NULL },
	{ "t/x", HEAD CALL RESULT "PIN musl>=1.2, udp_sent=1\n" END,
	    "9:16: a version is missing in \">=1.2,\"" },
};

static void
check_problem(const struct lint *lint, const char *want)
{
	if (want == NULL) {
		ck_assert_msg(lint->count == 0, "%s", lint->v[0]);
		return;
	}
	ck_assert_msg(lint->count == 1, "%zu problems: %s, want %s",
	    lint->count, lint->count == 0 ? "" : lint->v[0], want);
	ck_assert_msg(strstr(lint->v[0], want) != NULL, "%s, want %s",
	    lint->v[0], want);
}

static struct tags
tcp_only(void)
{
	static char name[] = "tcp", meaning[] = "TCP";
	static struct tag tag = { name, meaning };

	return (struct tags){ .v = &tag, .count = 1 };
}

START_TEST(scenarios_are_checked)
{
	struct judged j;
	struct lint lint = { 0 };
	struct tags tags = tcp_only();

	judged_init(&j, cases[_i].name, cases[_i].text, "");
	lint_corpus(&lint, &j.scenarios, &j.known, NULL, &tags);
	check_problem(&lint, cases[_i].problem);
	lint_clear(&lint);
	judged_clear(&j);
}
END_TEST

START_TEST(names_are_unique)
{
	struct judged j;
	struct memory_file m;
	struct lint lint = { 0 };
	struct tags tags = tcp_only();
	struct error err = { 0 };

	judged_init(&j, "t/x", HEAD CALL RESULT END, "");
	scenarios_load(memory_file_open(&m, HEAD CALL RESULT END), "t/x", NULL,
	    &j.scenarios, &err);
	close(m.fd);
	lint_corpus(&lint, &j.scenarios, &j.known, NULL, &tags);
	check_problem(&lint, ":1:1: a second scenario named t/x");
	lint_clear(&lint);
	judged_clear(&j);
}
END_TEST

static const struct {
	const char *line, *clients, *problem;
} records[] = {
	{ "t/x\t*\tE\tr\tx\n", "", NULL },
	{ "t/*\t*\tE\tr\tx\n", "CLIENTS musl-1.2.3\n", NULL },
	{ "t/y\t*\tE\tr\tx\n", "", ":1:1: no scenario is named t/y" },
	{ "t/x:*\t*\tE\tr\tx\n", "", ":1:1: no scenario is named t/x:*" },
	{ "t/x\t*\tE / E\tr\tx\n", "", ":1:1: 2 outcomes for the 1 calls" },
	{ "t/x\t*\tE;192.0.2.9/udp_sent=0\tr\tx\n", "",
	    ":1:1: t/x has no server 192.0.2.9" },
	{ "t/x\t*\tE\tr\tx\n", "CLIENTS glibc\n",
	    ":1:1: CLIENTS of t/x leaves musl out" },
	{ "t/x\t*\tE\tr\tx\n", "CLIENTS ldns\n",
	    ":1:1: CLIENTS of t/x leaves musl out" },
	{ "t/x\t*\tE\tr\tx\nt/x\t*\tF\tr\tx\n", "",
	    ":2:1: a second record for t/x *" },
};

START_TEST(records_are_checked)
{
	struct judged j;
	struct lint lint = { 0 };
	struct tags tags = tcp_only();
	char text[512];

	snprintf(text, sizeof text, HEAD "%s" CALL RESULT END,
	    records[_i].clients);
	judged_init(&j, "t/x", text, records[_i].line);
	lint_corpus(&lint, &j.scenarios, &j.known, NULL, &tags);
	check_problem(&lint, records[_i].problem);
	lint_clear(&lint);
	judged_clear(&j);
}
END_TEST

START_TEST(an_unknown_family_is_told)
{
	struct judged j;
	struct lint lint = { 0 };

	judged_init(&j, "t/x", HEAD CALL RESULT END, "t/x\t*\tE\tr\tx\n");
	strcpy(j.known.v[0].family, "mosl");
	lint_known(&lint, &j.known, &j.scenarios, NULL);
	check_problem(&lint, ":1:1: no client is of family mosl");
	lint_clear(&lint);
	judged_clear(&j);
}
END_TEST

static void
tags_check(const char *text, size_t count, const char *problem)
{
	struct memory_file m;
	struct tags tags;
	struct error err = { 0 };
	int ret = tags_load(memory_file_open(&m, text), &tags, &err);

	close(m.fd);
	ck_assert_int_eq(ret, problem == NULL ? 0 : -1);
	ck_assert_uint_eq(tags.count, count);
	if (problem != NULL)
		ck_assert_msg(strstr(err.text, problem) != NULL, "%s",
		    err.text);
	tags_clear(&tags);
}

START_TEST(tags_are_read)
{
	tags_check("# words\ntcp DNS over TCP\n\nudp x\n", 2, NULL);
	tags_check("tcp\n", 0, ":1:1: \"tcp\", want a tag");
	tags_check("tcp x\ntcp y\n", 0, ":2:1: tag \"tcp\" a second time");
}
END_TEST

/* What a run tells: USED entries, the text that came, a second family. */
static const struct {
	bool used; /* the entry */
	const char *records, *came;
	bool second_family;
	const char *problem;
} reviews[] = {
	{ true, "", "ok\n", true, NULL },
	{ false, "", "ok\n", true, ":5:1: an entry no query ever used" },
	{ true, "", "EAI_AGAIN\n", true, ":1:1: t/x: no client meets" },
	{ true, "", "EAI_AGAIN\n", false, NULL },
	{ true, "t/x\t*\tEAI_AGAIN\tr\tx\n", "EAI_AGAIN\n", false, NULL },
	{ true, "t/x\t*\tEAI_AGAIN\tr\tx\n", "ok\n", true,
	    ":1:1: t/x no longer deviates so" },
};

START_TEST(a_run_is_reviewed)
{
	struct judged j;
	struct lint lint = { 0 };
	struct review *review;
	struct finished f;

	judged_init(&j, "t/x", HEAD ENTRY("qname", "", "A") CALL RESULT END,
	    reviews[_i].records);
	judged_step(&j, reviews[_i].came);
	if (reviews[_i].used)
		bits_add(&j.observation.entries_used, 0);
	judged_judge(&j);
	f = judged_finished(&j);
	review = review_new(&j.scenarios, &j.known);
	review_add(review, &f);
	if (reviews[_i].second_family) {
		struct client other = j.client;
		char family[] = "glibc";

		other.family = family;
		f.client = &other;
		review_add(review, &f);
	}
	review_finish(review, &lint);
	check_problem(&lint, reviews[_i].problem);
	review_free(review);
	lint_clear(&lint);
	judged_clear(&j);
}
END_TEST

START_TEST(sets_have_any_size)
{
	struct bits a = { 0 }, b = { 0 };

	ck_assert(!bits_has(&a, 0) && !bits_has(&a, 100000));
	bits_add(&a, 63);
	bits_add(&a, 100000);
	bits_add(&b, 64);
	bits_add_all(&b, &a);
	bits_add_all(&a, &(struct bits){ 0 });
	for (size_t i = 0; i < 200000; i++) {
		ck_assert_int_eq(bits_has(&a, i), i == 63 || i == 100000);
		ck_assert_int_eq(bits_has(&b, i),
		    i == 63 || i == 64 || i == 100000);
	}
	bits_clear(&a);
	bits_clear(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("lint");
	TCase *t = tcase_create("lint");

	tcase_add_loop_test(t, scenarios_are_checked, 0,
	    (int)(sizeof cases / sizeof *cases));
	tcase_add_test(t, names_are_unique);
	tcase_add_loop_test(t, records_are_checked, 0,
	    (int)(sizeof records / sizeof *records));
	tcase_add_test(t, an_unknown_family_is_told);
	tcase_add_test(t, tags_are_read);
	tcase_add_loop_test(t, a_run_is_reviewed, 0,
	    (int)(sizeof reviews / sizeof *reviews));
	tcase_add_test(t, sets_have_any_size);
	suite_add_tcase(s, t);
	return unit_run(s);
}
