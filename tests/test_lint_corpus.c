/* What lint says of a corpus as a whole: names, duplicates, records. */
#include "config.h"

#include "resolver-tests/lint.h"
#include "tests/judged.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define HEAD "SCENARIO_BEGIN x\nWHY y\nREF z\nTAGS tcp\n"
#define CALL "CALL getaddrinfo x.example\n"
#define RESULT "RESULT_BEGIN\nok\nRESULT_END\n"
#define END "SCENARIO_END\n"
#define ZONE "ZONE_BEGIN\nx.example. 60 IN A 198.51.100.1\nZONE_END\n"

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

/* Two files; PROBLEM as above, or NULL. */
static const struct {
	const char *one, *two, *problem;
} pairs[] = {
	{ HEAD ZONE CALL RESULT END,
	    "SCENARIO_BEGIN z ; z\nWHY z\nWHY a\nREF a\nTAGS tcp\nCLAIM z\n"
	    "UNCONFIRMED rfc1#1\n#\n" ZONE "CALL\tgetaddrinfo  x.example ;\n"
	    "\n" RESULT "EXPECT udp_sent=1\nPIN musl udp_sent=1\n" END,
	    "1:1: t/y does what t/x does" },
	{ HEAD CALL RESULT END, HEAD CALL "RESULT_BEGIN\nE\nRESULT_END\n" END,
	    NULL },
	{ HEAD CALL RESULT END, HEAD "CALL getaddrinfo y.example\n" RESULT END,
	    NULL },
	{ HEAD CALL RESULT END, HEAD "CALL getaddrinfo X.example\n" RESULT END,
	    NULL },
	{ HEAD "CALL getaddrinfo \"a  ; b\"\n" RESULT END,
	    HEAD "CALL getaddrinfo \"a ; b\"\n" RESULT END, NULL },
	{ HEAD "CALL getaddrinfo \"a ; b\"\n" RESULT END,
	    HEAD "CALL getaddrinfo \"a ; c\"\n" RESULT END, NULL },
	{ HEAD CALL RESULT END, HEAD "CLIENTS musl\n" CALL RESULT END, NULL },
	{ HEAD "FILE_BEGIN /etc/x\n; a\nFILE_END\n" CALL RESULT END,
	    HEAD "FILE_BEGIN /etc/x\n; b\nFILE_END\n" CALL RESULT END, NULL },
	{ HEAD "FILE_BEGIN /etc/x\n; a\nFILE_END\n" CALL RESULT END,
	    HEAD "FILE_BEGIN /etc/x\n; a\nFILE_END\n" CALL RESULT END,
	    "1:1: t/y does" },
	{ HEAD CALL RESULT END,
	    "VARY n 1 2\n" HEAD CALL
	    "WHEN_BEGIN n=1\nORDER wire\nWHEN_END\n" RESULT END,
	    "2:1: t/y:n=2 does what t/x does" },
	{ HEAD "CALL getaddrinfo z\n" RESULT END,
	    "VARY n 1 2 ; ${n}\n" HEAD CALL RESULT END,
	    "2:1: t/y:n=2 does what t/y:n=1 does" },
};

START_TEST(nothing_is_there_twice)
{
	struct judged j;
	struct memory_file m;
	struct lint lint = { 0 };
	struct tags tags = tcp_only();
	struct error err = { 0 };

	judged_init(&j, "t/x", pairs[_i].one, "");
	ck_assert_msg(scenarios_load(memory_file_open(&m, pairs[_i].two), "t/y",
			  NULL, &j.scenarios, &err) == 0,
	    "%s", err.text);
	close(m.fd);
	lint_corpus(&lint, &j.scenarios, &j.known, NULL, &tags);
	check_problem(&lint, pairs[_i].problem);
	lint_clear(&lint);
	judged_clear(&j);
}
END_TEST

/* The newest musl is 1.2.10; what it does is a candidate for upstream. */
static const struct {
	const char *versions, *reference;
	bool good;
} candidates[] = {
	{ "*", "musl:1", false },
	{ ">=1.2.9", "behaviour:P01 behaviour:D01", false },
	{ "*", "upstream:", false },
	{ "*", "behaviour:U", false },
	{ "*", "xupstream:x", false },
	{ "*", "musl:1 upstream:x", true },
	{ "*", "behaviour:U01 musl:1", true },
	{ "<1.2.10", "musl:1", true },
	{ "1.2.5", "musl:1", true },
};

START_TEST(candidates_are_named)
{
	struct judged j;
	struct lint lint = { 0 };
	char name[] = "x", musl[] = "musl", ldns[] = "ldns", old[] = "1.2.9",
	     new[] = "1.2.10", other[] = "2.36";
	struct client v[] = {
		{ .name = name, .family = musl, .version = old },
		{ .name = name, .family = musl, .version = new },
		{ .name = name, .family = ldns, .version = other },
	};
	const struct clients all = { v, 3 }, no_musl = { v + 2, 1 };
	char *line = xasprintf("t/x\t%s\tE\tr\t%s\n", candidates[_i].versions,
	    candidates[_i].reference);

	judged_init(&j, "t/x", HEAD CALL RESULT END, line);
	lint_known(&lint, &j.known, &j.scenarios, &no_musl);
	lint_known(&lint, &j.known, &j.scenarios, NULL);
	check_problem(&lint, NULL);
	lint_known(&lint, &j.known, &j.scenarios, &all);
	check_problem(&lint, candidates[_i].good
				 ? NULL
				 : ":1:1: t/x deviates in musl 1.2.10 still");
	lint_clear(&lint);
	strcpy(j.known.v[0].family, "ldns");
	lint_known(&lint, &j.known, &j.scenarios, &all);
	check_problem(&lint, NULL);
	judged_clear(&j);
	free(line);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("lint_corpus");
	TCase *t = tcase_create("lint_corpus");

	tcase_add_test(t, names_are_unique);
	tcase_add_loop_test(t, nothing_is_there_twice, 0, LEN(pairs));
	tcase_add_loop_test(t, records_are_checked, 0, LEN(records));
	tcase_add_test(t, an_unknown_family_is_told);
	tcase_add_loop_test(t, candidates_are_named, 0, LEN(candidates));
	suite_add_tcase(s, t);
	return unit_run(s);
}
