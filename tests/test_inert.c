#include "config.h"

#include "resolver-tests/inert.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static const struct {
	const char *text, *plain, *code, *prose;
} cases[] = {
	{ "", "", "", "" },
	{ "ok 20+0", "ok 20+0", "`ok 20+0`", "ok 20\\+0" },
	/* terminals */
	{ "a\033[31mb", "a\\027[31mb", "`a\\027[31mb`", "a\\\\027\\[31mb" },
	{ "a\nb\r\t\177", "a\\010b\\013\\009\\127", "`a\\010b\\013\\009\\127`",
	    "a\\\\010b\\\\013\\\\009\\\\127" },
	{ "a\302\233b", "a\\194\\155b", "`a\\194\\155b`", "a\\\\194\\\\155b" },
	/* what turns the direction, or is not seen */
	{ "\342\200\256x", "\\226\\128\\174x", "`\\226\\128\\174x`",
	    "\\\\226\\\\128\\\\174x" },
	{ "x\342\201\246", "x\\226\\129\\166", "`x\\226\\129\\166`",
	    "x\\\\226\\\\129\\\\166" },
	{ "x\342\200\213", "x\\226\\128\\139", "`x\\226\\128\\139`",
	    "x\\\\226\\\\128\\\\139" },
	{ "\360\237\230\200 \303\251", "\360\237\230\200 \303\251",
	    "`\360\237\230\200 \303\251`", "\360\237\230\200 \303\251" },
	/* no UTF-8: cut, too long, a surrogate, beyond the last */
	{ "\303", "\\195", "`\\195`", "\\\\195" },
	{ "\342\202", "\\226\\130", "`\\226\\130`", "\\\\226\\\\130" },
	{ "\300\257", "\\192\\175", "`\\192\\175`", "\\\\192\\\\175" },
	{ "\355\240\200", "\\237\\160\\128", "`\\237\\160\\128`",
	    "\\\\237\\\\160\\\\128" },
	{ "\364\220\200\200", "\\244\\144\\128\\128", "`\\244\\144\\128\\128`",
	    "\\\\244\\\\144\\\\128\\\\128" },
	{ "\377x", "\\255x", "`\\255x`", "\\\\255x" },
	/* Markdown */
	{ "a`b|c", "a`b|c", "`a\\096b\\124c`", "a\\`b\\|c" },
	{ "<b>*x*</b>", "<b>*x*</b>", "`<b>*x*</b>`",
	    "\\<b\\>\\*x\\*\\<\\/b\\>" },
	{ "see @me, #1.", "see @me, #1.", "`see @me, #1.`",
	    "see \\@&#8203;me, \\#1." },
	{ "1. one", "1. one", "`1. one`", "1\\. one" },
	{ "- one", "- one", "`- one`", "\\- one" },
	{ "a_b _c_ a-b", "a_b _c_ a-b", "`a_b _c_ a-b`", "a_b \\_c\\_ a-b" },
	{ "a: (RFC 7766). :b:", "a: (RFC 7766). :b:", "`a: (RFC 7766). :b:`",
	    "a: (RFC 7766). \\:b:" },
	{ "resolv.conf: attempts:0", "resolv.conf: attempts:0",
	    "`resolv.conf: attempts:0`", "resolv.conf: attempts:0" },
	{ "x:a:b mailto:", "x:a:b mailto:", "`x:a:b mailto:`",
	    "x\\:a:b mailto:" },
	{ "TCP/UDP 1.2.3 //x", "TCP/UDP 1.2.3 //x", "`TCP/UDP 1.2.3 //x`",
	    "TCP/UDP 1.2.3 \\/\\/x" },
	{ "it ends. So", "it ends. So", "`it ends. So`", "it ends. So" },
	{ "www.x http://y", "www.x http://y", "`www.x http://y`",
	    "www\\.x http\\:\\/\\/y" },
};

START_TEST(text_does_nothing)
{
	struct text code = { 0 }, prose = { 0 };
	char *plain = inert_text(cases[_i].text), *got;

	ck_assert_str_eq(plain, cases[_i].plain);
	free(plain);
	inert_add_code(&code, cases[_i].text);
	got = text_take(&code);
	ck_assert_str_eq(got, cases[_i].code);
	free(got);
	inert_add_prose(&prose, cases[_i].text);
	got = text_take(&prose);
	ck_assert_str_eq(got, cases[_i].prose);
	free(got);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("inert");
	TCase *t = tcase_create("inert");

	tcase_add_loop_test(t, text_does_nothing, 0, LEN(cases));
	suite_add_tcase(s, t);
	return unit_run(s);
}
