/* VARY with rows, WHEN blocks: what differs from variant to variant. */
#include "config.h"

#include "fakedns/source.h"
#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define HEAD "SCENARIO_BEGIN t\nSERVER 192.0.2.1\n"
#define END "SCENARIO_END\n"

/* The servers of each variant of the scenario: "n=1: ::1 ::2|…" */
static const struct {
	const char *text, *want;
} rows[] = {
	/* 0: rows */
	{ "VARY n want = 46 1 | 47 2 | 63 3\n" HEAD "SERVER ::${want}\n" END,
	    "n=46: ::1|n=47: ::2|n=63: ::3|" },
	{ "VARY n = 1 | 2\n" HEAD "SERVER ::${n}\n" END, "n=1: ::1|n=2: ::2|" },
	{ "VARY n a b = 1 2 3\n" HEAD "SERVER ::${a}\nSERVER ::${b}\n" END,
	    "n=1: ::2 ::3|" },
	{ "VARY n a = 1 5 | 2 6\nVARY m b = x 7 | y 8\n" HEAD
	  "SERVER ::${a}\nSERVER ::${b}\n" END,
	    "n=1,m=x: ::5 ::7|n=1,m=y: ::5 ::8|n=2,m=x: ::6 ::7|"
	    "n=2,m=y: ::6 ::8|" },
	{ "VARY m x y\nVARY n a = 1 5 | 2 6\n" HEAD "SERVER ::${a}\n" END,
	    "m=x,n=1: ::5|m=x,n=2: ::6|m=y,n=1: ::5|m=y,n=2: ::6|" },
	{ "VARY n t = \"a | = b\" 1 | c 2 ; | d 3\n" HEAD "SERVER ::${t}\n" END,
	    "n=a | = b: ::1|n=c: ::2|" },
	{ "VARY n \"=\" \"|\"\n" HEAD END, "n==:|n=|:|" },
	{ "VARY n a = 1 5 | 2 5\n" HEAD "SERVER ::${a}\n" END,
	    "n=1: ::5|n=2: ::5|" },
	/* 8: lines of some variants */
	{ "VARY n 1 2 3\n" HEAD "WHEN_BEGIN n=1,3\nSERVER ::1\nSERVER ::2\n"
	  "WHEN_END\nSERVER ::9\n" END,
	    "n=1: ::1 ::2 ::9|n=2: ::9|n=3: ::1 ::2 ::9|" },
	{ "VARY n 1 2 3\n" HEAD "WHEN_BEGIN n!=1,3\nSERVER ::1\nWHEN_END\n" END,
	    "n=1:|n=2: ::1|n=3:|" },
	{ "VARY n 1 2\nVARY m x y\n" HEAD
	  "  WHEN_BEGIN n=1 m!=x ; both\nSERVER ::1\n\tWHEN_END ; here\n" END,
	    "n=1,m=x:|n=1,m=y: ::1|n=2,m=x:|n=2,m=y:|" },
	{ "VARY n a = 1 x | 2 y | 3 x\n" HEAD
	  "WHEN_BEGIN a=x\nSERVER ::1\nWHEN_END\n"
	  "WHEN_BEGIN a!=x\nSERVER ::2\nWHEN_END\n" END,
	    "n=1: ::1|n=2: ::2|n=3: ::1|" },
	{ "VARY n \"a b\" \"\"\n" HEAD
	  "WHEN_BEGIN \"n=a b\"\nSERVER ::1\nWHEN_END\n"
	  "WHEN_BEGIN n=\nSERVER ::2\nWHEN_END\n" END,
	    "n=a b: ::1|n=: ::2|" },
	/* what is left out is not even read, contents of files are no lines */
	{ "VARY n 1 2\n" HEAD "WHEN_BEGIN n=2\nFILE_BEGIN /etc/a\nWHEN_END\n"
	  "FILE_END\nSERVER ::${n}\nWHEN_END\nSERVER ::9\n" END,
	    "n=1: ::9|n=2: ::2 ::9|" },
	{ "VARY n 1 2\n" HEAD "WHEN_BEGIN n=2\n# WHEN_END\nSERVER ::2\n"
	  "WHEN_END\n" END,
	    "n=1:|n=2: ::2|" },
};

START_TEST(variants_differ)
{
	struct scenarios list = scenario_text_all(rows[_i].text, NULL);
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	for (size_t i = 0; i < list.count; i++) {
		const struct scenario *s = list.v[i];

		fprintf(f, "%s:", s->variant);
		for (size_t k = 1; k < s->server_count; k++)
			fprintf(f, " %s", s->servers[k].address);
		fputc('|', f);
	}
	fclose(f);
	ck_assert_str_eq(text, rows[_i].want);
	free(text);
	scenarios_clear(&list);
}
END_TEST

/* The block may hold, begin or end whatever there is. */
START_TEST(any_line_may_depend)
{
	static const char text[] =
	    "VARY n 1 2\n" HEAD "ZONE_BEGIN\n"
	    "a.example. 60 IN A 192.0.2.7\n"
	    "WHEN_BEGIN n=2\nb.example. 60 IN A (\n192.0.2.8 )\nWHEN_END\n"
	    "ZONE_END\n"
	    "WHEN_BEGIN n=1\nENTRY_BEGIN\nMATCH TCP\nWHEN_END\n"
	    "WHEN_BEGIN n=2\nENTRY_BEGIN\nMATCH UDP\nWHEN_END\n"
	    "HEX_ANSWER_BEGIN\n00\nWHEN_BEGIN n=2\n01\nWHEN_END\n"
	    "HEX_ANSWER_END\nENTRY_END\n"
	    "CALL getaddrinfo x.example\n"
	    "RESULT_BEGIN\nok\nWHEN_BEGIN n=2\naddress 192.0.2.8\nWHEN_END\n"
	    "RESULT_END\n"
	    "WHEN_BEGIN n=1\nEXPECT udp_sent=1\nWHEN_END\n" END;
	struct scenarios list = scenario_text_all(text, NULL);
	const struct scenario *one, *two;

	ck_assert_uint_eq(list.count, 2);
	one = list.v[0];
	two = list.v[1];
	ck_assert(one->entries[0].match.tcp && !one->entries[0].match.udp);
	ck_assert(two->entries[0].match.udp && !two->entries[0].match.tcp);
	ck_assert_uint_eq(one->calls[0].results[0].count, 1);
	ck_assert_uint_eq(two->calls[0].results[0].count, 2);
	ck_assert_uint_eq(one->calls[0].fact_count, 1);
	ck_assert_uint_eq(two->calls[0].fact_count, 0);
	ck_assert_uint_eq(one->calls[0].facts[0].at.line, 34);
	scenarios_clear(&list);
}
END_TEST

/* "LINE:COLUMN: how it begins" */
static const struct {
	const char *text, *why;
} bad[] = {
	/* 0: rows */
	{ "VARY n =\n" HEAD END, "1:9: a row without 1 values" },
	{ "VARY n want = 1 2 |\n" HEAD END, "1:20: a row without 2" },
	{ "VARY n want = 1 | 2 3\n" HEAD END, "1:17: a row without 2" },
	{ "VARY n want = 1 2 3 | 2 3\n" HEAD END, "1:19: a row without 2" },
	{ "VARY n want = 1 2 | 1 3\n" HEAD END,
	    "1:1: two rows begin with `1`" },
	{ "VARY n Want = 1 2\n" HEAD END, "1:8: VARY name `Want`" },
	{ "VARY n n = 1 2\n" HEAD END, "1:8: VARY `n` a second time" },
	{ "VARY n = 1\nVARY m n = 1 2\n" HEAD END,
	    "2:8: VARY `n` a second time" },
	{ "VARY a b c d e f g h i j k l m n o p q = x\n" HEAD END,
	    "1:38: more than 16 VARY names" },
	/* 9: lines of some variants */
	{ "VARY n 1\n" HEAD "WHEN_BEGIN\nWHEN_END\n" END,
	    "4:11: the line ends here, want WHEN_BEGIN n=46,47" },
	{ "VARY n 1\n" HEAD "WHEN_BEGIN n\nWHEN_END\n" END, "4:12: `n`, want" },
	{ "VARY n 1\n" HEAD "WHEN_BEGIN =1\nWHEN_END\n" END, "4:12: `=1`, w" },
	{ "VARY n 1\n" HEAD "WHEN_BEGIN !=1\nWHEN_END\n" END, "4:12: `!=1`," },
	{ "VARY n 1\n" HEAD "WHEN_BEGIN n=1 m=1\nWHEN_END\n" END,
	    "4:16: no VARY line names `m`" },
	{ "VARY n 1 2\n" HEAD "WHEN_BEGIN n=1,3\nWHEN_END\n" END,
	    "4:12: `n` is never `3`" },
	{ "VARY n 1 2\n" HEAD "WHEN_BEGIN n=1,\nWHEN_END\n" END,
	    "4:12: `n` is never ``" },
	{ HEAD "WHEN_BEGIN n=1\nWHEN_END\n" END,
	    "3:12: no VARY line names `n`" },
	{ "VARY n 1\n" HEAD "WHEN_BEGINS n=1\n" END,
	    "4:1: unknown word `WHEN_BEGINS`" },
	{ "VARY n 1\n" HEAD "WHEN_BEGIN n=1\n" END,
	    "5:1: SCENARIO_END inside a WHEN" },
	{ "VARY n 1 2\n" HEAD "WHEN_BEGIN n=2\n" END,
	    "4:1: WHEN_BEGIN without an end" },
	{ "VARY n 1\n" HEAD END "WHEN_BEGIN n=1\nWHEN_END\n",
	    "5:1: `WHEN_BEGIN` behind SCENARIO_END" },
	{ "VARY n 1\nWHEN_BEGIN n=1\nWHEN_END\n" HEAD END,
	    "2:1: `WHEN_BEGIN`, want SCENARIO_BEGIN first" },
	{ "VARY n 1\n" HEAD "WHEN_END\n" END, "4:1: WHEN_END without" },
	{ "VARY n 1\n" HEAD "WHEN_BEGIN n=1\nWHEN_END n\n" END,
	    "5:10: `n` is one word too many" },
	{ "VARY n 1 2\n" HEAD "WHEN_BEGIN n=2\nWHEN_END n\n" END,
	    "5:10: `n` is one word too many" },
	{ "VARY n 1\n" HEAD "WHEN_BEGIN n=1\nWHEN_BEGIN n=1\n" END,
	    "5:1: WHEN_BEGIN inside a WHEN" },
	{ "VARY n 1 2\n" HEAD "WHEN_BEGIN n=2\nWHEN_BEGIN n=1\n" END,
	    "5:1: WHEN_BEGIN inside a WHEN" },
	{ "VARY n 1\n" HEAD "WHEN_BEGIN n=1\nVARY m 1\nWHEN_END\n" END,
	    "5:1: VARY inside a WHEN" },
	{ "VARY n 1 2\n" HEAD "WHEN_BEGIN n=2\nNO_WORD\nWHEN_END\n" END,
	    "5:1: unknown word `NO_WORD`" },
	{ "VARY n 1 2\n" HEAD "WHEN_BEGIN n=2\nSERVER ${m}\nWHEN_END\n" END,
	    "5:8: no VARY line names `m`" },
	/* 30: in a data file */
	{ "VARY n 1\nWHEN_BEGIN n=1\nENTRY_BEGIN\nENTRY_END\n",
	    "2:1: WHEN_BEGIN without an end" },
};

START_TEST(what_is_wrong_is_said)
{
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct memory_file file;
	const char *path = memory_file_open(&file, bad[_i].text);
	int ret = scenarios_load(path, "t", NULL, &list, &err);

	ck_assert_msg(ret == -1, "case %d is read", _i);
	ck_assert_msg(strncmp(err.text + strlen(path) + 1, bad[_i].why,
			  strlen(bad[_i].why)) == 0,
	    "%s, want %s", err.text, bad[_i].why);
	close(file.fd);
}
END_TEST

START_TEST(a_data_file_may_vary)
{
	struct scenarios list = scenario_text_all("VARY n 1 2\nWHEN_BEGIN n=1\n"
						  "ENTRY_BEGIN\nENTRY_END\n"
						  "WHEN_END\n",
	    NULL);

	ck_assert_uint_eq(list.count, 2);
	ck_assert(list.v[0]->is_plain && list.v[0]->entry_count == 1);
	ck_assert_uint_eq(list.v[1]->entry_count, 0);
	scenarios_clear(&list);
}
END_TEST

/* Lines that are left out count, too: 4096 variants of many are too much. */
START_TEST(what_is_left_out_counts)
{
	enum { LINES = 1100, VARIANTS = 300 };
	struct writer text = { 0 };
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct memory_file file;
	char word[16];

	writer_octets(&text, "VARY n", 6);
	for (int i = 0; i < VARIANTS; i++)
		writer_octets(&text, word,
		    (size_t)snprintf(word, sizeof word, " %d", i));
	writer_octets(&text, "\n" HEAD "WHEN_BEGIN n=0\n",
	    strlen("\n" HEAD "WHEN_BEGIN n=0\n"));
	for (int i = 0; i < LINES; i++)
		writer_octets(&text, "#\n", 2);
	writer_octets(&text, "WHEN_END\n" END, sizeof "WHEN_END\n" END);
	memory_file_open(&file, (char *)text.octets);
	ck_assert_int_eq(scenarios_load(file.path, "t", NULL, &list, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "VARY and $GENERATE make more"));
	writer_clear(&text);
	close(file.fd);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("vary");
	TCase *t = tcase_create("vary");

	tcase_add_loop_test(t, variants_differ, 0, LEN(rows));
	tcase_add_test(t, any_line_may_depend);
	tcase_add_loop_test(t, what_is_wrong_is_said, 0, LEN(bad));
	tcase_add_test(t, a_data_file_may_vary);
	tcase_add_test(t, what_is_left_out_counts);
	suite_add_tcase(s, t);
	return unit_run(s);
}
