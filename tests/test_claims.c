/* corpus/CLAIMS: how it is read, what lint says of it and of CLAIM lines. */
#include "config.h"

#include "resolver-tests/claims.h"
#include "tests/memory_file.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define BEGIN "CLAIM_BEGIN big Large answers; all of them\n"
#define KIND "KIND promise\n"
#define RANGES "BEFORE <1.2.4\nAFTER >=1.2.4,<1.3\n"
#define REST "SAYS somebody\nREF rfc1#2 musl:51d4669f\nWHY it matters\n"
#define END "CLAIM_END\n"
#define WHOLE BEGIN KIND RANGES REST END

static int
load(struct claims *c, const char *text, struct error *err)
{
	struct memory_file m;
	int ret;

	memset(err, 0, sizeof *err);
	ret = claims_load(memory_file_open(&m, text), c, err);
	close(m.fd);
	return ret;
}

START_TEST(a_claim_is_read)
{
	struct claims c;
	struct error err;
	const struct claim *one;

	ck_assert_msg(load(&c,
			  "# head\n\n" BEGIN "KIND cost\r\n" RANGES
			  "REF rfc1#2\tmusl:1  man:x(5)\nBEARS all\nOUTCOMES\n"
			  "SAYS one\nSAYS two\nWHY a; b\nWHY c\n"
			  "MISSING it \"so\"\n" END "BEYOND the wind\n",
			  &err) == 0,
	    "%s", err.text);
	ck_assert_uint_eq(c.count, 1);
	one = claims_find(&c, "big");
	ck_assert_ptr_nonnull(one);
	ck_assert_ptr_null(claims_find(&c, "bigger"));
	ck_assert_str_eq(one->title, "Large answers; all of them");
	ck_assert_int_eq(one->kind, CLAIM_COST);
	ck_assert_str_eq(one->before, "<1.2.4");
	ck_assert_str_eq(one->after, ">=1.2.4,<1.3");
	ck_assert_uint_eq(one->says.count, 2);
	ck_assert_str_eq(one->says.v[1], "two");
	ck_assert_uint_eq(one->refs.count, 3);
	ck_assert_str_eq(one->refs.v[2], "man:x(5)");
	ck_assert_uint_eq(one->why.count, 2);
	ck_assert_str_eq(one->why.v[0], "a; b");
	ck_assert_str_eq(one->missing, "it \"so\"");
	ck_assert(one->bears_all && one->outcomes);
	ck_assert_uint_eq(one->at.line, 3);
	ck_assert_uint_eq(c.beyond.count, 1);
	ck_assert_str_eq(c.beyond.v[0], "the wind");
	claims_clear(&c);
}
END_TEST

static const struct {
	const char *text, *why;
} wrong[] = {
	{ "KIND cost\n", ":1:1: KIND outside a claim, want CLAIM_BEGIN or" },
	{ "CLAIM_END\n", ":1:1: no claim has begun, want CLAIM_BEGIN" },
	{ "CLAIM_BEGIN\n", ":1:1: CLAIM_BEGIN is all of the line, want more" },
	{ "CLAIM_BEGIN big\n", ":1:13: no sentence, want CLAIM_BEGIN word" },
	{ "CLAIM_BEGIN <big> it\n", ":1:13: no word of a claim, want lower" },
	{ BEGIN BEGIN, ":2:1: CLAIM_BEGIN within a claim, want CLAIM_END" },
	{ WHOLE BEGIN, ":9:13: claim \"big\" a second time, want it once" },
	{ BEGIN, ":1:1: no CLAIM_END, want it" },
	{ BEGIN "  KIND  hope\n",
	    ":2:9: no kind of claim, want promise, impr" },
	{ BEGIN KIND KIND, ":3:1: a second line of this kind, want one" },
	{ BEGIN "BEFORE <\n", ":2:8: " },
	{ BEGIN "AFTER <1\nAFTER <1\n", ":3:1: a second line of this kind" },
	{ BEGIN "MISSING a\nMISSING b\n", ":3:1: a second line of this kind" },
	{ BEGIN "BEARS some\n", ":2:7: want BEARS all" },
	{ BEGIN "OUTCOMES all\n", ":2:10: left over, want the end of line" },
	{ BEGIN "SAYS\n", ":2:1: SAYS is all of the line, want more" },
	{ BEGIN "Says x\n", ":2:1: unknown word Says, want one of a claim" },
	{ BEGIN "BEYOND x\n", ":2:1: unknown word BEYOND, want one of a" },
	{ BEGIN RANGES REST END, ":7:1: the claim ends without KIND, want it" },
	{ BEGIN KIND REST END, ":6:1: the claim ends without BEFORE" },
	{ BEGIN KIND "BEFORE *\n" REST END,
	    ":7:1: the claim ends without AFT" },
	{ BEGIN KIND RANGES END, ":5:1: the claim ends without SAYS" },
	{ BEGIN KIND RANGES "SAYS x\n" END,
	    ":6:1: the claim ends without REF" },
	{ BEGIN KIND RANGES "SAYS x\nREF x\n" END,
	    ":7:1: the claim ends with" },
};

START_TEST(what_is_wrong_is_said)
{
	struct claims c;
	struct error err;

	ck_assert_int_eq(load(&c, wrong[_i].text, &err), -1);
	ck_assert_msg(strstr(err.text, wrong[_i].why) != NULL, "%s, want %s",
	    err.text, wrong[_i].why);
	ck_assert_uint_eq(c.count, 0);
	claims_clear(&c);
}
END_TEST

START_TEST(no_file)
{
	struct claims c;
	struct error err = { 0 };

	ck_assert_int_eq(claims_load("no/such", &c, &err), -1);
	ck_assert_str_eq(err.text, "no/such: No such file or directory");
	claims_clear(&c);
}
END_TEST

/* A file of claims, the CLAIM line of a scenario, and the problem, or NULL. */
static const struct {
	const char *claims, *line, *problem;
} corpora[] = {
	{ WHOLE, "CLAIM big\n", NULL },
	{ WHOLE, "CLAIM big small\n", "unknown claim \"small\", want a word" },
	{ WHOLE, "", ":1:1: no scenario bears on \"big\", want a CLAIM line" },
	{ BEGIN KIND RANGES REST "MISSING all\n" END, "", NULL },
	{ BEGIN KIND RANGES REST "BEARS all\n" END, "", NULL },
	{ BEGIN KIND RANGES REST "BEARS all\n" END, "CLAIM big\n",
	    "every scenario bears on \"big\", want no word" },
	{ BEGIN KIND RANGES "SAYS x\nWHY x\nREF musl:1\n" END, "CLAIM big\n",
	    ":1:1: claim \"big\" cites no clause, want one such as rfc7766#5" },
	{ BEGIN KIND RANGES "SAYS x\nWHY x\nREF rfc1#2\n" END, "CLAIM big\n",
	    ":1:1: claim \"big\" cites no commit, want musl:COMMIT" },
};

START_TEST(lint_knows_the_words)
{
	struct claims c;
	struct scenarios scenarios = { 0 };
	struct lint lint = { 0 };
	struct memory_file m;
	struct error err;
	char text[256];

	snprintf(text, sizeof text,
	    "SCENARIO_BEGIN x\n%sCALL getaddrinfo x\nSCENARIO_END\n",
	    corpora[_i].line);
	ck_assert_int_eq(load(&c, corpora[_i].claims, &err), 0);
	ck_assert_int_eq(scenarios_load(memory_file_open(&m, text), "t/x", NULL,
			     &scenarios, &err),
	    0);
	close(m.fd);
	claims_lint(&c, &scenarios, &lint);
	if (corpora[_i].problem == NULL)
		ck_assert_msg(lint.count == 0, "%s", lint.v[0]);
	else {
		ck_assert_uint_eq(lint.count, 1);
		ck_assert_msg(strstr(lint.v[0], corpora[_i].problem) != NULL,
		    "%s, want %s", lint.v[0], corpora[_i].problem);
	}
	lint_clear(&lint);
	scenarios_clear(&scenarios);
	claims_clear(&c);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("claims");
	TCase *t = tcase_create("claims");

	tcase_add_test(t, a_claim_is_read);
	tcase_add_loop_test(t, what_is_wrong_is_said, 0, LEN(wrong));
	tcase_add_test(t, no_file);
	tcase_add_loop_test(t, lint_knows_the_words, 0, LEN(corpora));
	suite_add_tcase(s, t);
	return unit_run(s);
}
