#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/edit.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* Two questions, two answers, a cut one, and three additional records. */
static struct layout_rr answers[] = {
	{ .owner = 19, .type = 21, .rdata = 31, .end = 35 },
	{ .owner = 35, .type = 37, .rdata = 47, .end = 51 },
	{ .owner = 51, .no_fields = true },
};
static struct layout_rr additional[] = {
	{ .owner = 53, .type = 54, .rdata = 64, .end = 72 },
	{ .owner = 72, .type = 73, .rdata = 83, .end = 83, .is_opt = true },
	{ .owner = 83, .type = 90, .rdata = 100, .end = 110, .is_opt = true },
};
static const struct layout some = { .question_type = 15,
	.rr = { answers, NULL, additional },
	.count = { 3, 0, 3 },
	.also_name = 19,
	.also_type = 21 };

static const struct {
	const char *field;
	int offset; /* -1: not there */
} fields[] = {
	{ "id", 0 },
	{ "flags", 2 },
	{ "qdcount", 4 },
	{ "ancount", 6 },
	{ "nscount", 8 },
	{ "arcount", 10 },
	{ "question[0].qname", 12 },
	{ "question[0].qtype", 15 },
	{ "question[0].qclass", 17 },
	{ "answer[0].owner", 19 },
	{ "answer[0].type", 21 },
	{ "answer[0].class", 23 },
	{ "answer[0].ttl", 25 },
	{ "answer[0].rdlength", 29 },
	{ "answer[0].rdata", 31 },
	{ "answer[1].owner", 35 },
	{ "answer[1].rdata", 47 },
	{ "answer[2].owner", 51 },
	{ "answer[2].type", -1 },
	{ "answer[2].rdata", -1 },
	{ "additional[0].ttl", 58 },
	{ "additional[1].ttl", 77 },
	{ "question[1].qname", 19 },
	{ "question[1].qtype", 21 },
	{ "question[1].qclass", 23 },
	{ "opt.owner", 72 },
	{ "opt.type", 73 },
	{ "opt.size", 75 },
	{ "opt.rcode", 77 },
	{ "opt.version", 78 },
	{ "opt.flags", 79 },
	{ "opt.rdlength", 81 },
	{ "opt.rdata", 83 },
	{ "opt[0].size", 75 },
	{ "opt[1].owner", 83 },
	{ "opt[1].size", 92 },
	{ "opt[2].size", -1 },
	{ "opt.ttl", -1 },
	{ "opt.class", -1 },
	{ "opt", -1 },
	{ "opt.", -1 },
	{ "opt.sizes", -1 },
	{ "additional[0].size", -1 },
	{ "answer[3].owner", -1 },
	{ "authority[0].owner", -1 },
	{ "additional[3].rdata", -1 },
	{ "question[2].qtype", -1 },
	{ "question[0].type", -1 },
	{ "question[0].qtypes", -1 },
	{ "answer[0].qname", -1 },
	{ "answer[0].type ", -1 },
	{ "answer[0]", -1 },
	{ "answer.type", -1 },
	{ "answers[0].type", -1 },
	{ "answer[-1].type", -1 },
	{ "answer[99999].type", -1 },
	{ "ID", -1 },
	{ "", -1 },
};

START_TEST(fields_have_offsets)
{
	size_t offset = 12345;
	int ret = edit_field(fields[_i].field, &some, &offset);

	ck_assert_int_eq(ret, fields[_i].offset == -1 ? -1 : 0);
	if (ret == 0)
		ck_assert_int_eq((int)offset, fields[_i].offset);
}
END_TEST

START_TEST(without_a_layout_any_record_may_be_there)
{
	size_t offset;

	ck_assert_int_eq(edit_field("authority[7].ttl", NULL, &offset), 0);
	ck_assert_int_eq(edit_field("question[0].qclass", NULL, &offset), 0);
	ck_assert_int_eq(edit_field("authority[7].size", NULL, &offset), -1);
	ck_assert_int_eq(edit_field("question[2].qtype", NULL, &offset), -1);
}
END_TEST

START_TEST(without_a_question_it_has_no_fields)
{
	const struct layout none = { 0 };
	size_t offset;

	ck_assert_int_eq(edit_field("question[0].qname", &none, &offset), -1);
	ck_assert_int_eq(edit_field("qdcount", &none, &offset), 0);
}
END_TEST

/* On the octets 00 11 22 33 44 55 and a layout with "answer[0].type" at 2. */
static const struct {
	enum edit_kind kind;
	const char *field;
	size_t offset;
	const char *octets;
	const char *want; /* NULL: refused, nothing changed */
} cases[] = {
	{ EDIT_POKE, NULL, 0, "ff", "ff1122334455" },
	{ EDIT_POKE, NULL, 4, "aabb", "00112233aabb" },
	{ EDIT_POKE, NULL, 5, "aabb", NULL },
	{ EDIT_POKE, NULL, 6, "aa", NULL },
	{ EDIT_POKE, NULL, 65535, "aa", NULL },
	{ EDIT_POKE, "answer[0].type", 0, "aabb", "0011aabb4455" },
	{ EDIT_POKE, "answer[1].type", 0, "aabb", NULL },
	{ EDIT_FLIP, NULL, 1, "80ff", "0091dd334455" },
	{ EDIT_FLIP, "flags", 0, "01", "001123334455" },
	{ EDIT_FLIP, NULL, 5, "0101", NULL },
	{ EDIT_CUT, NULL, 0, "", "" },
	{ EDIT_CUT, NULL, 2, "", "0011" },
	{ EDIT_CUT, NULL, 6, "", "001122334455" },
	{ EDIT_CUT, NULL, 7, "", NULL },
	{ EDIT_APPEND, NULL, 0, "6677", "0011223344556677" },
};

START_TEST(applies)
{
	static const char before[] = "001122334455";
	const char *want = cases[_i].want == NULL ? before : cases[_i].want;
	struct layout_rr rr = { .type = 2, .rdata = 4, .end = 6 };
	const struct layout layout = { .rr = { &rr }, .count = { 1 } };
	struct edit e = { .kind = cases[_i].kind, .offset = cases[_i].offset };
	struct writer w = { 0 }, octets = { 0 };
	char text[40] = "";
	size_t bad;

	wire_parse_hex(before, &w, &bad);
	wire_parse_hex(cases[_i].octets, &octets, &bad);
	e.field = cases[_i].field == NULL ? NULL : strdup(cases[_i].field);
	e.octets = octets.octets;
	e.len = octets.len;
	ck_assert_int_eq(edit_apply(&e, &layout, &w),
	    cases[_i].want == NULL ? -1 : 0);
	for (size_t i = 0; i < w.len; i++)
		snprintf(text + 2 * i, sizeof text - 2 * i, "%02x",
		    (unsigned)w.octets[i]);
	ck_assert_str_eq(text, want);
	free(e.field);
	writer_clear(&octets);
	writer_clear(&w);
}
END_TEST

/* So many bits and no others, behind the first octets, the same each time. */
START_TEST(mutates)
{
	static const size_t counts[] = { 1, 7, 64, 4000, 8 * 998 };
	size_t count = counts[_i], flipped = 0;
	struct writer w[2] = { { 0 }, { 0 } };

	for (size_t k = 0; k < 2; k++) {
		for (size_t i = 0; i < 1000; i++)
			writer_u8(&w[k], 0);
		ck_assert_int_eq(edit_mutate(&w[k], 2, count, 77), 0);
	}
	for (size_t i = 0; i < 1000; i++)
		flipped += (size_t)__builtin_popcount((unsigned)w[0].octets[i]);
	ck_assert_uint_eq(flipped, count);
	ck_assert_mem_eq(w[0].octets, "\0", 2);
	ck_assert_mem_eq(w[0].octets, w[1].octets, 1000);
	ck_assert_int_eq(edit_mutate(&w[1], 2, count, 78), 0);
	if (count < 8 * 998) /* another seed, other bits */
		ck_assert_mem_ne(w[0].octets, w[1].octets, 1000);
	ck_assert_int_eq(edit_mutate(&w[0], 2, 8 * 998 + 1, 1), -1);
	writer_clear(&w[0]);
	writer_clear(&w[1]);
}
END_TEST

/* As many of both halves, not the first ones only. */
START_TEST(mutates_everywhere)
{
	struct writer w = { 0 };
	int first = 0;

	for (size_t i = 0; i < 1000; i++)
		writer_u8(&w, 0);
	ck_assert_int_eq(edit_mutate(&w, 0, 1000, 3), 0);
	for (size_t i = 0; i < 500; i++)
		first += __builtin_popcount((unsigned)w.octets[i]);
	ck_assert_int_gt(first, 400);
	ck_assert_int_lt(first, 600);
	writer_clear(&w);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("edit");
	TCase *tc = tcase_create("edit");

	tcase_add_loop_test(tc, fields_have_offsets, 0, LEN(fields));
	tcase_add_test(tc, without_a_layout_any_record_may_be_there);
	tcase_add_test(tc, without_a_question_it_has_no_fields);
	tcase_add_loop_test(tc, applies, 0, LEN(cases));
	tcase_add_loop_test(tc, mutates, 0, 5);
	tcase_add_test(tc, mutates_everywhere);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
