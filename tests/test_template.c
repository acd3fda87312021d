#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "resolver-tests/template.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static const struct {
	const char *text, *want; /* NULL: an error */
} cases[] = {
	{ "a @name@ b\n", "a N b\n" },
	{ "a@b.example, @, @@ and @No@\n", "a@b.example, @, @@ and @No@\n" },
	{ "@missing@\n", NULL },
	{ "@if name\nyes\n@end\nend\n", "yes\nend\n" },
	{ "@if missing\n@missing@\n@end\nend\n", "end\n" },
	{ "@if !missing\nno\n@end\n", "no\n" },
	{ "@if !name\nno\n@end\n", "" },
	{ "@if name\n@if !missing\nin\n@end\nout\n@end\n", "in\nout\n" },
	{ "@if missing\n@if name\nin\n@end\nout\n@end\nx\n", "x\n" },
	{ "@each list\n@list@=@name@\n@end\n", "1=N\n2=N\n" },
	{ "@each missing\nx\n@end\n", "" },
	{ "@each list\n@if name\n@list@\n@end\n@end\n", "1\n2\n" },
	{ "@part nowhere\n", NULL },
};

START_TEST(a_file_is_filled_in)
{
	char dir[] = "/tmp/test_template.XXXXXX", path[64];
	struct template_values values = { 0 };
	struct text out = { 0 };
	struct error err = { 0 };
	FILE *f;
	int ret;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/one.in", dir);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fputs(cases[_i].text, f);
	fclose(f);
	template_set(&values, "name", "%s", "N");
	template_set(&values, "list", "%d", 1);
	template_set(&values, "list", "%d", 2);
	ret = template_fill(dir, "one", &values, &out, &err);
	if (cases[_i].want == NULL) {
		ck_assert_int_eq(ret, -1);
		ck_assert_str_ne(err.text, "");
	} else {
		ck_assert_int_eq(ret, 0);
		ck_assert_str_eq(out.s == NULL ? "" : out.s, cases[_i].want);
	}
	text_clear(&out);
	template_values_clear(&values);
	unlink(path);
	rmdir(dir);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("template");
	TCase *tc = tcase_create("fill");

	tcase_add_loop_test(tc, a_file_is_filled_in, 0, LEN(cases));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
