#include "config.h"

#include <fcntl.h>
#include <jansson.h>

#include "resolver-tests/results.h"
#include "resolver-tests/text.h"
#include "tests/judged.h"
#include "tests/unit.h"

#define SCENARIO                                                               \
	"SCENARIO_BEGIN x\nSERVER 192.0.2.1\n"                                 \
	"CALL getaddrinfo a.example\nRESULT_BEGIN\nok\nRESULT_END\n"           \
	"CALL getaddrinfo b.example\nRESULT_BEGIN\nok\nRESULT_END\n"           \
	"ENTRY_BEGIN\nENTRY_END\nENTRY_BEGIN\nENTRY_END\n"                     \
	"SCENARIO_END\n"

static char command[] = "run", pattern[] = "tcp/\377";
static char *const arguments[] = { command, pattern };

static struct run_info
info(const struct judged *j, struct clients *one)
{
	*one = (struct clients){ .v = xmemdup(&j->client, sizeof j->client),
		.count = 1 };
	return (struct run_info){ .argc = 2,
		.argv = arguments,
		.clients = one,
		.scenarios = 1 };
}

/* Line NUMBER of the file at PATH, from 0; NULL where there is none. */
static json_t *
line_json(const char *path, int number)
{
	FILE *f = fopen(path, "re");
	char *line = NULL;
	size_t capacity = 0;
	json_t *value = NULL;

	do {
		if (getline(&line, &capacity, f) == -1)
			goto out;
	} while (number-- > 0);
	ck_assert_int_eq(line[strlen(line) - 1], '\n');
	value = json_loads(line, 0, NULL);
	ck_assert_msg(value != NULL, "no JSON: %s", line);
out:
	free(line);
	fclose(f);
	return value;
}

static const char *
text(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	ck_assert_msg(value != NULL, "no text %s", key);
	return value;
}

static json_int_t
number(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	ck_assert_msg(json_is_integer(value), "no number %s", key);
	return json_integer_value(value);
}

static const char *const trial_keys[] = { "type", "scenario", "scenario_hash",
	"client", "family", "version", "verdict", "summary", "outcome",
	"elapsed_ms", "wire", "raw", "stderr", "cpu_us", "journal", "diff",
	"known", "reference", "repeat", "steps", "entries" };

static void
check_keys(json_t *trial)
{
	size_t n = 0;
	const char *key;
	json_t *value;

	json_object_foreach(trial, key, value)
	{
		ck_assert_uint_lt(n, sizeof trial_keys / sizeof *trial_keys);
		ck_assert_str_eq(key, trial_keys[n++]);
	}
	ck_assert_uint_eq(n, sizeof trial_keys / sizeof *trial_keys);
}

static void
fill(struct judged *j)
{
	struct observation *o = &j->observation;

	judged_step(j, "ok\n")->total.v[FACT_UDP_SENT] = 2;
	judged_step(j, "EAI_AGAIN\n")->total.v[FACT_UDP_SENT] = 3;
	o->steps[1].servers[0].v[FACT_TCP_SYNS] = 1;
	free(o->steps[1].raw);
	o->steps[1].raw = xstrdup("raw \303\244\n");
	o->elapsed_ms = 17;
	bits_add(&o->entries_used, 1);
	o->journal = xstrdup("{\"event\":\"query\"}\nbroken \377\n");
	o->journal_lost = 7;
	o->diagnostics = xstrdup("caf\351\n");
	judged_judge(j);
}

static void
check_run(json_t *run)
{
	const json_t *client =
	    json_array_get(json_object_get(run, "clients"), 0);

	ck_assert_str_eq(text(run, "type"), "run");
	ck_assert_int_eq(number(run, "format"), 1);
	ck_assert_int_eq(number(run, "scenarios"), 1);
	ck_assert_str_eq(text(client, "name"), "musl-1.2.5");
	ck_assert_str_eq(json_string_value(
			     json_array_get(json_object_get(run, "command"),
				 1)),
	    "tcp/\\255");
}

static void
check_trial(json_t *trial)
{
	const json_t *step = json_array_get(json_object_get(trial, "steps"), 1);
	const json_t *journal = json_object_get(trial, "journal");
	const json_t *entries = json_object_get(trial, "entries");

	check_keys(trial);
	ck_assert_uint_eq(json_array_size(entries), 1); /* the second */
	ck_assert_int_eq(json_integer_value(json_array_get(entries, 0)), 13);
	ck_assert_str_eq(text(trial, "scenario"), "t/x");
	ck_assert_str_eq(text(trial, "verdict"), "fail");
	ck_assert_str_eq(text(trial, "outcome"), "ok\n\nEAI_AGAIN");
	ck_assert_str_eq(text(trial, "summary"), "ok / EAI_AGAIN");
	ck_assert_int_eq(number(trial, "elapsed_ms"), 17);
	ck_assert_int_eq(number(json_object_get(trial, "wire"), "udp_sent"), 5);
	ck_assert_uint_eq(json_object_size(json_object_get(trial, "wire")), 4);
	ck_assert_str_eq(text(trial, "raw"), "raw \303\244\n");
	ck_assert_str_eq(text(trial, "stderr"), "caf\\233\n");
	ck_assert_str_eq(text(json_array_get(journal, 0), "event"), "query");
	ck_assert_str_eq(json_string_value(json_array_get(journal, 1)),
	    "broken \\255");
	ck_assert_str_eq(json_string_value(json_array_get(journal, 2)),
	    "... 7 more");
	ck_assert_ptr_nonnull(strstr(text(trial, "diff"), "+EAI_AGAIN"));
	ck_assert_int_eq(number(json_object_get(json_object_get(step,
						    "servers"),
				    "192.0.2.1"),
			     "tcp_syns"),
	    1);
}

static void
check_not_run(json_t *trial)
{
	check_keys(trial);
	ck_assert_str_eq(text(trial, "verdict"), "skip");
	ck_assert_str_eq(text(trial, "outcome"), "");
	ck_assert_str_eq(text(trial, "diff"), "no IPv6\n");
	ck_assert_int_eq(number(json_object_get(trial, "wire"), "tcp_queries"),
	    0);
	ck_assert_uint_eq(json_array_size(json_object_get(trial, "steps")), 0);
}

START_TEST(lines_are_whole)
{
	static const char path[] = "results-test.jsonl";
	struct judged j;
	struct clients one;
	struct results r;
	struct run_info run;
	struct finished f;
	struct error err = { 0 };
	const struct run_times times = { 1234, 56, 78 };
	json_t *line;

	judged_init(&j, "t/x", SCENARIO, "");
	run = info(&j, &one);
	fill(&j);
	ck_assert_int_eq(results_open(&r, path, &run, &err), 0);
	f = judged_finished(&j);
	ck_assert_int_eq(results_add(&r, &f, &err), 0);
	check_trial(line = line_json(path, 1)); /* there before the end */
	json_decref(line);
	judgement_clear(&j.judgement);
	judgement_init(&j.judgement, VERDICT_SKIP, "no IPv6");
	f.observation = NULL;
	ck_assert_int_eq(results_add(&r, &f, &err), 0);
	ck_assert_int_eq(results_end(&r, &times, &err), 0);
	check_run(line = line_json(path, 0));
	json_decref(line);
	check_not_run(line = line_json(path, 2));
	json_decref(line);
	line = line_json(path, 3);
	ck_assert_str_eq(text(line, "type"), "end");
	ck_assert_int_eq(number(line, "trials"), 2);
	ck_assert_int_eq(number(line, "wall_ms"), 1234);
	ck_assert_int_eq(number(json_object_get(line, "verdicts"), "skip"), 1);
	json_decref(line);
	ck_assert_ptr_null(line_json(path, 4));
	results_clear(&r);
	unlink(path);
	free(one.v);
	judged_clear(&j);
}
END_TEST

START_TEST(a_full_disk_is_told)
{
	struct judged j;
	struct clients one;
	struct results r;
	struct run_info run;
	struct error err = { 0 };

	judged_init(&j, "t/x", SCENARIO, "");
	run = info(&j, &one);
	ck_assert_int_eq(results_open(&r, "/dev/full", &run, &err), -1);
	ck_assert_str_eq(err.text,
	    "/dev/full: cannot write: No space left on device");
	results_clear(&r);
	memset(&err, 0, sizeof err);
	ck_assert_int_eq(results_open(&r, "/nonexistent/x", &run, &err), -1);
	ck_assert_str_eq(err.text,
	    "/nonexistent/x: cannot open: No such file or directory");
	results_clear(&r);
	free(one.v);
	judged_clear(&j);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("results");
	TCase *t = tcase_create("results");

	tcase_add_test(t, lines_are_whole);
	tcase_add_test(t, a_full_disk_is_told);
	suite_add_tcase(s, t);
	return unit_run(s);
}
