/* The server's side of a scenario, apart from entries, and what frames it. */
#include "config.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

START_TEST(an_empty_scenario_has_the_defaults)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    "; c\n# c\n\n  SCENARIO_BEGIN A title; all of it\n"
	    "SCENARIO_END ; c\n# c\n\n");

	ck_assert(!s->is_plain);
	ck_assert_str_eq(s->title, "A title; all of it");
	ck_assert_uint_eq(s->at.line, 4);
	ck_assert_str_eq(s->name, "t");
	ck_assert_str_eq(s->variant, "");
	ck_assert_uint_eq(s->server_count, 1);
	ck_assert_str_eq(s->servers[0].address, "127.0.0.1");
	ck_assert_uint_eq(s->servers[0].port, 53);
	ck_assert_int_eq(s->servers[0].udp, UDP_OPEN);
	ck_assert_int_eq(s->servers[0].tcp, TCP_OPEN);
	ck_assert_uint_eq(s->deadline_ms, 30000);
	ck_assert_uint_eq(s->zone_count + s->entry_count + s->change_count +
			      s->truncate_count + s->noedns_count +
			      s->call_count + s->file_count + s->env.count,
	    0);
	ck_assert_ptr_null(s->unconfirmed);
	scenarios_clear(&list);
}
END_TEST

START_TEST(about_the_scenario)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    SCENARIO("WHY One; \"two\nWHY Three.\nREF rfc7766#5 musl:51d4\n"
		     "TAGS tcp large\nTAGS smoke\nCLAIM large-records\n"
		     "CLIENTS musl glibc\nNEEDS ipv6\n"
		     "UNCONFIRMED RFC 2181 9; it stands\n"));

	ck_assert_uint_eq(s->why.count, 2);
	ck_assert_str_eq(s->why.v[0], "One; \"two");
	ck_assert_str_eq(s->why.v[1], "Three.");
	ck_assert_uint_eq(s->refs.count, 2);
	ck_assert_str_eq(s->refs.v[0], "rfc7766#5");
	ck_assert_uint_eq(s->tags.count, 3);
	ck_assert_str_eq(s->claims.v[0], "large-records");
	ck_assert_uint_eq(s->clients.count, 2);
	ck_assert_str_eq(s->needs.v[0], "ipv6");
	ck_assert_str_eq(s->unconfirmed, "RFC 2181 9; it stands");
	ck_assert(scenario_has_tag(s, "smoke"));
	ck_assert(!scenario_has_tag(s, "smok"));
	scenarios_clear(&list);
}
END_TEST

START_TEST(servers_replace_the_default_one)
{
	static const char *const udp[] = { "open", "closed", "silent" };
	static const char *const tcp[] = { "open", "refused", "close", "reset",
		"silent", "blackhole", "full" };
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    SCENARIO("SERVER 192.0.2.1\nSERVER 2001:db8::53 tfo=on port=5353\n"
		     "SERVER fe80::1%lo tfo=off\n"));
	char text[200];

	ck_assert_uint_eq(s->server_count, 3);
	ck_assert_str_eq(s->servers[0].address, "192.0.2.1");
	ck_assert_str_eq(s->servers[1].address, "2001:db8::53");
	ck_assert_uint_eq(s->servers[1].port, 5353);
	ck_assert(
	    !s->servers[0].tfo && s->servers[1].tfo && !s->servers[2].tfo);
	ck_assert_str_eq(s->servers[2].address, "fe80::1%lo");
	ck_assert_uint_eq(s->servers[2].at.line, 4);
	scenarios_clear(&list);
	for (size_t i = 0; i < LEN(udp) * LEN(tcp); i++) {
		snprintf(text, sizeof text,
		    SCENARIO("SERVER ::1 udp=%s "
			     "tcp=%s\n"),
		    udp[i % LEN(udp)], tcp[i / LEN(udp)]);
		s = scenario_text_load(&list, text);
		ck_assert_uint_eq(s->servers[0].udp, i % LEN(udp));
		ck_assert_uint_eq(s->servers[0].tcp, i / LEN(udp));
		scenarios_clear(&list);
	}
}
END_TEST

START_TEST(a_server_changes_with_the_steps)
{
	static const struct {
		unsigned step;
		enum udp_state udp;
		enum tcp_state tcp;
	} states[] = {
		{ 1, UDP_OPEN, TCP_RESET },
		{ 2, UDP_SILENT, TCP_RESET },
		{ 3, UDP_CLOSED, TCP_OPEN },
		{ 4, UDP_CLOSED, TCP_REFUSED },
		{ 5, UDP_OPEN, TCP_OPEN },
	};
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    SCENARIO("SERVER ::1\nSERVER ::2 tcp=reset\nCALL x\n"
		     "STEP 2 SERVER 0:0::2 udp=silent\nCALL x\n"
		     "STEP 3 SERVER ::2 udp=closed tcp=open\nCALL x\n"
		     "STEP 4 SERVER ::2 down\nCALL x\n"
		     "STEP 5 SERVER ::2 up\nCALL x\n"));
	enum udp_state udp;
	enum tcp_state tcp;

	for (size_t i = 0; i < LEN(states); i++) {
		scenario_server_state(s, 1, states[i].step, &udp, &tcp);
		ck_assert_int_eq(udp, states[i].udp);
		ck_assert_int_eq(tcp, states[i].tcp);
		scenario_server_state(s, 0, states[i].step, &udp, &tcp);
		ck_assert_int_eq(udp, UDP_OPEN);
		ck_assert_int_eq(tcp, TCP_OPEN);
	}
	scenarios_clear(&list);
}
END_TEST

START_TEST(a_range_scopes_what_is_in_it)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    SCENARIO("SERVER ::1\nSERVER ::2\nSERVER ::3\n"
		     "RANGE_BEGIN 2 4\nADDRESS ::3\nADDRESS ::1\n" ZONE("")
			 ENTRY("") "TRUNCATE empty\nRANGE_END\n" ENTRY("")));
	const struct scope *scope = &s->entries[0].scope;

	ck_assert_uint_eq(scope->from, 2);
	ck_assert_uint_eq(scope->to, 4);
	ck_assert_uint_eq(scope->servers, 5);
	ck_assert_mem_eq(&s->zones[0].scope, scope, sizeof *scope);
	ck_assert_mem_eq(&s->truncates[0].scope, scope, sizeof *scope);
	ck_assert(scope_holds(scope, 2, 0) && scope_holds(scope, 4, 2));
	ck_assert(!scope_holds(scope, 1, 0) && !scope_holds(scope, 5, 0));
	ck_assert(!scope_holds(scope, 2, 1));
	scope = &s->entries[1].scope;
	ck_assert_uint_eq(scope->from, 0);
	ck_assert_uint_eq(scope->to, UINT_MAX);
	ck_assert(scope_holds(scope, 1, 63));
	scenarios_clear(&list);
}
END_TEST

START_TEST(zones_hold_records)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    SCENARIO("ZONE_BEGIN\n$ORIGIN a.example.\n$TTL 5\n"
		     "www A 192.0.2.1 ; c\n    A 192.0.2.2\n"
		     "  $GENERATE 1-20 h$ A 198.51.100.$\n# c\n"
		     "$TTL 1h30m\nt TXT \"x;y\" ; c\n\nZONE_END\n"
		     "ZONE_BEGIN authoritative\n"
		     "b. SOA ns.b. h.b. 1 2 3 4 5\nZONE_END\n"
		     "ZONE_BEGIN recursive\nZONE_END\n"));

	ck_assert_uint_eq(s->zone_count, 3);
	ck_assert_uint_eq(zone_records(s->zones[0].zone), 23);
	ck_assert_uint_eq(zone_records(s->zones[1].zone), 1);
	ck_assert_uint_eq(zone_records(s->zones[2].zone), 0);
	ck_assert_uint_eq(s->zones[0].at.line, 2);
	ck_assert_uint_eq(s->zones[0].scope.to, UINT_MAX);
	scenarios_clear(&list);
}
END_TEST

static const struct {
	const char *words;
	enum truncation how;
	long at;
} truncates[] = {
	{ "partial", TRUNCATE_PARTIAL, TRUNCATE_AT_DEFAULT },
	{ "empty at 0", TRUNCATE_EMPTY, 0 },
	{ "rrset at 600", TRUNCATE_RRSET, 600 },
	{ "never at 65535", TRUNCATE_NEVER, 65535 },
};

START_TEST(truncate_lines)
{
	struct scenarios list;
	const struct scenario *s;
	char text[200];

	snprintf(text, sizeof text,
	    SCENARIO("TRUNCATE %s\n" ENTRY("TRUNCATE %s\n") ENTRY("")),
	    truncates[_i].words, truncates[_i].words);
	s = scenario_text_load(&list, text);
	ck_assert_uint_eq(s->truncate_count, 1);
	ck_assert_int_eq(s->truncates[0].rule.how, truncates[_i].how);
	ck_assert_int_eq(s->truncates[0].rule.at, truncates[_i].at);
	ck_assert(s->entries[0].packets[0].truncates);
	ck_assert_int_eq(s->entries[0].packets[0].truncate.how,
	    truncates[_i].how);
	ck_assert_int_eq(s->entries[0].packets[0].truncate.at,
	    truncates[_i].at);
	ck_assert(!s->entries[1].packets[0].truncates);
	scenarios_clear(&list);
}
END_TEST

START_TEST(noedns_lines)
{
	static const char *const words[] = { "off", "formerr", "ignore",
		"drop" };
	const struct scenario *s;
	struct scenarios list;
	char text[200];

	snprintf(text, sizeof text,
	    SCENARIO("NOEDNS %s\nRANGE_BEGIN 2 3\nNOEDNS drop\nRANGE_END\n"),
	    words[_i]);
	s = scenario_text_load(&list, text);
	ck_assert_uint_eq(s->noedns_count, 2);
	ck_assert_int_eq(s->noedns[0].how, NOEDNS_OFF + _i);
	ck_assert_uint_eq(s->noedns[0].scope.to, UINT_MAX);
	ck_assert_int_eq(s->noedns[1].how, NOEDNS_DROP);
	ck_assert_uint_eq(s->noedns[1].scope.from, 2);
	ck_assert_uint_eq(s->noedns[1].scope.to, 3);
	scenarios_clear(&list);
}
END_TEST

static const char two_variables[] =
    "VARY n 1 2\nVARY to a b\n" SCENARIO("WHY ${n} ${to}\nDEADLINE ${n}s\n");

START_TEST(one_scenario_a_variant)
{
	struct scenarios list = scenario_text_all(two_variables, NULL);
	static const char *const names[] = { "n=1,to=a", "n=1,to=b", "n=2,to=a",
		"n=2,to=b" };

	ck_assert_uint_eq(list.count, 4);
	for (size_t i = 0; i < list.count; i++) {
		ck_assert_str_eq(list.v[i]->variant, names[i]);
		ck_assert_str_eq(list.v[i]->name + 2, names[i]);
		ck_assert_uint_eq(list.v[i]->deadline_ms, i < 2 ? 1000 : 2000);
	}
	ck_assert_str_eq(list.v[2]->why.v[0], "2 a");
	scenarios_clear(&list);
}
END_TEST

static const struct {
	const char *only;
	size_t count;
	const char *first;
} chosen[] = {
	{ "", 4, "n=1,to=a" },
	{ "n=2", 2, "n=2,to=a" },
	{ "to=b", 2, "n=1,to=b" },
	{ "to=b,n=2", 1, "n=2,to=b" },
	{ "n=2,to=b", 1, "n=2,to=b" },
	{ "n=3", 0, NULL },
	{ "n=", 0, NULL },
	{ "to=b,n=1,m=1", 0, NULL },
};

START_TEST(variants_are_chosen)
{
	struct scenarios list =
	    scenario_text_all(two_variables, chosen[_i].only);

	ck_assert_uint_eq(list.count, chosen[_i].count);
	if (list.count > 0)
		ck_assert_str_eq(list.v[0]->variant, chosen[_i].first);
	scenarios_clear(&list);
}
END_TEST

static void
write_file(const char *dir, const char *name, const char *text)
{
	char path[200];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	if (text == NULL) {
		ck_assert_int_eq(mkdir(path, 0700), 0);
		return;
	}
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
}

static void
count_fault(const struct error *err, void *count)
{
	ck_assert_ptr_nonnull(strstr(err->text, "/bad.scn:1:15: "));
	(*(unsigned *)count)++;
}

START_TEST(every_scenario_below_a_folder)
{
	const char *build = getenv("builddir");
	struct scenarios list = { 0 };
	char dir[150], command[200];
	unsigned faults = 0;

	snprintf(dir, sizeof dir, "%s/scenarios.XXXXXX",
	    build == NULL ? "." : build);
	ck_assert_ptr_nonnull(mkdtemp(dir));
	write_file(dir, "tcp", NULL);
	write_file(dir, "tcp/z.scn", SCENARIO(""));
	write_file(dir, "tcp/bad.scn", "SCENARIO_BEGIN\n");
	write_file(dir, "tcp/a.scn", "VARY n 1 2\n" SCENARIO(""));
	write_file(dir, "TAGS", "not one\n");
	write_file(dir, "b.scn", SCENARIO(""));
	strcat(dir, "//");
	ck_assert_uint_eq(scenarios_load_tree(dir, &list, count_fault, &faults),
	    1);
	ck_assert_uint_eq(faults, 1);
	ck_assert_uint_eq(list.count, 4);
	ck_assert_str_eq(list.v[0]->name, "b");
	ck_assert_str_eq(list.v[1]->name, "tcp/a:n=1");
	ck_assert_str_eq(list.v[2]->name, "tcp/a:n=2");
	ck_assert_str_eq(list.v[3]->name, "tcp/z");
	scenarios_clear(&list);
	snprintf(command, sizeof command, "rm -r '%s'", dir);
	ck_assert_int_eq(system(command), 0);
}
END_TEST

START_TEST(what_was_loaded_before_stays)
{
	struct scenarios list = scenario_text_all(SCENARIO(""), NULL);
	struct error err = { 0 };
	struct memory_file file;

	memory_file_open(&file, "VARY n 1 2\n" SCENARIO("DEADLINE ${n}\n"));
	ck_assert_int_eq(scenarios_load(file.path, "t", NULL, &list, &err), -1);
	ck_assert_uint_eq(list.count, 1);
	close(file.fd);
	scenarios_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("scenario");
	TCase *tc = tcase_create("scenario");

	tcase_add_test(tc, an_empty_scenario_has_the_defaults);
	tcase_add_test(tc, about_the_scenario);
	tcase_add_test(tc, servers_replace_the_default_one);
	tcase_add_test(tc, a_server_changes_with_the_steps);
	tcase_add_test(tc, a_range_scopes_what_is_in_it);
	tcase_add_test(tc, zones_hold_records);
	tcase_add_loop_test(tc, truncate_lines, 0, LEN(truncates));
	tcase_add_loop_test(tc, noedns_lines, 0, 4);
	tcase_add_test(tc, one_scenario_a_variant);
	tcase_add_loop_test(tc, variants_are_chosen, 0, LEN(chosen));
	tcase_add_test(tc, every_scenario_below_a_folder);
	tcase_add_test(tc, what_was_loaded_before_stays);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
