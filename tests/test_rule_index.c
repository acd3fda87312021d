/* The index must find what asking each entry finds, and in that order. */
#include "config.h"

#include <stdio.h>

#include "fakedns/match.h"
#include "fakedns/rule_index.h"
#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define PICK(list) (list)[draw(LEN(list))]

static uint64_t state;

static size_t
draw(size_t n)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (size_t)(state >> 33) % n;
}

static const char *const matches[] = { "", "MATCH any\n", "MATCH qname\n",
	"MATCH qtype\n", "MATCH qname qtype\n", "MATCH subdomain\n",
	"MATCH subdomain qtype\n", "MATCH qname subdomain\n", "MATCH all\n",
	"MATCH question\n", "MATCH qcase\n", "MATCH qcase qtype\n",
	"MATCH TCP qname\n", "MATCH UDP qtype qname\n", "MATCH accept\n",
	"MATCH qname_regex=^a\\.\n", "MATCH qname_regex=^a\\. qname\n" };
static const char *const questions[] = { "SECTION QUESTION\nx. A\n",
	"SECTION QUESTION\na.x. A\n", "SECTION QUESTION\nA.X. MX\n",
	"SECTION QUESTION\nb.a.x. A\n", "SECTION QUESTION\n@ A\n",
	"SECTION QUESTION\n. A\n", "SECTION QUESTION\n*.x. A\n",
	"ADJUST copy_query\nSECTION QUESTION\n*.x. A\n",
	"ADJUST copy_query\nSECTION QUESTION\n*.a.x. MX\n", "" };
static const char *const asked[] = { ". A", "x. A", "a.x. A", "A.x. A",
	"a.X. MX", "b.a.x. A", "c.b.a.x. A", "*.x. A", "y. A", "xx. A", "@. A",
	"a.x. AAAA" };

/* To be freed. */
static char *
random_scenario(void)
{
	char *text;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	fputs("SCENARIO_BEGIN t\nSERVER ::1\n", f);
	for (size_t n = draw(30); n > 0; n--)
		fprintf(f, "ENTRY_BEGIN\n%s%sREPLY QR\nENTRY_END\n",
		    PICK(matches), PICK(questions));
	fputs("SCENARIO_END\n", f);
	fclose(f);
	return text;
}

/* What takes IN, as asking each entry finds it; that is the reference. */
static size_t
each_in_turn(const struct scenario *s, const struct incoming *in,
    uint32_t found[])
{
	size_t count = 0;

	for (size_t i = 0; i < s->entry_count; i++)
		if (match_entry(&s->entries[i], in))
			found[count++] = (uint32_t)i;
	return count;
}

static size_t
by_index(const struct scenario *s, const struct rule_index *x,
    const struct incoming *in, uint32_t found[])
{
	struct rule_cursor cursor;
	size_t count = 0;
	uint32_t i;

	if (in->accept)
		rule_index_start_accept(x, &cursor);
	else
		rule_index_start(x, &in->query.question, &cursor);
	while ((i = rule_cursor_next(&cursor)) != RULE_END)
		if (match_entry(&s->entries[i], in))
			found[count++] = i;
	return count;
}

static void
check_query(const struct scenario *s, const struct rule_index *x,
    const struct incoming *in, const char *text)
{
	uint32_t want[30], got[30];
	size_t count = each_in_turn(s, in, want);

	ck_assert_msg(by_index(s, x, in, got) == count &&
			  memcmp(want, got, count * sizeof *want) == 0,
	    "other entries for %zu octets:\n%s", in->len, text);
}

static void
check_scenario(const struct scenario *s, const char *text)
{
	struct rule_index *x = rule_index_new(s);
	struct incoming in = { .tcp = true, .accept = true };

	check_query(s, x, &in, text);
	in.accept = false;
	query_parse((const uint8_t *)"\0\0\0\0\0\0\0\0\0\0\0", WIRE_HEADER,
	    &in.query); /* no question */
	check_query(s, x, &in, text);
	for (size_t i = 0; i < LEN(asked); i++) {
		const struct asking a = { .question = asked[i],
			.tcp = i % 2 == 0 };
		struct writer w = { 0 };

		in = asking_incoming(&a, &w);
		check_query(s, x, &in, text);
		writer_clear(&w);
	}
	rule_index_free(x);
}

START_TEST(finds_what_asking_each_finds)
{
	size_t scenarios = unit_under_valgrind() ? 100 : 3000, good = 0;

	state = 1;
	for (size_t i = 0; i < scenarios; i++) {
		struct scenarios list = { 0 };
		struct error err = { 0 };
		struct memory_file file;
		char *text = random_scenario();

		if (scenarios_load(memory_file_open(&file, text), "t", NULL,
			&list, &err) == 0) {
			check_scenario(list.v[0], text);
			good++;
		}
		close(file.fd);
		scenarios_clear(&list);
		free(text);
	}
	ck_assert_uint_gt(good, scenarios / 2);
}
END_TEST

/* Of many rules for one name each, few are looked at. */
START_TEST(looks_at_few)
{
	enum { RULES = 2000 };
	struct scenarios list;
	const struct scenario *s;
	struct rule_index *x;
	char *text;
	size_t len, looked = 0;
	FILE *f = open_memstream(&text, &len);

	for (int i = 0; i < RULES; i++)
		fprintf(f,
		    "ENTRY_BEGIN\nMATCH %s\nREPLY QR\n"
		    "SECTION QUESTION\nn%d.x. A\nENTRY_END\n",
		    i % 3 == 0   ? "qname qtype"
		    : i % 3 == 1 ? "subdomain"
				 : "question",
		    i);
	fclose(f);
	s = scenario_text_load(&list, text);
	x = rule_index_new(s);
	for (int i = 0; i < RULES; i++) {
		struct rule_cursor cursor;
		bool found = false;
		uint32_t k;

		rule_index_start(x, &s->entries[i].packets[0].question,
		    &cursor);
		while ((k = rule_cursor_next(&cursor)) != RULE_END) {
			looked++;
			found = found || k == (uint32_t)i;
		}
		ck_assert(found);
	}
	ck_assert_uint_eq(looked, RULES);
	rule_index_free(x);
	scenarios_clear(&list);
	free(text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("rule_index");
	TCase *tc = tcase_create("rule_index");

	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, finds_what_asking_each_finds);
	tcase_add_test(tc, looks_at_few);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
