#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/variant_lines.h"
#include "resolver-tests/text.h"
#include "tests/scenario_text.h"
#include "tests/unit.h"

static char *
join(const struct variant_lines *lines)
{
	struct text out = { 0 };

	for (size_t i = 0; i < lines->count; i++)
		text_add(&out, "%s\n", lines->v[i].text);
	return text_take(&out);
}

static const char text[] = "VARY n 1 2\n"
			   "SCENARIO_BEGIN Title ${n}\n"
			   "WHY   it matters\n"
			   "REF   rfc1035#2\n"
			   "# a comment\n"
			   "\n"
			   "\n"
			   "SERVER 192.0.2.${n}\n"
			   "FILE_BEGIN /etc/hosts\n"
			   "SERVER 192.0.2.9\n"
			   "WHEN_BEGIN\n"
			   "FILE_END\n"
			   "WHEN_BEGIN n=2\n"
			   "STEP 1 SERVER 192.0.2.2 udp=closed\n"
			   "WHEN_END\n"
			   "ZONE_BEGIN\n"
			   "$ORIGIN example.\n"
			   "CALL 60 IN A 198.51.100.1\n"
			   "ZONE_END\n"
			   "KERNEL ipv6=absent\n"
			   "STEP 1 CALL getaddrinfo host.example ; why\n"
			   "RESULT_BEGIN\n"
			   "ok\n"
			   "RESULT_END\n"
			   "EXPECT udp_sent=1\n"
			   "SCENARIO_END\n";

START_TEST(the_clients_side_is_gone)
{
	struct memory_file file;
	const char *path = memory_file_open(&file, text);
	struct variant_lines lines;
	struct error err = { 0 };
	char *got;

	ck_assert_int_eq(variant_lines_read(path, "n=2", &lines, &err), 0);
	got = join(&lines);
	ck_assert_str_eq(got, "SCENARIO_BEGIN Title 2\n"
			      "# a comment\n"
			      "\n"
			      "SERVER 192.0.2.2\n"
			      "STEP 1 SERVER 192.0.2.2 udp=closed\n"
			      "ZONE_BEGIN\n"
			      "$ORIGIN example.\n"
			      "CALL 60 IN A 198.51.100.1\n"
			      "ZONE_END\n"
			      "SCENARIO_END\n");
	ck_assert_uint_eq(lines.v[0].line, 2);
	ck_assert_uint_eq(lines.v[3].line, 8);
	free(got);
	variant_lines_clear(&lines);
	ck_assert_int_eq(variant_lines_read(path, "n=3", &lines, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "no variant `n=3`"));
	variant_lines_clear(&lines);
	close(file.fd);
}
END_TEST

static void
fault(const struct error *err, void *arg)
{
	(void)arg;
	ck_abort_msg("%s", err->text);
}

static void
check_same(const struct scenario *s)
{
	struct variant_lines lines;
	struct error err = { 0 };
	struct scenarios list;
	const struct scenario *t;
	char *got;

	ck_assert_msg(variant_lines_read(s->path, s->variant, &lines, &err) ==
			  0,
	    "%s", err.text);
	got = join(&lines);
	t = scenario_text_load(&list, got);
	ck_assert_msg(s->server_count == t->server_count &&
			  s->source_count == t->source_count &&
			  s->change_count == t->change_count &&
			  s->zone_count == t->zone_count &&
			  s->truncate_count == t->truncate_count &&
			  s->noedns_count == t->noedns_count &&
			  s->entry_count == t->entry_count &&
			  t->call_count ==
			      (s->call_count > 1 ? s->call_count : 0),
	    "%s is not the same", s->name);
	ck_assert_str_eq(s->title, t->title);
	for (size_t i = 0; i < s->entry_count; i++)
		ck_assert_uint_eq(s->entries[i].at.line,
		    lines.v[t->entries[i].at.line - 1].line);
	scenarios_clear(&list);
	free(got);
	variant_lines_clear(&lines);
}

START_TEST(each_scenario_keeps_its_servers)
{
	const char *srcdir = getenv("srcdir");
	struct scenarios list = { 0 };
	struct text dir = { 0 };

	text_add(&dir, "%s/corpus", srcdir == NULL ? "." : srcdir);
	scenarios_load_tree(dir.s, &list, fault, NULL);
	ck_assert_uint_gt(list.count, 0);
	for (size_t i = 0; i < list.count; i++)
		check_same(list.v[i]);
	scenarios_clear(&list);
	text_clear(&dir);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("variant_lines");
	TCase *tc = tcase_create("lines");

	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, the_clients_side_is_gone);
	tcase_add_test(tc, each_scenario_keeps_its_servers);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
