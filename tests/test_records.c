#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "resolver-tests/clients/emit.h"
#include "resolver-tests/clients/records.h"
#include "tests/unit.h"

/* h.example. as a question at offset 12, class IN, type A: 15 octets. */
#define HEAD "1234 8180 0001 "
#define QUESTION "01 68 07 6578616d706c65 00 0001 0001 "
#define SAID "raw id 1234\nflags qr rd ra\nrcode NOERROR\n"
#define ASKED "question h.example. IN A\n"
#define FIXED "0001 0000003c " /* class IN, TTL 60 */

static int
nibble(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* The octets that the hex digits of TEXT are; exactly allocated. */
static uint8_t *
unhex(const char *text, size_t *len)
{
	uint8_t *octets = malloc(strlen(text) / 2 + 1), *exact;
	size_t n = 0;

	ck_assert_ptr_nonnull(octets);
	for (; *text != '\0'; text++) {
		if (*text == ' ')
			continue;
		octets[n++] = (uint8_t)(nibble(text[0]) << 4 | nibble(text[1]));
		text++;
	}
	exact = malloc(n == 0 ? 1 : n);
	ck_assert_ptr_nonnull(exact);
	memcpy(exact, octets, n);
	free(octets);
	*len = n;
	return exact;
}

static const struct {
	const char *hex;
	const char *want;
} messages[] = {
	/* each way a record is written */
	{ HEAD "0001 0000 0000" QUESTION "c00c 0001 " FIXED "0004 c6336401",
	    SAID ASKED "answer h.example. 60 IN A 198.51.100.1\n" },
	{ HEAD "0001 0000 0000" QUESTION "c00c 001c " FIXED
	       "0010 20010db8000000000000000000000001",
	    SAID ASKED "answer h.example. 60 IN AAAA 2001:db8::1\n" },
	{ HEAD "0002 0000 0000" QUESTION "c00c 0005 " FIXED "0004 0178c00e"
	       "c027 000c " FIXED "0001 00",
	    SAID ASKED "answer h.example. 60 IN CNAME x.example.\n"
		       "answer x.example. 60 IN PTR .\n" },
	{ HEAD "0001 0001 0000" QUESTION "c00c 000f " FIXED "0004 000a c00e"
	       "c00e 0002 " FIXED "0002 c00c",
	    SAID ASKED "answer h.example. 60 IN MX 10 example.\n"
		       "authority example. 60 IN NS h.example.\n" },
	{ HEAD "0000 0001 0000" QUESTION "c00e 0006 " FIXED
	       "0018 c00c c00e 00000001 00000002 00000003 00000004 ffffffff",
	    SAID ASKED "authority example. 60 IN SOA h.example. example. "
		       "1 2 3 4 4294967295\n" },
	{ HEAD "0001 0000 0000" QUESTION "c00c 0010 " FIXED
	       "0008 03 612220 00 02 5cff",
	    SAID ASKED "answer h.example. 60 IN TXT \"a\\034 \" \"\" "
		       "\"\\\\\\255\"\n" },
	{ HEAD "0000 0000 0002" QUESTION "c00c ff00 0003 00000001 0002 beef"
	       "c00c 0021 fff0 00000001 0000",
	    SAID ASKED "additional h.example. 1 CH TYPE65280 \\# 2 beef\n"
		       "additional h.example. 1 CLASS65520 SRV \\# 0\n" },
	/* RDATA that does not fit its type */
	{ HEAD "0005 0000 0000" QUESTION "c00c 0001 " FIXED "0003 c63364"
	       "c00c 0005 " FIXED "0002 c0ff c00c 0005 " FIXED "0003 c00e00"
	       "c00c 0010 " FIXED "0002 0561 c00c 000f " FIXED "0001 00",
	    SAID ASKED "answer h.example. 60 IN A \\# 3 c63364\n"
		       "answer h.example. 60 IN CNAME \\# 2 c0ff\n"
		       "answer h.example. 60 IN CNAME \\# 3 c00e00\n"
		       "answer h.example. 60 IN TXT \\# 2 0561\n"
		       "answer h.example. 60 IN MX \\# 1 00\n" },
	/* header */
	{ "0000 ffff 0000 0000 0000 0000",
	    "raw id 0000\nflags qr aa tc rd ra z ad cd\nopcode 15\n"
	    "rcode RCODE15\n" },
	{ "0000 0003 0000 0000 0000 0000",
	    "raw id 0000\nflags none\nrcode NXDOMAIN\n" },
	/* an OPT record, its bits of the rcode included */
	{ HEAD "0000 0000 0001" QUESTION "00 0029 04d0 01008000 0002 abcd",
	    "raw id 1234\nflags qr rd ra\nrcode BADVERS\n" ASKED
	    "raw opt version=0 size=1232 flags=8000 rdata=abcd\n" },
	/* odd names */
	{ HEAD "0000 0000 0000 05 61 2e 5c 20 ff 00 0001 0001",
	    SAID "question a\\046\\\\\\032\\255. IN A\n" },
	/* what cannot be decoded, after what can */
	{ "1234 8180 0001 0000 0000 00", "malformed 0\n" },
	{ "", "malformed 0\n" },
	{ HEAD "0000 0000 0000", SAID "malformed 12\n" },
	{ HEAD "0000 0000 0000 c00c 0001 0001", SAID "malformed 12\n" },
	{ HEAD "0000 0000 0000 41 0001 0001", SAID "malformed 12\n" },
	{ HEAD "0000 0000 0000 c0", SAID "malformed 12\n" },
	{ HEAD "0000 0000 0000 00 0001 00", SAID "malformed 12\n" },
	{ HEAD "ffff 0000 0000" QUESTION "c00c 0001 " FIXED "0004 c6336401",
	    SAID ASKED "answer h.example. 60 IN A 198.51.100.1\n"
		       "malformed 43\n" },
	{ HEAD "0001 0000 0000" QUESTION "c00c 0001 " FIXED "0004 c63364",
	    SAID ASKED "malformed 27\n" },
	{ HEAD "0000 0000 0000" QUESTION "abcdef",
	    SAID ASKED "raw trailing 3\n" },
};

START_TEST(message)
{
	struct emit out = { 0 };
	size_t len;
	uint8_t *octets = unhex(messages[_i].hex, &len);

	records_emit(&out, octets, len);
	ck_assert_str_eq(out.text, messages[_i].want);
	emit_free(&out);
	free(octets);
}
END_TEST

/* Cut anywhere, and with every octet set to each of a few values. */
START_TEST(damage)
{
	static const uint8_t values[] = { 0x00, 0x3f, 0x40, 0xc0, 0xff };
	size_t len, i, v;
	uint8_t *octets = unhex(messages[_i].hex, &len), *cut;

	for (i = 0; i < len; i++) {
		struct emit out = { 0 };

		cut = malloc(i == 0 ? 1 : i);
		ck_assert_ptr_nonnull(cut);
		memcpy(cut, octets, i);
		records_emit(&out, cut, i);
		ck_assert_ptr_nonnull(strstr(out.text, "malformed"));
		emit_free(&out);
		free(cut);
	}
	for (i = 0; i < len; i++) {
		uint8_t old = octets[i];

		for (v = 0; v < sizeof values; v++) {
			struct emit out = { 0 };

			octets[i] = values[v];
			records_emit(&out, octets, len);
			emit_free(&out);
		}
		octets[i] = old;
	}
	free(octets);
}
END_TEST

/* A question of 126 labels of one octet, then one of LAST octets. */
static void
write_long_name(uint8_t octets[12 + 300], uint8_t last)
{
	size_t i;

	memset(octets, 0, 12 + 300);
	octets[5] = 1;
	memset(octets + 12, 1, 126 * 2);
	i = 12 + 126 * 2;
	octets[i] = last;
	memset(octets + i + 1, 1, last);
}

START_TEST(long_name)
{
	uint8_t octets[12 + 300];
	struct emit out = { 0 };

	write_long_name(octets, 1); /* 255 octets with the root, the longest */
	records_emit(&out, octets, 12 + 255 + 4);
	ck_assert_ptr_nonnull(strstr(out.text, "question \\001.\\001."));
	emit_free(&out);
	write_long_name(octets, 2);
	records_emit(&out, octets, 12 + 256 + 4);
	ck_assert_ptr_nonnull(strstr(out.text, "malformed 12\n"));
	emit_free(&out);
}
END_TEST

int
main(void)
{
	int count = sizeof messages / sizeof messages[0];
	Suite *s = suite_create("records");
	TCase *tc = tcase_create("records");

	tcase_add_loop_test(tc, message, 0, count);
	/* the last has octets too many: cutting them off mends it */
	tcase_add_loop_test(tc, damage, 0, count - 1);
	tcase_add_test(tc, long_name);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
