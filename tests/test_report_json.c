/* what the page's script reads */
#include "config.h"

#include <jansson.h>

#include "report/page_parts.h"
#include "tests/report_made.h"

#define DAY "2026-11-23T05:58:07Z"
#define TWO CLIENT("musl", "1") "," CLIENT("glibc", "2")
#define EVENT(us, what, port, more)                                            \
	"{'us':" #us ",'event':'" what                                         \
	"','server':'192.0.2.9','transport':'udp','port':" #port more "}"
#define JOURNAL(late, octets)                                                     \
	",'elapsed_ms':9,'steps':[{'elapsed_ms':9,'servers':{'192.0.2.1':{},"     \
	"'192.0.2.9':{}}}],'journal':[{'us':100,'event':'call','step':1}"         \
	"," EVENT(150, "query", 4000,                                             \
	    ",'octets':30,'id':1,'name':'h</script>.',"                           \
	    "'type':'A'") "," EVENT(late, "query", 4001,                          \
	    ",'octets':30,'id':2,'name':'h</script>.','type':'A'") "," EVENT(900, \
	    "reply", 4001,                                                        \
	    ",'octets':" #octets ",'id':2,'flags':'qr "                           \
	    "tc','rcode':3,'name':'h</script>.'"                                  \
	    ",'type':'A'") ",{'us':999,'event':'end','"                           \
			   "step':1}]"

static json_t *
parse(const char *text)
{
	json_error_t err;
	json_t *json = json_loads(text, 0, &err);

	ck_assert_msg(json != NULL, "%s: %s", err.text, text);
	return json;
}

static void
check_dump(const json_t *value, const char *want)
{
	char *got = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

	ck_assert_str_eq(got, want);
	free(got);
}

static void
load(struct made *m)
{
	ck_assert_msg(made_load(m, "t/x",
			  RUN(DAY, TWO) TRIAL("t/x:n=2", "musl-1", "known",
			      "EAI", ",'known':'because <b>'" JOURNAL(650, 40))
			      TRIAL("t/x:n=2", "glibc-2", "pass", "ok",
				  JOURNAL(250, 40))
				  TRIAL("t/x:n=16", "musl-1", "pass", "ok", "")
				      TRIAL("a</b>", "glibc-2", "n/a", "", "")
					  LAST(4),
			  NULL) == 0,
	    "%s", m->err.text);
}

START_TEST(data_is_what_filters_need)
{
	struct made m;
	char *text;
	json_t *data, *scenarios;

	load(&m);
	made_text(&m.report, data_json, &text);
	ck_assert_ptr_null(strpbrk(text, "<>&"));
	data = parse(text);
	scenarios = json_object_get(data, "scenarios");
	check_dump(json_object_get(data, "clients"),
	    "[\"musl-1\",\"glibc-2\"]");
	check_dump(json_object_get(data, "families"), "[\"musl\",\"glibc\"]");
	check_dump(json_object_get(data, "reasons"), "[\"because <b>\"]");
	check_dump(json_array_get(json_object_get(data, "kinds"), 2),
	    "[\"reply\",\"back\"]");
	check_dump(json_array_get(json_object_get(data, "verdicts"), 2),
	    "\"known\"");
	check_dump(json_array_get(scenarios, 0),
	    "[\"a</b>\",\"\",[],[],[],[[\"\",\"-6\",[-1,-1]]]]");
	check_dump(json_array_get(scenarios, 1),
	    "[\"t/x\",\"A title\",[\"tcp\"],[],[0],[[\"n=16\",\"0-\",[0,-1]],"
	    "[\"n=2\",\"20\",[0,1]]]]");
	json_decref(data);
	free(text);
	made_clear(&m);
}
END_TEST

static void
ladders(const struct report *r, FILE *f)
{
	for (size_t i = 0; i < r->count; i++)
		ladders_json(r, &r->scenarios[i], f);
}

START_TEST(ladders_share_what_is_alike)
{
	struct made m;
	char *text, *line;
	json_t *data, *shape;

	load(&m);
	made_text(&m.report, ladders, &text);
	ck_assert_ptr_null(strpbrk(text, "<>&"));
	line = strchr(text, '\n') + 1;
	ck_assert_int_eq(strncmp(text, "a\\u003c/b\\u003e\t{", 17), 0);
	ck_assert_int_eq(strncmp(line, "t/x\t{", 5), 0);
	data = parse(line + 4);
	/* no ladder, not run; one shape, the second query late and early */
	check_dump(json_object_get(data, "t"),
	    "[[0,0],[[0,50,500,250,99],[1,50,100,650,99]]]");
	shape = json_array_get(json_object_get(data, "h"), 0);
	/* kind, server, flags, nth, octets, socket, words */
	check_dump(shape, "[[0,1],[1,0,0,1,68,1,30,1,2,0,1,44,2,30,2,3,2,1,"
			  "422,0,40,2,4,15,0,96,0,0,0,5]]");
	check_dump(json_array_get(json_object_get(data, "w"), 1),
	    "\"192.0.2.9\"");
	check_dump(json_array_get(json_object_get(data, "w"), 3),
	    "\"UDP A h</script>., 2nd time\"");
	json_decref(data);
	free(text);
	made_clear(&m);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("report_json");
	TCase *t = tcase_create("report_json");

	tcase_add_test(t, data_is_what_filters_need);
	tcase_add_test(t, ladders_share_what_is_alike);
	suite_add_tcase(s, t);
	return unit_run(s);
}
