/* What is remembered must be just what would be made again. */
#include "config.h"

#include "fakedns/answer_make.h"
#include "fakedns/memo.h"
#include "fakedns/responder.h"
#include "tests/random_scenario.h"
#include "tests/scenario_text.h"

static void
check_packet(const struct reply *one, const struct reply *other, size_t i,
    const char *text)
{
	const struct outgoing a = reply_packet(one, i);
	const struct outgoing b = reply_packet(other, i);
	uint8_t *x = outgoing_octets(&a), *y = outgoing_octets(&b);

	ck_assert_msg(a.len == b.len && memcmp(x, y, a.len) == 0,
	    "other octets:\n%s", text);
	ck_assert_uint_eq(a.delay_ms, b.delay_ms);
	ck_assert_uint_eq(a.copies, b.copies);
	ck_assert_uint_eq(a.copies_gap_ms, b.copies_gap_ms);
	ck_assert_uint_eq(a.from, b.from);
	ck_assert_uint_eq(a.after_entry, b.after_entry);
	ck_assert_ptr_eq(a.tcp, b.tcp);
	ck_assert_ptr_eq(a.faults, b.faults);
	ck_assert(a.last == b.last);
	free(x);
	free(y);
}

static void
check_same(const struct reply *one, const struct reply *other, const char *text)
{
	const struct answer *a = one->answer, *b = other->answer;

	ck_assert_msg(a->rule == b->rule && a->entry == b->entry &&
			  a->count == b->count && a->trouble == b->trouble,
	    "another answer:\n%s", text);
	for (size_t i = 0; i < a->count; i++)
		check_packet(one, other, i, text);
}

/* What an entry says is what its packets say, composed for this query. */
static void
check_composed(const struct scenario *s, struct incoming *in,
    const struct reply *got, const char *text)
{
	bool is_shared = true;
	struct reply made = { .id = got->id };

	if (got->answer->rule != RULE_ENTRY)
		return;
	query_parse(in->octets, in->len, &in->query);
	made.answer = answer_of_entry(s, 1, got->answer->entry, in, &is_shared);
	check_same(got, &made, text);
	reply_clear(&made);
}

/* One remembers, the other forgets before each query. */
static void
check_scenario(const struct scenario *s, const char *text)
{
	struct responder *warm = responder_new(s), *cold = responder_new(s);

	for (int i = 0; i < 60; i++) {
		struct reply one = { 0 }, other = { 0 };
		struct incoming in, again;
		struct writer w = { 0 };

		random_query(&in, &w);
		again = in;
		responder_answer(warm, &in, &one);
		responder_set_step(cold, 1);
		responder_answer(cold, &again, &other);
		check_same(&one, &other, text);
		check_composed(s, &in, &one, text);
		reply_clear(&one);
		reply_clear(&other);
		writer_clear(&w);
	}
	for (size_t i = 0; i < s->entry_count; i++)
		ck_assert(responder_used(warm, i) == responder_used(cold, i));
	responder_free(warm);
	responder_free(cold);
}

START_TEST(nobody_sees_it)
{
	size_t scenarios = unit_under_valgrind() ? 100 : 2000, good = 0;

	random_start();
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

/* Query N, and an answer of SIZE octets to it. */
static void
keep(struct memo *m, unsigned n, size_t size)
{
	uint8_t *octets = calloc(1, size);
	uint8_t query[16] = { 0, 0, (uint8_t)(n >> 16), (uint8_t)(n >> 8),
		(uint8_t)n, 9 };
	const struct incoming in = { .octets = query, .len = sizeof query };
	const struct outgoing o = { .octets = octets, .len = size };
	struct answer *a = answer_new(&(struct answer){ .rule = RULE_ENTRY,
					  .entry = n,
					  .count = 1 },
	    &o);

	memo_keep(m, &in, a);
	answer_release(a);
	free(octets);
}

static bool
knows(const struct memo *m, unsigned n)
{
	uint8_t query[16] = { 1, 2, (uint8_t)(n >> 16), (uint8_t)(n >> 8),
		(uint8_t)n, 9 };
	struct incoming in = { .octets = query, .len = sizeof query };
	const struct answer *a = memo_find(m, &in);

	ck_assert(a == NULL || a->entry == n);
	in.tcp = true;
	ck_assert_ptr_null(memo_find(m, &in));
	in.tcp = false;
	in.server = 1;
	ck_assert_ptr_null(memo_find(m, &in));
	in.server = 0;
	in.len--;
	ck_assert_ptr_null(memo_find(m, &in));
	return a != NULL;
}

START_TEST(it_remembers)
{
	struct memo *m = memo_new(MEMO_OCTETS_MAX);
	unsigned lost = 0;

	ck_assert(!knows(m, 1));
	for (unsigned n = 0; n < 20000; n++)
		keep(m, n, 50);
	for (unsigned n = 0; n < 20000; n++)
		lost += !knows(m, n);
	ck_assert_uint_lt(lost, 200); /* of too many in one place */
	ck_assert(!knows(m, 20000));
	memo_clear(m);
	ck_assert(!knows(m, 1));
	keep(m, 1, 50);
	ck_assert(knows(m, 1));
	memo_free(m);
}
END_TEST

START_TEST(it_is_bounded)
{
	enum { MOST = 100000, EACH = 1000 };
	struct memo *m = memo_new(MOST);
	unsigned n, known = 0;

	keep(m, 0, MOST); /* too large by itself */
	ck_assert(!knows(m, 0));
	for (n = 1; n <= 1000; n++) {
		keep(m, n, EACH);
		ck_assert(knows(m, n));
	}
	for (n = 1; n <= 1000; n++)
		known += knows(m, n);
	ck_assert_uint_gt(known, 0);
	ck_assert_uint_lt(known, MOST / EACH);
	memo_free(m);
}
END_TEST

START_TEST(simple_entries_have_one_answer)
{
	static const struct {
		const char *lines;
		bool is_fixed;
	} simple[] = {
		{ "REPLY QR\n", true },
		{ "ADJUST copy_id copy_edns\nREPLY QR\n", true },
		{ "ADJUST copy_id copy_query\nSECTION QUESTION\na. A\n", true },
		{ "ADJUST copy_id copy_query\n", false },
		{ "SECTION QUESTION\n@ A\n", false },
		{ "SECTION ANSWER\n@ A 192.0.2.1\n", false },
		{ "EXTRA_PACKET\n", false },
		{ "ADJUST do_not_answer\n", false },
		{ "ADJUST from_zone\n", false },
		{ "DELAY 1s\n", false },
		{ "POKE 2 00\n", false },
		{ "TRUNCATE empty at 0\n", false },
		{ "SIZE 100 pad=after\n", false },
		{ "COOKIE always\n", false },
	};

	for (size_t i = 0; i < sizeof simple / sizeof *simple; i++) {
		struct scenarios list;
		char text[200];
		struct answer *a;

		snprintf(text, sizeof text, ENTRY("%s"), simple[i].lines);
		a = answer_fixed(scenario_text_load(&list, text), 0);
		ck_assert_msg((a != NULL) == simple[i].is_fixed, "%s", text);
		answer_release(a);
		scenarios_clear(&list);
	}
}
END_TEST

START_TEST(an_answer_outlives_it)
{
	struct scenarios list;
	struct responder *r =
	    responder_new(scenario_text_load(&list, ENTRY("ADJUST copy_id\n")));
	const struct asking a = { .question = "a. A" };
	struct reply reply = { 0 }, second = { 0 };
	struct writer w = { 0 };
	struct incoming in = asking_incoming(&a, &w);
	struct outgoing o;

	responder_answer(r, &in, &reply);
	w.octets[1] ^= 0xff;
	responder_answer(r, &in, &second);
	ck_assert_ptr_eq(reply.answer, second.answer); /* shared */
	responder_free(r);
	o = reply_packet(&reply, 0);
	ck_assert(o.sets_id && o.id == ASKING_ID && o.len == WIRE_HEADER);
	o = reply_packet(&second, 0);
	ck_assert_uint_eq(o.id, ASKING_ID ^ 0xff);
	reply_clear(&reply);
	reply_clear(&second);
	writer_clear(&w);
	scenarios_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("memo");
	TCase *tc = tcase_create("memo");

	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, nobody_sees_it);
	tcase_add_test(tc, it_remembers);
	tcase_add_test(tc, it_is_bounded);
	tcase_add_test(tc, simple_entries_have_one_answer);
	tcase_add_test(tc, an_answer_outlives_it);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
