#include "config.h"

#include "resolver-tests/clients/budget.h"
#include "tests/unit.h"

static const struct {
	const char *line;
	unsigned timeout_s, attempts, ndots;
} lines[] = {
	{ "nameserver 192.0.2.1\n", 5, 2, 1 },
	{ "options timeout:2 attempts:3 ndots:5\n", 2, 3, 5 },
	{ "options\ttimeout:2\tretrans:2000 retry:2\r\n", 2, 2, 1 },
	{ "options timeout:2 timeout:3", 3, 2, 1 },
	{ "options timeout:0 attempts:0 ndots:0", 1, 1, 0 },
	{ "options timeout:99999999999999999999 attempts:11 ndots:99", 60, 10,
	    15 },
	{ "options timeout:-1 attempts:x ndots:", 5, 2, 1 },
	{ "options rotate", 5, 2, 1 },
	{ "options", 5, 2, 1 },
	{ "optionstimeout:2 attempts:7", 5, 2, 1 },
	{ "# options timeout:2", 5, 2, 1 },
	{ "", 5, 2, 1 },
};

START_TEST(line)
{
	struct budget b;

	budget_init(&b);
	budget_read_line(&b, lines[_i].line);
	ck_assert_uint_eq(b.timeout_s, lines[_i].timeout_s);
	ck_assert_uint_eq(b.attempts, lines[_i].attempts);
	ck_assert_uint_eq(b.ndots, lines[_i].ndots);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("budget");
	TCase *tc = tcase_create("budget");

	tcase_add_loop_test(tc, line, 0, sizeof lines / sizeof lines[0]);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
