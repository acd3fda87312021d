#include "config.h"

#include <stdio.h>
#include <string.h>

#include "fakedns/name.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define L63 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define L61 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define NAME_255 L63 "." L63 "." L63 "." L61 "."

static struct name
named(const char *text)
{
	const char *why = "";
	struct name name = { 0 };

	ck_assert_msg(name_parse(text, &name_root, &name, &why) == 0, "%s: %s",
	    text, why);
	return name;
}

static const struct {
	const char *text, *formatted; /* below origin Org. */
} good_text[] = {
	{ ".", "." },
	{ "@", "Org." },
	{ "a", "a.Org." },
	{ "Www.Example.", "Www.Example." },
	{ "a.b", "a.b.Org." },
	{ "\\000\\255.", "\\000\\255." },
	{ "\\097.", "a." },
	{ "a\\.b.", "a\\.b." },
	{ "a\\046b.", "a\\.b." },
	{ "a\\ b.", "a\\032b." },
	{ "\\@", "\\@.Org." },
	{ "*._tcp.x-1.", "*._tcp.x-1." },
	{ L63 ".", L63 "." },
	{ NAME_255, NAME_255 },
};

START_TEST(parses_and_formats)
{
	struct name origin = named("Org."), name;
	char buf[NAME_TEXT_MAX];
	const char *why;

	ck_assert_int_eq(name_parse(good_text[_i].text, &origin, &name, &why),
	    0);
	ck_assert_str_eq(name_format(&name, buf), good_text[_i].formatted);
}
END_TEST

static const struct {
	const char *text, *why;
} bad_text[] = {
	{ "", "empty" },
	{ "..", "empty" },
	{ ".a.", "empty" },
	{ "a..b.", "empty" },
	{ "a\\", "backslash" },
	{ "a\\1b.", "three digits" },
	{ "a\\256.", "over 255" },
	{ L63 "a.", "over 63" },
	{ "b" NAME_255, "over 63" },
	{ "b." NAME_255, "over 255" },
	{ L63 "." L63 "." L63 "." L61, "over 255" },
	{ L63 "." L63 "." L63 "." L61 "aa", "over 255" },
};

START_TEST(says_why_text_is_no_name)
{
	struct name origin = named("org."), name;
	const char *why = "";

	ck_assert_int_eq(name_parse(bad_text[_i].text, &origin, &name, &why),
	    -1);
	ck_assert_msg(strstr(why, bad_text[_i].why) != NULL,
	    "\"%s\" does not say \"%s\"", why, bad_text[_i].why);
}
END_TEST

START_TEST(longest_text_fits)
{
	char text[NAME_TEXT_MAX], buf[NAME_TEXT_MAX];
	struct name name;
	char *p = text;

	for (int i = 1; i <= 254; i++)
		p += i % 64 == 0 || i == 254 ? sprintf(p, ".")
					     : sprintf(p, "\\200");
	name = named(text);
	ck_assert_uint_eq(name.len, 255);
	ck_assert_str_eq(name_format(&name, buf), text);
}
END_TEST

#define MESSAGE(s) s, sizeof(s) - 1

static const struct {
	const char *octets;
	size_t len, at;
	const char *text; /* NULL: bad */
	size_t end;
} wires[] = {
	{ MESSAGE("\000"), 0, ".", 1 },
	{ MESSAGE("\001a\002bc\000"), 0, "a.bc.", 6 },
	{ MESSAGE("\002bc\000\001a\300\000xx"), 4, "a.bc.", 8 },
	{ MESSAGE("\002bc\000\001a\300\000\300\004"), 8, "a.bc.", 10 },
	{ MESSAGE("\000\300\000"), 1, ".", 3 },
	/* cut off */
	{ MESSAGE(""), 0, NULL, 0 },
	{ MESSAGE("\001"), 0, NULL, 0 },
	{ MESSAGE("\001a"), 0, NULL, 0 },
	{ MESSAGE("\000\300"), 1, NULL, 0 },
	/* loops: to itself, to its own start, forward, two that point back */
	{ MESSAGE("\300\000"), 0, NULL, 0 },
	{ MESSAGE("\001a\300\000"), 0, NULL, 0 },
	{ MESSAGE("\300\002\000"), 0, NULL, 0 },
	{ MESSAGE("\300\002\300\000"), 2, NULL, 0 },
	{ MESSAGE("\300\377"), 0, NULL, 0 },
	/* label types of RFC 1035 that do not exist */
	{ MESSAGE("\100aaaa\000"), 0, NULL, 0 },
	{ MESSAGE("\200aaaa\000"), 0, NULL, 0 },
};

START_TEST(reads_wire)
{
	char buf[NAME_TEXT_MAX];
	struct reader r;
	struct name name;

	reader_init(&r, wires[_i].octets, wires[_i].len);
	r.pos = wires[_i].at;
	name_read(&r, &name);
	ck_assert_int_eq(r.bad, wires[_i].text == NULL);
	if (wires[_i].text != NULL) {
		ck_assert_str_eq(name_format(&name, buf), wires[_i].text);
		ck_assert_uint_eq(r.pos, wires[_i].end);
	}
}
END_TEST

/* Three labels of 63 octets, one of LAST octets, the root. */
static size_t
make_long(uint8_t octets[300], uint8_t last)
{
	size_t len = 0;

	memset(octets, 'a', 300);
	for (int i = 0; i < 3; i++, len += 64)
		octets[len] = 63;
	octets[len] = last;
	len += last + 1U;
	octets[len++] = 0;
	return len;
}

START_TEST(reads_up_to_255_octets)
{
	uint8_t octets[300];
	struct reader r;
	struct name name;

	reader_init(&r, octets, make_long(octets, 61));
	name_read(&r, &name);
	ck_assert(!r.bad);
	ck_assert_uint_eq(name.len, 255);
	for (uint8_t last = 62; last <= 63; last++) {
		reader_init(&r, octets, make_long(octets, last));
		name_read(&r, &name);
		ck_assert(r.bad);
		ck_assert(name_equal(&name, &name_root));
	}
}
END_TEST

START_TEST(pointers_make_no_name_overlong)
{
	uint8_t octets[300];
	size_t len = make_long(octets, 60);
	struct reader r;
	struct name name;

	memcpy(octets + len, "\001a\300\000", 4);
	reader_init(&r, octets, len + 4);
	r.pos = len;
	name_read(&r, &name);
	ck_assert(r.bad);
}
END_TEST

/* Whatever the octets, it ends and stays inside them. */
START_TEST(reads_garbage)
{
	uint8_t octets[64];
	unsigned seed = 1;
	struct reader r;
	struct name name;

	for (int round = 0; round < 20000; round++) {
		for (size_t i = 0; i < sizeof octets; i++) {
			seed = seed * 1103515245U + 12345U;
			octets[i] = (uint8_t)(seed >> 16);
			if (seed >> 30 == 0)
				octets[i] |= 0xc0;
			else if (seed >> 30 == 1)
				octets[i] &= 0x07;
		}
		reader_init(&r, octets, sizeof octets);
		r.pos = (size_t)round % sizeof octets;
		name_read(&r, &name);
		ck_assert(r.bad || r.pos <= sizeof octets);
		ck_assert_uint_ge(name.len, 1);
	}
}
END_TEST

START_TEST(case_does_not_matter)
{
	struct name a = named("wWw.EXAMPLE."), b = named("WwW.example.");
	struct name bracket = named("["), brace = named("{");

	ck_assert(name_equal(&a, &b));
	ck_assert_uint_eq(name_hash(&a), name_hash(&b));
	ck_assert(!name_equal(&bracket, &brace));
}
END_TEST

static const struct {
	const char *name, *parent;
	bool below;
} pairs[] = {
	{ "a.example.", "example.", true },
	{ "A.EXAMPLE.", "example.", true },
	{ "example.", "example.", true },
	{ "example.", ".", true },
	{ ".", ".", true },
	{ "example.", "a.example.", false },
	{ "xexample.", "example.", false },
	{ "a\\.example.", "example.", false },
	{ "a.example.org.", "example.", false },
};

START_TEST(below)
{
	struct name name = named(pairs[_i].name);
	struct name parent = named(pairs[_i].parent);

	ck_assert_int_eq(name_is_below(&name, &parent), pairs[_i].below);
}
END_TEST

START_TEST(labels_and_parents)
{
	struct name name = named("a.b.c."), up;

	ck_assert_uint_eq(name_labels(&name), 3);
	name_parent(&name, &up);
	ck_assert_uint_eq(name_labels(&up), 2);
	name_parent(&up, &up);
	name_parent(&up, &up);
	ck_assert(name_equal(&up, &name_root));
	name_parent(&up, &up);
	ck_assert(name_equal(&up, &name_root));
	ck_assert_uint_eq(name_labels(&up), 0);
}
END_TEST

START_TEST(replaces_a_suffix)
{
	struct name name = named("a.b.Example."), from = named("example.");
	struct name to = named("x.Org."), out;
	char buf[NAME_TEXT_MAX];

	ck_assert_int_eq(name_replace_suffix(&name, &from, &to, &out), 0);
	ck_assert_str_eq(name_format(&out, buf), "a.b.x.Org.");
	ck_assert_int_eq(name_replace_suffix(&name, &from, &name_root, &out),
	    0);
	ck_assert_str_eq(name_format(&out, buf), "a.b.");
}
END_TEST

START_TEST(replaces_no_suffix_by_too_much)
{
	struct name name = named("abc.b."), from = named("b."), out;
	struct name fits = named(L63 "." L63 "." L63 ".aaaaaaaaaaaaaaaaaaaaaaaa"
				     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.");
	struct name over = named(L63 "." L63 "." L63 ".aaaaaaaaaaaaaaaaaaaaaaaa"
				     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.");

	ck_assert_int_eq(name_replace_suffix(&name, &from, &fits, &out), 0);
	ck_assert_uint_eq(out.len, 255);
	ck_assert_int_eq(name_replace_suffix(&name, &from, &over, &out), -1);
}
END_TEST

START_TEST(wildcard)
{
	struct name parent = named("Example."), longest = named(NAME_255), out;
	char buf[NAME_TEXT_MAX];

	ck_assert_int_eq(name_wildcard(&parent, &out), 0);
	ck_assert_str_eq(name_format(&out, buf), "*.Example.");
	ck_assert_int_eq(name_wildcard(&longest, &out), -1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("name");
	TCase *tc = tcase_create("name");

	tcase_add_loop_test(tc, parses_and_formats, 0, LEN(good_text));
	tcase_add_loop_test(tc, says_why_text_is_no_name, 0, LEN(bad_text));
	tcase_add_test(tc, longest_text_fits);
	tcase_add_loop_test(tc, reads_wire, 0, LEN(wires));
	tcase_add_test(tc, reads_up_to_255_octets);
	tcase_add_test(tc, pointers_make_no_name_overlong);
	tcase_add_test(tc, reads_garbage);
	tcase_add_test(tc, case_does_not_matter);
	tcase_add_loop_test(tc, below, 0, LEN(pairs));
	tcase_add_test(tc, labels_and_parents);
	tcase_add_test(tc, replaces_a_suffix);
	tcase_add_test(tc, replaces_no_suffix_by_too_much);
	tcase_add_test(tc, wildcard);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
