#include "config.h"

#include "resolver-tests/version.h"
#include "tests/unit.h"

static const struct {
	const char *a, *b;
	int order;
} orders[] = {
	{ "1.2.3", "1.2.3", 0 },
	{ "1.2.3", "1.2.5", -1 },
	{ "1.2.10", "1.2.9", 1 },
	{ "2.36", "2.36.0", 0 },
	{ "2.36", "2.4", 1 },
	{ "1.2", "1.2.1", -1 },
	{ "1.2.5_git", "1.2.5", 1 },
	{ "1.2.5_git", "1.2.6", -1 },
	{ "10", "9", 1 },
};

START_TEST(compares)
{
	int order = version_compare(orders[_i].a, orders[_i].b);
	int back = version_compare(orders[_i].b, orders[_i].a);

	ck_assert_int_eq((order > 0) - (order < 0), orders[_i].order);
	ck_assert_int_eq((back > 0) - (back < 0), -orders[_i].order);
}
END_TEST

static const struct {
	const char *version, *range;
	bool in;
} ranges[] = {
	{ "1.2.3", "*", true },
	{ "1.2.3", "1.2.3", true },
	{ "1.2.3", "=1.2.3", true },
	{ "1.2.4", "1.2.3", false },
	{ "1.2.3", ">=1.2.4", false },
	{ "1.2.4", ">=1.2.4", true },
	{ "1.2.10", ">=1.2.4", true },
	{ "1.2.3", "<1.2.4", true },
	{ "1.2.4", "<1.2.4", false },
	{ "1.2.4", "<=1.2.4", true },
	{ "1.2.4", ">1.2.4", false },
	{ "1.2.1", ">=1.2.2,<1.2.5", false },
	{ "1.2.2", ">=1.2.2,<1.2.5", true },
	{ "1.2.4", ">=1.2.2,<1.2.5", true },
	{ "1.2.5", ">=1.2.2,<1.2.5", false },
};

START_TEST(ranges_hold)
{
	ck_assert_ptr_null(version_range_fault(ranges[_i].range));
	ck_assert_int_eq(version_in_range(ranges[_i].version, ranges[_i].range),
	    ranges[_i].in);
}
END_TEST

static const char *const faulty[] = { "", ">=", ">=1.2.2,", ",1", "**", "musl",
	">= 1.2", "1.2.3 ", ">=1.2.2, <1.2.5",
	"1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.21.22.23.24.25" };

START_TEST(faults_are_told)
{
	ck_assert_ptr_nonnull(version_range_fault(faulty[_i]));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("version");
	TCase *t = tcase_create("version");

	tcase_add_loop_test(t, compares, 0,
	    (int)(sizeof orders / sizeof *orders));
	tcase_add_loop_test(t, ranges_hold, 0,
	    (int)(sizeof ranges / sizeof *ranges));
	tcase_add_loop_test(t, faults_are_told, 0,
	    (int)(sizeof faulty / sizeof *faulty));
	suite_add_tcase(s, t);
	return unit_run(s);
}
