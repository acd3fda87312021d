#include "config.h"

#include "resolver-tests/results_file.h"
#include "tests/memory_file.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define RUN                                                                    \
	"{\"type\":\"run\",\"format\":1,\"version\":\"0.1.0\",\"date\":\"D\"," \
	"\"kernel\":\"K\",\"machine\":\"x\",\"clients\":[{\"name\":\"m-2\","   \
	"\"family\":\"m\","                                                    \
	"\"arch\":\"A\",\"version\":\"2\",\"package\":\"p\",\"sha256\":\"h\"}" \
	"]}\n"
#define TRIAL(scenario, client, verdict)                                       \
	"{\"type\":\"trial\",\"scenario\":\"" scenario                         \
	"\",\"client\":\"" client "\",\"family\":\"m\",\"verdict\":\"" verdict \
	"\",\"summary\":\"ok\",\"diff\":\"d\",\"known\":\"why\","              \
	"\"reference\":\"r\",\"elapsed_ms\":17,\"scenario_hash\":\"12ab\"}\n"
#define LAST "{\"type\":\"end\",\"trials\":2,\"wall_ms\":99}\n"

static int
load(struct results_file *f, const char *text, struct error *err)
{
	struct memory_file m;
	int ret;

	memset(err, 0, sizeof *err);
	ret = results_file_load(f, memory_file_open(&m, text), err);
	close(m.fd);
	return ret;
}

START_TEST(a_run_is_read_back)
{
	struct results_file f;
	struct error err;
	const struct results_trial *t;

	ck_assert_msg(load(&f,
			  RUN TRIAL("t/b", "m-3", "known")
			      TRIAL("t/a", "m-2", "pass") LAST,
			  &err) == 0,
	    "%s", err.text);
	ck_assert(f.ended && f.count == 2 && f.claimed == 2);
	ck_assert_uint_eq(f.format, 1);
	ck_assert_str_eq(f.date, "D");
	ck_assert_str_eq(f.program, "0.1.0");
	ck_assert_str_eq(f.kernel, "K");
	ck_assert_str_eq(f.machine, "x");
	ck_assert_uint_eq(f.wall_ms, 99);
	ck_assert_uint_eq(f.client_count, 2);
	ck_assert_str_eq(f.clients[0].sha256, "h");
	ck_assert_str_eq(f.clients[0].package, "p");
	ck_assert_str_eq(f.clients[0].arch, "A");
	ck_assert_str_eq(f.clients[1].name, "m-3");
	ck_assert_str_eq(f.clients[1].family, "m");
	ck_assert_uint_eq(results_file_client(&f, "m-3"), 1);
	ck_assert_uint_eq(results_file_client(&f, "m-4"), 2);
	t = results_file_find(&f, 1, "t/b");
	ck_assert_ptr_nonnull(t);
	ck_assert_int_eq(t->verdict, VERDICT_KNOWN);
	ck_assert_str_eq(t->summary, "ok");
	ck_assert_str_eq(t->diff, "d");
	ck_assert_str_eq(t->reason, "why");
	ck_assert_str_eq(t->reference, "r");
	ck_assert_str_eq(t->scenario_hash, "12ab");
	ck_assert_uint_eq(t->elapsed_ms, 17);
	ck_assert_uint_eq(t->line, 2);
	ck_assert_ptr_null(results_file_find(&f, 0, "t/b"));
	results_file_clear(&f);
}
END_TEST

/* Files that are read: how many trials, and whether the run ended. */
static const struct {
	const char *text;
	size_t count;
	bool ended;
} good[] = {
	{ RUN TRIAL("t/a", "m-2", "pass") LAST, 1, true },
	{ RUN TRIAL("t/a", "m-2", "pass"), 1, false },
	/* cut within a line, within its end, behind it */
	{ RUN TRIAL("t/a", "m-2", "pass") "{\"type\":\"tri", 1, false },
	{ RUN TRIAL("t/a", "m-2", "pass") "{\"type\":\"end\",\"trials\":1}", 1,
	    true },
	{ RUN TRIAL("t/a", "m-2", "pass") "{", 1, false },
	/* what the first versions wrote */
	{ "{\"type\":\"run\",\"format\":1}\n"
	  "{\"type\":\"trial\",\"scenario\":\"t/a\",\"client\":\"x\","
	  "\"verdict\":\"n/a\"}\n",
	    1, false },
	/* the same scenario on another client */
	{ RUN TRIAL("t/a", "m-2", "pass") TRIAL("t/a", "m-3", "pass") LAST, 2,
	    true },
};

START_TEST(what_is_there_is_read)
{
	struct results_file f;
	struct error err;

	ck_assert_msg(load(&f, good[_i].text, &err) == 0, "%s", err.text);
	ck_assert_uint_eq(f.count, good[_i].count);
	ck_assert_int_eq(f.ended, good[_i].ended);
	results_file_clear(&f);
}
END_TEST

START_TEST(an_outcome_without_a_summary)
{
	struct results_file f;
	struct error err;

	ck_assert_int_eq(
	    load(&f,
		RUN "{\"type\":\"trial\",\"scenario\":\"t/a\",\"client\":\"x\","
		    "\"verdict\":\"pass\",\"outcome\":\"ok\\nx\"}\n",
		&err),
	    0);
	ck_assert_str_eq(f.trials[0].summary, "ok\nx");
	results_file_clear(&f);
}
END_TEST

static const struct {
	const char *text, *why;
} wrong[] = {
	{ "", ":1:1: no line of results, want those of a run" },
	{ "{\"type\":\"run\",\"form", ":1:1: no line of results, want those" },
	{ "hello\n", ":1:1: no line of results, want JSON of the type" },
	{ "[]\n", ":1:1: no line of results, want JSON" },
	{ "{\"type\":\"other\"}\n", ":1:1: no line of results, want JSON" },
	{ "{\"type\":\"run\"}\n", ":1:1: no line of results: no format" },
	{ "{\"type\":\"run\",\"format\":0}\n", ":1:1: no line of results: no" },
	{ "{\"type\":\"run\",\"format\":2}\n", ": format 2, want 1 at most" },
	{ "{\"type\":\"run\",\"format\":\"1\"}\n", ":1:1: no line of results" },
	{ RUN, ":1:1: no trial, want results of a run" },
	{ RUN LAST, ":2:1: no trial, want results of a run" },
	{ RUN RUN, ":2:1: no line of results: another run begins" },
	{ TRIAL("t/a", "m-2", "pass"), ":1:1: a trial before the run" },
	{ LAST, ":1:1: an end before the run" },
	{ RUN TRIAL("t/a", "m-2", "pass") LAST LAST,
	    ":4:1: a line behind the last one" },
	{ RUN "{\"type\":\"tri\n" TRIAL("t/a", "m-2", "pass"),
	    ":2:1: no line of results, want JSON" },
	{ RUN TRIAL("", "m-2", "pass"), ":2:1: no \"scenario\", want a name" },
	{ RUN TRIAL("t/a", "", "pass"), ":2:1: no \"client\", want a name" },
	{ RUN TRIAL("t/a", "m-2", "good"), ":2:1: no verdict that is known" },
	{ RUN TRIAL("t/a", "m-2", "pass") TRIAL("t/b", "m-2", "pass")
		TRIAL("t/a", "m-2", "fail"),
	    ":4:1: the same trial as in line 2" },
};

START_TEST(what_is_wrong_is_said)
{
	struct results_file f;
	struct error err;

	ck_assert_int_eq(load(&f, wrong[_i].text, &err), -1);
	ck_assert_msg(strstr(err.text, wrong[_i].why) != NULL, "%s, want %s",
	    err.text, wrong[_i].why);
	results_file_clear(&f);
}
END_TEST

START_TEST(what_is_no_file)
{
	struct results_file f;
	struct error none = { 0 }, folder = { 0 };

	ck_assert_int_eq(results_file_load(&f, "no/such/file", &none), -1);
	ck_assert_str_eq(none.text, "no/such/file: No such file or directory");
	results_file_clear(&f);
	ck_assert_int_eq(results_file_load(&f, "/", &folder), -1);
	ck_assert_str_eq(folder.text, "/: Is a directory");
	results_file_clear(&f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("results_file");
	TCase *t = tcase_create("results_file");

	tcase_add_test(t, a_run_is_read_back);
	tcase_add_loop_test(t, what_is_there_is_read, 0, LEN(good));
	tcase_add_test(t, an_outcome_without_a_summary);
	tcase_add_loop_test(t, what_is_wrong_is_said, 0, LEN(wrong));
	tcase_add_test(t, what_is_no_file);
	suite_add_tcase(s, t);
	return unit_run(s);
}
