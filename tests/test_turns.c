/* TIMES and CHANCE: what is counted together, what is drawn. */
#include "config.h"

#include <stdio.h>

#include "fakedns/counters.h"
#include "fakedns/turns.h"
#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/*
 * Words of ASKS, each a query: "a", "b" names, "A" the first in capitals; "m"
 * MX, "t" TCP, "s" server 1; "p" another port, "c" another client.
 */
static void
take_all(struct turns *t, const char *asks, char *out)
{
	for (; *asks != '\0'; asks++) {
		const struct asking a = { .question = *asks == 'b'   ? "b.x. A"
						      : *asks == 'A' ? "A.X. A"
						      : *asks == 'm' ? "a.x. MX"
								     : "a.x. A",
			.tcp = *asks == 't',
			.server = *asks == 's' };
		struct writer w = { 0 };
		struct incoming in = asking_incoming(&a, &w);

		in.client[17] = *asks == 'p';
		in.client[15] = *asks == 'c';
		*out++ = turns_take(t, 0, &in) ? '1' : '0';
		writer_clear(&w);
	}
	*out = '\0';
}

static const struct {
	const char *lines, *asks, *taken;
} cases[] = {
	{ "", "aaa", "111" },
	{ "TIMES 1\n", "aaa", "100" },
	{ "TIMES 2\n", "aaa", "010" },
	{ "TIMES 2-3\n", "aaaa", "0110" },
	{ "TIMES 3-\n", "aaaa", "0011" },
	{ "SKIP 2\n", "aaaa", "0011" },
	{ "TIMES 1\n", "aAbmtspc", "10111100" },
	{ "TIMES 1 of any\n", "abmtspc", "1000000" },
	{ "TIMES 1 of client\n", "aAbmtspc", "10000001" },
	{ "TIMES 1 of socket\n", "aAbmtspc", "10001011" },
	{ "TIMES 2 of client\n", "acac", "0011" },
	{ "CHANCE 100%\n", "aaaa", "1111" },
	{ "CHANCE 0%\n", "aaaa", "0000" },
};

START_TEST(counts_together)
{
	struct scenarios list;
	struct turns *t;
	char text[300], taken[20];

	snprintf(text, sizeof text,
	    SCENARIO("SERVER ::1\nSERVER ::2\n" ENTRY("%s")), cases[_i].lines);
	t = turns_new(scenario_text_load(&list, text));
	take_all(t, cases[_i].asks, taken);
	ck_assert_str_eq(taken, cases[_i].taken);
	ck_assert_int_eq(turns_matter(&list.v[0]->entries[0]),
	    strchr(cases[_i].taken, '0') != NULL);
	turns_free(t);
	scenarios_clear(&list);
}
END_TEST

/* Which of the first COUNT queries are taken. */
static void
draws(const char *lines, size_t count, char *out)
{
	char asks[2001];
	struct scenarios list;
	char *text;
	struct turns *t;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	fprintf(f, ENTRY("%s"), lines);
	fclose(f);
	memset(asks, 'a', count);
	asks[count] = '\0';
	t = turns_new(scenario_text_load(&list, text));
	take_all(t, asks, out);
	turns_free(t);
	scenarios_clear(&list);
	free(text);
}

static size_t
ones(const char *taken)
{
	size_t n = 0;

	for (; *taken != '\0'; taken++)
		n += *taken == '1';
	return n;
}

START_TEST(chance_depends_on_its_seed_alone)
{
	char one[2001], again[2001], other[2001];

	draws("CHANCE 30%\n", 2000, one);
	draws("CHANCE 30% seed=0\n", 2000, again);
	ck_assert_str_eq(one, again);
	ck_assert_uint_gt(ones(one), 500); /* 600 are wanted */
	ck_assert_uint_lt(ones(one), 700);
	draws("CHANCE 30% seed=1\n", 2000, other);
	ck_assert_str_ne(one, other);
	ck_assert_uint_gt(ones(other), 500);
	ck_assert_uint_lt(ones(other), 700);
	draws("CHANCE 0.125%\n", 2000, other);
	ck_assert_uint_lt(ones(other), 12);
	/* what TIMES keeps away is not drawn */
	draws("TIMES 11- of any\nCHANCE 30%\n", 1010, other);
	ck_assert_uint_eq(ones(other) - ones(other + 10), 0);
	ck_assert_mem_eq(other + 10, one, 1000);
	/* written down so that no run draws anything else */
	one[40] = '\0';
	ck_assert_str_eq(one, "0000001100100100011000100000011111000100");
}
END_TEST

START_TEST(counters_are_bounded)
{
	struct counters *c = counters_new();
	unsigned key;

	for (key = 0; key < COUNTERS_MAX; key++)
		ck_assert_uint_eq(counters_next(c, &key, sizeof key), 1);
	for (int i = 0; i < 3; i++) /* one too many */
		ck_assert_uint_eq(counters_next(c, &key, sizeof key), 1);
	for (key = 0; key < COUNTERS_MAX; key++)
		ck_assert_uint_eq(counters_next(c, &key, sizeof key), 2);
	key = 0;
	ck_assert_uint_eq(counters_next(c, &key, sizeof key), 3);
	counters_free(c);
}
END_TEST

START_TEST(a_key_is_all_its_octets)
{
	struct counters *c = counters_new();

	ck_assert_uint_eq(counters_next(c, "", 0), 1);
	ck_assert_uint_eq(counters_next(c, "\0", 1), 1);
	ck_assert_uint_eq(counters_next(c, "\0\0", 2), 1);
	ck_assert_uint_eq(counters_next(c, "\0", 1), 2);
	ck_assert_uint_eq(counters_next(c, "12345678", 8), 1);
	ck_assert_uint_eq(counters_next(c, "12345678\0", 9), 1);
	ck_assert_uint_eq(counters_next(c, "12345678", 8), 2);
	counters_free(c);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("turns");
	TCase *tc = tcase_create("turns");

	tcase_add_loop_test(tc, counts_together, 0, LEN(cases));
	tcase_add_test(tc, chance_depends_on_its_seed_alone);
	tcase_add_test(tc, counters_are_bounded);
	tcase_add_test(tc, a_key_is_all_its_octets);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
