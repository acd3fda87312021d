#include "config.h"

#include "fakedns/xalloc.h"
#include "resolver-tests/coverage.h"
#include "resolver-tests/lint_reference.h"
#include "tests/known_dir.h"
#include "tests/memory_file.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define SCENARIO(refs)                                                         \
	"VARY n 1 2\nSCENARIO_BEGIN x\nWHY y\nREF " refs "\nTAGS tcp\n"        \
	"CALL getaddrinfo x.example\nRESULT_BEGIN\nok\nRESULT_END\n"           \
	"SCENARIO_END\n"

/* A folder with the lists one.tsv and two.tsv, read and gone again. */
static size_t
load(const char *one, const char *two, struct coverage *out,
    struct faults *faults)
{
	const char *const names[] = { "two.tsv", "one.tsv", ".x.tsv", "TAGS" };
	const char *const texts[] = { two, one, "x", "x" };
	char dir[] = "coverage-test-XXXXXX", path[64];
	size_t count;

	memset(faults, 0, sizeof *faults);
	ck_assert_ptr_nonnull(mkdtemp(dir));
	for (size_t i = 0; i < LEN(names); i++) {
		FILE *f;

		snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		f = fopen(path, "we");
		ck_assert(
		    f != NULL && fputs(texts[i], f) != EOF && fclose(f) == 0);
	}
	count = coverage_load(dir, out, faults_add, faults);
	for (size_t i = 0; i < LEN(names); i++) {
		snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		unlink(path);
	}
	rmdir(dir);
	return count;
}

/* Scenarios t/a, t/b, … with these words of REF, two variants each. */
static struct scenarios
scenarios_with(const char *const *texts, size_t count)
{
	struct scenarios list = { 0 };

	for (size_t i = 0; i < count; i++) {
		char name[] = { 't', '/', (char)('a' + (int)i), '\0' };
		struct error err = { 0 };
		struct memory_file m;

		ck_assert_msg(scenarios_load(memory_file_open(&m, texts[i]),
				  name, NULL, &list, &err) == 0,
		    "%s", err.text);
		close(m.fd);
	}
	return list;
}

static char *
printed(const struct coverage *c, char *const *patterns, size_t count,
    size_t *missing)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	*missing = coverage_print(c, f, patterns, count);
	fclose(f);
	return text;
}

static const char ONE[] = "; ids of tests\n"
			  "\n"
			  "g:a\tdoes a\t\n"
			  "g:b\tdoes b\r\n"
			  "g:c\tdoes c\tno cell has it\n";
static const char TWO[] = "r1#2\tduty\nr1#3\tother\tn/a: no wire\n";
static const char *const USES[] = { SCENARIO("g:a r1#2"), SCENARIO("g:z g:a") };

START_TEST(lists_are_printed)
{
	static char star[] = "*", list[] = "two", id[] = "g:[ac]";
	char *const all[] = { star }, *const some[] = { list, id };
	struct scenarios s = scenarios_with(USES, 2);
	struct coverage c;
	struct faults faults;
	size_t missing;
	char *text;

	ck_assert_msg(load(ONE, TWO, &c, &faults) == 0, "%s", faults.text);
	coverage_count(&c, &s);
	text = printed(&c, NULL, 0, &missing);
	ck_assert_str_eq(text, "one covered: 1 missing: 1 n/a: 1\n"
			       "missing\tg:b\tdoes b\n"
			       "two covered: 1 missing: 0 n/a: 1\n");
	ck_assert_uint_eq(missing, 1);
	free(text);
	text = printed(&c, all, 1, &missing);
	ck_assert_str_eq(text, "one covered: 1 missing: 1 n/a: 1\n"
			       "covered\tg:a\tdoes a\tt/a t/b\n"
			       "missing\tg:b\tdoes b\n"
			       "n/a\tg:c\tdoes c\tno cell has it\n"
			       "two covered: 1 missing: 0 n/a: 1\n"
			       "covered\tr1#2\tduty\tt/a\n"
			       "n/a\tr1#3\tother\tn/a: no wire\n");
	free(text);
	text = printed(&c, some, 2, &missing);
	ck_assert_str_eq(text, "one covered: 1 missing: 0 n/a: 1\n"
			       "covered\tg:a\tdoes a\tt/a t/b\n"
			       "n/a\tg:c\tdoes c\tno cell has it\n"
			       "two covered: 1 missing: 0 n/a: 1\n"
			       "covered\tr1#2\tduty\tt/a\n"
			       "n/a\tr1#3\tother\tn/a: no wire\n");
	ck_assert_uint_eq(missing, 0);
	free(text);
	ck_assert(coverage_matches(&c, "g:*") && !coverage_matches(&c, "g:z"));
	coverage_clear(&c);
	scenarios_clear(&s);
}
END_TEST

/* PROBLEM: "LINE:COLUMN: how it begins", in one.tsv. */
static const struct {
	const char *text, *problem;
} wrong[] = {
	{ "g:a\n", "one.tsv:1:1: 1 of 3 fields" },
	{ "g:a\tx\ty\tz\n", "one.tsv:1:9: a field too many" },
	{ "\tx\n", "one.tsv:1:1: an empty field" },
	{ "g:a\t\ty\n", "one.tsv:1:5: an empty field" },
	{ "g:a\t \ty\n", "one.tsv:1:5: an empty field" },
	{ "g:a g:b\tx\n", "one.tsv:1:1: \"g:a g:b\", want an id" },
	{ "g:a\tx\tn/a\n", "one.tsv:1:7: \"n/a\" is no reason" },
	{ "g:a\tx\t - \n", "one.tsv:1:7: \" - \" is no reason" },
	{ "g:a\tx\n;\ng:a\ty\n", "one.tsv:3:1: g:a a second time, the first" },
};

START_TEST(wrong_lines_are_told)
{
	struct coverage c;
	struct faults faults;
	char text[128];

	snprintf(text, sizeof text, "%sg:y\tgood\n", wrong[_i].text);
	ck_assert_uint_eq(load(text, "g:x\tgood\n", &c, &faults), 1);
	ck_assert_msg(strstr(faults.text, wrong[_i].problem) != NULL, "%s",
	    faults.text);
	ck_assert(coverage_find(&c, "g:x") != NULL &&
		  coverage_find(&c, "g:y") != NULL);
	coverage_clear(&c);
}
END_TEST

START_TEST(an_id_is_in_one_list)
{
	struct coverage c;
	struct faults faults;

	ck_assert_uint_eq(load("g:a\tx\n", "g:a\tx\n", &c, &faults), 1);
	ck_assert_ptr_nonnull(strstr(faults.text, "two.tsv:1:1: g:a a second"));
	ck_assert_ptr_nonnull(strstr(faults.text, "one.tsv:1; want it once"));
	coverage_clear(&c);
	memset(&faults, 0, sizeof faults);
	ck_assert_uint_eq(coverage_load("no/such/folder", &c, faults_add,
			      &faults),
	    1);
	ck_assert_str_eq(faults.text,
	    "no/such/folder: No such file or directory\n");
	coverage_clear(&c);
}
END_TEST

START_TEST(a_stale_reason_is_told)
{
	struct scenarios s = scenarios_with(USES, 2);
	struct coverage c;
	struct faults faults;
	struct lint lint = { 0 };

	load("g:a\tx\tcannot be\n", "g:c\tx\tcannot be\n", &c, &faults);
	coverage_count(&c, &s);
	coverage_lint(&c, &lint);
	ck_assert_uint_eq(lint.count, 1);
	ck_assert_ptr_nonnull(
	    strstr(lint.v[0], "one.tsv:1:1: g:a is said to be out of reach, "
			      "and t/a has it"));
	lint_clear(&lint);
	coverage_clear(&c);
	scenarios_clear(&s);
}
END_TEST

/* With a list of behaviour:D01 glibc:tst-a posix:f:EAI_X go:t. */
static const struct {
	const char *word;
	bool good;
} words[] = {
	{ "behaviour:D01", true },
	{ "behaviour:D1", false },
	{ "behavior:D01", false },
	{ "glibc:tst-a", true },
	{ "glibc:tst-b", false },
	{ "glibc:resolv/res_send.c", true },
	{ "ldns:net.c", true },
	{ "c-ares:Whatever", true }, /* no list has the kind */
	{ "posix:f:EAI_X", true },
	{ "posix:f:EAI_Y", false },
	{ "posix:f", true },
	{ "go:t", true },
	{ "go:u", false },
	{ "musl:51d4669f", true },
	{ "field:x-1", true },
	{ "man:resolver(3)", true },
	{ "upstream:x", true },
	{ "rfc7766#5", true },
	{ "rfc768", true },
	{ "rfc#5", false },
	{ "rfc768x", false },
	{ "rfc768#", false },
	{ "none", false },
	{ "musl:", false },
	{ ":x", false },
};

START_TEST(references_are_checked)
{
	char *text = xasprintf(SCENARIO("%s"), words[_i].word);
	char *record = xasprintf("t/a\t*\tE\tr\tmusl:1 %s\n", words[_i].word);
	struct scenarios s = scenarios_with((const char *[]){ text }, 1);
	struct scenarios none = { 0 };
	struct known known;
	struct coverage c;
	struct faults faults;
	struct lint lint = { 0 };

	load("behaviour:D01\tx\nglibc:tst-a\tx\n",
	    "posix:f:EAI_X\tx\ngo:t\tx\nfield:y\tx\n", &c, &faults);
	known_load_text("musl", "", &known, &faults);
	lint_references(&lint, &c, &s, &known);
	ck_assert_uint_eq(lint.count, words[_i].good ? 0 : 1);
	lint_clear(&lint);
	known_clear(&known);
	known_load_text("musl", record, &known, &faults);
	lint_references(&lint, &c, &none, &known);
	ck_assert_uint_eq(lint.count, words[_i].good ? 0 : 1);
	lint_clear(&lint);
	known_clear(&known);
	coverage_clear(&c);
	scenarios_clear(&s);
	free(record);
	free(text);
}
END_TEST

static const struct {
	const char *sentence;
	bool found;
} sentences[] = {
	{ "nobody does; rfc1035#4.1.1 asks for it", true },
	{ "posix:getaddrinfo", true },
	{ "(man:resolver(3))", true },
	{ "RFC 1035 4.1.1 asks for it", false },
	{ "rfc1035 asks for it, #5", false },
	{ "posix: man: musl:51d4669f behaviour:D01", false },
	{ "", false },
};

START_TEST(a_clause_is_a_word)
{
	for (size_t i = 0; i < LEN(sentences); i++)
		ck_assert_msg(reference_has_clause(sentences[i].sentence) ==
				  sentences[i].found,
		    "%s", sentences[i].sentence);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("coverage");
	TCase *t = tcase_create("coverage");

	tcase_add_test(t, lists_are_printed);
	tcase_add_loop_test(t, wrong_lines_are_told, 0, LEN(wrong));
	tcase_add_test(t, an_id_is_in_one_list);
	tcase_add_test(t, a_stale_reason_is_told);
	tcase_add_loop_test(t, references_are_checked, 0, LEN(words));
	tcase_add_test(t, a_clause_is_a_word);
	suite_add_tcase(s, t);
	return unit_run(s);
}
