#include "config.h"

#include "tests/known_dir.h"
#include "tests/unit.h"

static struct client
client(char *family, char *version)
{
	return (struct client){ .family = family, .version = version };
}

START_TEST(a_record_is_read)
{
	struct known k;
	struct faults faults;
	const struct known_deviation *r;

	ck_assert_uint_eq(known_load_text("musl",
			      "; comment\n\n"
			      "tcp/eof:*\t>=1.2.4\tEAI_AGAIN;tcp_syns=1;"
			      "192.0.2.1/udp_sent=0..2 / ok 1+0 #abcdef\t"
			      "TCP ends it\tbehaviour:D11\n",
			      &k, &faults),
	    0);
	ck_assert_str_eq(faults.text, "");
	ck_assert_uint_eq(k.count, 1);
	r = &k.v[0];
	ck_assert_str_eq(r->family, "musl");
	ck_assert_str_eq(r->scenario, "tcp/eof:*");
	ck_assert(!r->is_exact);
	ck_assert_str_eq(r->versions, ">=1.2.4");
	ck_assert_str_eq(r->reason, "TCP ends it");
	ck_assert_str_eq(r->reference, "behaviour:D11");
	ck_assert_uint_eq(r->at.line, 3);
	ck_assert(!known_varies(r));
	ck_assert_uint_eq(r->outcome_count, 1);
	ck_assert_uint_eq(r->outcomes[0].step_count, 2);
	ck_assert_str_eq(r->outcomes[0].steps[0].summary, "EAI_AGAIN");
	ck_assert_uint_eq(r->outcomes[0].steps[0].fact_count, 2);
	ck_assert_ptr_null(r->outcomes[0].steps[0].facts[0].server);
	ck_assert_int_eq((int)r->outcomes[0].steps[0].facts[0].kind,
	    FACT_TCP_SYNS);
	ck_assert_int_eq(r->outcomes[0].steps[0].facts[0].hi, 1);
	ck_assert_str_eq(r->outcomes[0].steps[0].facts[1].server, "192.0.2.1");
	ck_assert_int_eq(r->outcomes[0].steps[0].facts[1].lo, 0);
	ck_assert_int_eq(r->outcomes[0].steps[0].facts[1].hi, 2);
	ck_assert_str_eq(r->outcomes[0].steps[1].summary, "ok 1+0 #abcdef");
	known_clear(&k);
}
END_TEST

START_TEST(outcomes_vary)
{
	struct known k;
	struct faults faults;

	known_load_text("musl",
	    "a\t*\tvaries:EAI_AGAIN;no_query=1|ok 1+0 #abcdef\tr\tx\n", &k,
	    &faults);
	ck_assert_str_eq(faults.text, "");
	ck_assert(known_varies(&k.v[0]));
	ck_assert_str_eq(k.v[0].outcomes[1].steps[0].summary, "ok 1+0 #abcdef");
	known_clear(&k);
}
END_TEST

static const struct {
	const char *line, *words;
} bad[] = {
	{ "a\t*\tEAI_AGAIN\treason", ":2:15: 4 of 5 fields" },
	{ "a\t*\tEAI_AGAIN\t\tx", ":2:15: an empty field" },
	{ "a\t*\tE\tr\tx\ty", ":2:11: a field too many" },
	{ "a\t1.2.3,\tE\tr\tx", ":2:3: \"1.2.3,\": a version is missing" },
	{ "a\t*\tE;tcp_sins=1\tr\tx", ":2:5: \"tcp_sins=1\", want a wire" },
	{ "a\t*\tE;tcp_syns\tr\tx", ":2:5: \"tcp_syns\", want a wire" },
	{ "a\t*\tE;tcp_syns=2..1\tr\tx", ":2:5: \"tcp_syns=2..1\", want" },
	{ "a\t*\tE;tcp_syns=x\tr\tx", ":2:5: \"tcp_syns=x\", want a wire" },
	{ "a\t*\tE;\tr\tx", ":2:5: \"\", want a wire" },
	{ "a\t*\tE ;no_query=1\tr\tx", ":2:5: \"E \" is no outcome" },
	{ "a\t*\tE / \tr\tx", ":2:5: \"\" is no outcome" },
	{ "a\t*\tvaries:E\tr\tx", ":2:5: one outcome varies" },
};

START_TEST(bad_lines_are_told)
{
	struct known k;
	struct faults faults;
	char text[256];

	snprintf(text, sizeof text, "; head\n%s\ngood\t*\tE\tr\tx\n",
	    bad[_i].line);
	ck_assert_uint_eq(known_load_text("musl", text, &k, &faults), 1);
	ck_assert_msg(strstr(faults.text, bad[_i].words) != NULL, "%s",
	    faults.text);
	ck_assert_uint_eq(k.count, 1); /* the others are read */
	known_clear(&k);
}
END_TEST

START_TEST(a_missing_folder_is_told)
{
	struct known k;
	struct faults faults = { "" };

	ck_assert_uint_eq(known_load("/nonexistent", &k, faults_add, &faults),
	    1);
	ck_assert_str_eq(faults.text,
	    "/nonexistent: No such file or directory\n");
	known_clear(&k);
}
END_TEST

static const char table[] = "tcp/*\t*\tA\tr\tx\n"
			    "tcp/eof:*\t<1.2.5\tB\tr\tx\n"
			    "tcp/eof:n=1\t1.2.3\tC\tr\tx\n"
			    "tcp/eof:n=1*\t*\tD\tr\tx\n"
			    "search/x\t>=1.2.5\tE\tr\tx\n"
			    "tcp/eof:n=1\t*\tF\tr\tx\n";
static const struct {
	const char *scenario;
	char family[8], version[8];
	const char *outcome;
} lookups[] = {
	{ "tcp/other", "musl", "1.2.5", "A" },
	{ "tcp/eof:n=2", "musl", "1.2.3", "B" },
	{ "tcp/eof:n=2", "musl", "1.2.5", "A" },
	{ "tcp/eof:n=1", "musl", "1.2.3", "C" },
	{ "tcp/eof:n=1", "musl", "1.2.5", "F" },
	{ "tcp/eof:n=10", "musl", "1.2.3", "D" },
	{ "search/x", "musl", "1.2.5", "E" },
	{ "search/x", "musl", "1.2.4", NULL },
	{ "search/x:n=1", "musl", "1.2.5", NULL },
	{ "search/xy", "musl", "1.2.5", NULL },
	{ "tcp/other", "glibc", "2.36", NULL },
};

START_TEST(the_most_specific_is_found)
{
	struct known k;
	struct faults faults;
	const struct known_deviation *r;
	char family[8], version[8];
	struct client c = client(family, version);

	memcpy(family, lookups[_i].family, sizeof family);
	memcpy(version, lookups[_i].version, sizeof version);
	known_load_text("musl", table, &k, &faults);
	r = known_find(&k, lookups[_i].scenario, &c);
	if (lookups[_i].outcome == NULL) {
		ck_assert_ptr_null(r);
	} else {
		ck_assert_ptr_nonnull(r);
		ck_assert_str_eq(r->outcome, lookups[_i].outcome);
	}
	known_clear(&k);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("known");
	TCase *t = tcase_create("known");

	tcase_add_test(t, a_record_is_read);
	tcase_add_test(t, outcomes_vary);
	tcase_add_loop_test(t, bad_lines_are_told, 0,
	    (int)(sizeof bad / sizeof *bad));
	tcase_add_test(t, a_missing_folder_is_told);
	tcase_add_loop_test(t, the_most_specific_is_found, 0,
	    (int)(sizeof lookups / sizeof *lookups));
	suite_add_tcase(s, t);
	return unit_run(s);
}
