#include "config.h"

#include <stdio.h>

#include "fakedns/padding.h"
#include "tests/records.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* Question "pad.example. A" and one answer: 29 and 16 octets. */
enum { SHORTEST = 45, OWNER = 13, OVERHEAD = 12, ROOT_OVERHEAD = 11 };

static void
fill(struct message *m)
{
	m->has_question = true;
	m->question = (struct question){ .name = records_name("pad.example."),
		.type = RR_A,
		.class = RR_CLASS_IN };
	records_add(&m->sections[SECTION_ANSWER], "pad.example. A 192.0.2.1");
}

static size_t
encoded(const struct message *m, enum compress compress, struct writer *w)
{
	message_encode(m, compress, w, NULL);
	return w->len;
}

static void
check_order(const struct message *m, enum pad where)
{
	const struct rrs *answer = &m->sections[SECTION_ANSWER];
	const struct rrs *additional = &m->sections[SECTION_ADDITIONAL];

	if (where == PAD_ADDITIONAL) {
		ck_assert_uint_eq(answer->count, 1);
		ck_assert_uint_eq(additional->count, 1);
		ck_assert_uint_eq(additional->v[0].type, 65280);
		ck_assert_uint_eq(additional->v[0].owner.len, 1);
		return;
	}
	ck_assert_uint_eq(additional->count, 0);
	for (size_t i = 0; i < answer->count; i++) {
		bool honest =
		    where == PAD_BEFORE ? i + 1 == answer->count : i == 0;

		ck_assert_uint_eq(answer->v[i].type, honest ? RR_A : RR_TXT);
		ck_assert(name_equal(&answer->v[i].owner, &m->question.name));
		ck_assert_uint_le(answer->v[i].rdlen, 3000);
	}
}

static const size_t sizes[] = { SHORTEST + OVERHEAD + 1, 100, 300, 312, 313,
	314, 511, 512, 513, 600, 1232, 3056, 3057, 3058, 3059, 3069, 3070, 4096,
	4801, 6081, 6082, 16383, 16384, 16400, 40000, 65534, 65535 };

START_TEST(reaches_the_size)
{
	size_t size = sizes[(size_t)_i / 9];
	enum pad where = (enum pad)(_i % 3);
	enum compress compress = (enum compress)(_i / 3 % 3);
	struct message m = { 0 };
	struct writer w = { 0 };
	char *text;

	if (compress == COMPRESS_NONE)
		size += size < 100 ? 2 * (OWNER - 2) : 0;
	fill(&m);
	ck_assert_int_eq(padding_add(&m, size, where, compress), 0);
	ck_assert_uint_eq(encoded(&m, compress, &w), size);
	check_order(&m, where);
	text = records_decode(w.octets, w.len);
	ck_assert_ptr_nonnull(
	    strstr(text, "an pad.example. 60 IN A 192.0.2.1\n"));
	free(text);
	writer_clear(&w);
	message_clear(&m);
}
END_TEST

/* Every size from the first that can be had to two full records. */
START_TEST(every_size)
{
	for (size_t size = SHORTEST; size < 7000; size++) {
		size_t extra = size - SHORTEST;
		struct message m = { 0 };
		struct writer w = { 0 };
		int ret;

		fill(&m);
		ret = padding_add(&m, size, (enum pad)_i, COMPRESS_RFC1035);
		encoded(&m, COMPRESS_RFC1035, &w);
		if (extra == 0 ||
		    extra > (_i == PAD_ADDITIONAL ? ROOT_OVERHEAD : OVERHEAD)) {
			ck_assert_int_eq(ret, 0);
			ck_assert_uint_eq(w.len, size);
		} else {
			ck_assert_int_eq(ret, -1);
			ck_assert_uint_eq(w.len, SHORTEST);
		}
		writer_clear(&w);
		message_clear(&m);
	}
}
END_TEST

START_TEST(cannot_shrink)
{
	struct message m = { 0 };

	fill(&m);
	for (int where = PAD_BEFORE; where <= PAD_ADDITIONAL; where++)
		ck_assert_int_eq(padding_add(&m, SHORTEST - 1, (enum pad)where,
				     COMPRESS_RFC1035),
		    -1);
	ck_assert_uint_eq(m.sections[SECTION_ANSWER].count, 1);
	ck_assert_uint_eq(m.sections[SECTION_ADDITIONAL].count, 0);
	message_clear(&m);
}
END_TEST

START_TEST(counts_the_opt_and_needs_no_question)
{
	struct message m = { .edns = { .present = true, .udp_size = 1232 } };
	struct writer w = { 0 };

	ck_assert_int_eq(padding_add(&m, 600, PAD_AFTER, COMPRESS_RFC1035), 0);
	ck_assert_uint_eq(encoded(&m, COMPRESS_RFC1035, &w), 600);
	ck_assert_uint_eq(m.sections[SECTION_ANSWER].v[0].owner.len, 1);
	writer_clear(&w);
	message_clear(&m);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("padding");
	TCase *tc = tcase_create("padding");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, reaches_the_size, 0, 9 * LEN(sizes));
	tcase_add_loop_test(tc, every_size, 0, 3);
	tcase_add_test(tc, cannot_shrink);
	tcase_add_test(tc, counts_the_opt_and_needs_no_question);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
