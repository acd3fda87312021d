#include "config.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "resolver-tests/clients/address.h"
#include "tests/unit.h"

static const struct {
	const char *in;
	const char *want;
} texts[] = {
	/* RFC 5952 4.1, 4.2.1-4.2.3, 4.3, 5 */
	{ "2001:0db8::0001", "2001:db8::1" },
	{ "2001:db8:0:0:0:0:2:1", "2001:db8::2:1" },
	{ "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1" },
	{ "2001:0:0:1:0:0:0:1", "2001:0:0:1::1" },
	{ "2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1" },
	{ "0:0:0:10:0:0:0:10", "::10:0:0:0:10" },
	{ "2001:DB8::ABCD", "2001:db8::abcd" },
	{ "::ffff:192.0.2.1", "::ffff:192.0.2.1" },
	{ "::", "::" },
	{ "::1", "::1" },
	{ "1::", "1::" },
	{ "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8" },
	{ "1:2:3:4:5:6:0:0", "1:2:3:4:5:6::" },
	{ "0:0:3:4:5:6:7:8", "::3:4:5:6:7:8" },
	{ "0:2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8" },
	{ "fe80::1%1", "fe80::1%1" },
	{ "198.51.100.255", "198.51.100.255" },
};

START_TEST(text)
{
	struct args args = { .words = { texts[_i].in } };
	struct emit out = { 0 }, want = { 0 };
	struct address a;

	ck_assert_int_eq(address_parse(&args, 53, &a), 0);
	address_emit(&out, (struct sockaddr *)&a.storage);
	emit_line(&want, "address %s", texts[_i].want);
	ck_assert_str_eq(out.text, want.text);
	emit_free(&want);
	emit_free(&out);
}
END_TEST

static const char *const wrong[] = { "", "host", "1.2.3", "1.2.3.4%1", ":::",
	"1:2:3:4:5:6:7:8:9:1:2:3:4:5:6:7:8:9:1:2:3:4:5:6:7:8:9:1:2:3:4:5",
	NULL };

START_TEST(not_an_address)
{
	struct args args = { .words = { wrong[_i] } };
	struct address a;

	ck_assert_int_eq(address_parse(&args, 0, &a), -1);
	ck_assert_str_ne(args.error, "");
}
END_TEST

START_TEST(octets)
{
	struct emit out = { 0 };

	address_emit_octets(&out, AF_INET, "\1\2\3\4", 4);
	address_emit_octets(&out, 99, "\1\2\3\4", 4);
	address_emit_octets(&out, AF_INET6, "\1\2\3\4", 4);
	ck_assert_str_eq(out.text, "address 1.2.3.4\naddress \\# 4 01020304\n"
				   "address \\# 4 01020304\n");
	emit_free(&out);
}
END_TEST

START_TEST(hostent)
{
	char name[] = "h.example", alias[] = "other", address[] = "\1\2\3\4";
	char *aliases[] = { name, alias, NULL };
	char *addresses[] = { address, NULL };
	struct hostent h = { name, aliases, AF_INET, 4, addresses };
	struct emit out = { 0 };

	address_emit_hostent(&out, &h);
	ck_assert_str_eq(out.text, "name h.example\nraw alias h.example\n"
				   "alias other\naddress 1.2.3.4\n");
	emit_free(&out);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("address");
	TCase *tc = tcase_create("address");

	tcase_add_loop_test(tc, text, 0, sizeof texts / sizeof texts[0]);
	tcase_add_loop_test(tc, not_an_address, 0,
	    sizeof wrong / sizeof wrong[0]);
	tcase_add_test(tc, octets);
	tcase_add_test(tc, hostent);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
