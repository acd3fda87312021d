#include "config.h"

#include <string.h>

#include <jansson.h>

#include "fakedns/journal.h"
#include "tests/records.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* The event as JSON, which must parse; json_decref() releases it. */
static json_t *
parsed(const struct journal_event *e)
{
	char *text = journal_format(e);
	json_error_t error;
	json_t *o = json_loads(text, JSON_REJECT_DUPLICATES, &error);

	ck_assert_msg(o != NULL, "%s: %s", text, error.text);
	ck_assert(json_is_object(o));
	ck_assert_ptr_null(strchr(text, '\n'));
	free(text);
	return o;
}

static const char *
text_of(const json_t *o, const char *key)
{
	const char *text = json_string_value(json_object_get(o, key));

	return text == NULL ? "" : text;
}

static json_int_t
number_of(const json_t *o, const char *key)
{
	const json_t *n = json_object_get(o, key);

	ck_assert_msg(json_is_integer(n), "%s", key);
	return json_integer_value(n);
}

static const struct {
	enum journal_kind kind;
	const char *name;
} kinds[] = {
	{ JOURNAL_QUERY, "query" },
	{ JOURNAL_REPLY, "reply" },
	{ JOURNAL_DROP, "drop" },
	{ JOURNAL_ACCEPT, "accept" },
	{ JOURNAL_FIN, "fin" },
	{ JOURNAL_RESET, "reset" },
	{ JOURNAL_STALL, "stall" },
	{ JOURNAL_EOF, "eof" },
	{ JOURNAL_ABORTED, "aborted" },
	{ JOURNAL_TROUBLE, "trouble" },
};

START_TEST(events_of_a_connection)
{
	struct journal_event e = { .kind = kinds[_i].kind,
		.us = 123456789012345,
		.server = "fe80::1%lo",
		.tcp = _i % 2,
		.client_port = 65535 };
	json_t *o = parsed(&e);

	ck_assert_str_eq(text_of(o, "event"), kinds[_i].name);
	ck_assert_int_eq(number_of(o, "us"), 123456789012345);
	ck_assert_str_eq(text_of(o, "server"), "fe80::1%lo");
	ck_assert_str_eq(text_of(o, "transport"), _i % 2 ? "tcp" : "udp");
	ck_assert_int_eq(number_of(o, "port"), 65535);
	ck_assert_uint_eq(json_object_size(o), 5);
	json_decref(o);
}
END_TEST

/* A message with one question and two answers. */
static json_t *
described(struct message *m, struct journal_event *e)
{
	struct writer w = { 0 };
	json_t *o;

	m->id = 0xfffe;
	message_encode(m, COMPRESS_RFC1035, &w, NULL);
	e->has_message = true;
	e->octets = w.octets;
	e->len = w.len;
	e->server = "127.0.0.1";
	o = parsed(e);
	writer_clear(&w);
	message_clear(m);
	return o;
}

START_TEST(events_with_a_message)
{
	struct message m = { .flags = 0xffff, .has_question = true };
	struct journal_event e = { .kind = JOURNAL_REPLY, .rule = "zone" };
	json_t *o;

	m.question = (struct question){ .name = records_name("Www.example."),
		.type = RR_AAAA };
	records_add(&m.sections[SECTION_ANSWER], "a. A 1.2.3.4\na. A 1.2.3.5");
	o = described(&m, &e);
	ck_assert_int_eq(number_of(o, "octets"), 29 + 17 + 16);
	ck_assert_int_eq(number_of(o, "id"), 0xfffe);
	ck_assert_str_eq(text_of(o, "flags"), "qr aa tc rd ra ad cd");
	ck_assert_int_eq(number_of(o, "rcode"), 15);
	ck_assert_int_eq(number_of(o, "answers"), 2);
	ck_assert_str_eq(text_of(o, "name"), "Www.example.");
	ck_assert_str_eq(text_of(o, "type"), "AAAA");
	ck_assert_str_eq(text_of(o, "rule"), "zone");
	json_decref(o);
}
END_TEST

static const struct {
	uint16_t flag;
	const char *name;
} flags[] = {
	{ FLAG_QR, "qr" },
	{ FLAG_AA, "aa" },
	{ FLAG_TC, "tc" },
	{ FLAG_RD, "rd" },
	{ FLAG_RA, "ra" },
	{ FLAG_AD, "ad" },
	{ FLAG_CD, "cd" },
	{ FLAG_OPCODE | 0x40, "" },
};

START_TEST(each_flag_has_its_name)
{
	struct message m = { .flags = flags[_i].flag };
	struct journal_event e = { 0 };
	json_t *o = described(&m, &e);

	ck_assert_str_eq(text_of(o, "flags"), flags[_i].name);
	ck_assert_ptr_null(json_object_get(o, "name"));
	ck_assert_int_eq(number_of(o, "rcode"), 0);
	json_decref(o);
}
END_TEST

/* Shorter than a header, or with a question that cannot be read. */
static const struct {
	const char *octets;
	size_t len;
	int id, answers;
} broken[] = {
	{ "", 0, 0, 0 },
	{ "\x12", 1, 0, 0 },
	{ "\x12\x34", 2, 0x1234, 0 },
	{ "\x12\x34\1\0\0\1\0", 7, 0x1234, 0 },
	{ "\x12\x34\1\0\0\1\0\7", 8, 0x1234, 7 },
	{ "\x12\x34\1\0\0\1\0\7\0\0\0\0", 12, 0x1234, 7 },
	{ "\x12\x34\1\0\0\1\0\7\0\0\0\0\300\14\0\1\0\1", 18, 0x1234, 7 },
	{ "\x12\x34\1\0\0\0\0\7\0\0\0\0\1a\0\0\1\0\1", 19, 0x1234, 7 },
};

START_TEST(messages_that_are_none)
{
	struct journal_event e = { .server = "::1" };
	uint8_t *octets = malloc(broken[_i].len);
	json_t *o;

	memcpy(octets, broken[_i].octets, broken[_i].len);
	e.has_message = true;
	e.octets = octets;
	e.len = broken[_i].len;
	o = parsed(&e);
	free(octets);
	ck_assert_int_eq(number_of(o, "octets"), (json_int_t)broken[_i].len);
	ck_assert_int_eq(number_of(o, "id"), broken[_i].id);
	ck_assert_int_eq(number_of(o, "answers"), broken[_i].answers);
	ck_assert_ptr_null(json_object_get(o, "name"));
	json_decref(o);
}
END_TEST

static const struct {
	const char *rule, *want;
} rules[] = {
	{ "a/b.scn:12", "a/b.scn:12" },
	{ "", "" },
	{ "\"quoted\" \\ back", "\"quoted\" \\ back" },
	{ "tab\there\nline\r\001\037\177", "tab\there\nline\r\001\037\177" },
	/* octets outside ASCII stand for themselves as Latin-1 */
	{ "\303\244", "\303\203\302\244" },
	{ "/</script>", "/</script>" },
};

START_TEST(text_is_escaped)
{
	struct journal_event e = { .server = "::1", .rule = rules[_i].rule };
	json_t *o = parsed(&e);

	ck_assert_str_eq(text_of(o, "rule"), rules[_i].want);
	json_decref(o);
}
END_TEST

START_TEST(names_are_escaped)
{
	struct message m = { .has_question = true };
	struct journal_event e = { 0 };
	json_t *o;

	m.question.name = records_name("a\\\"\\\\\\010\\255\\.b.");
	m.question.type = 65280;
	o = described(&m, &e);
	ck_assert_str_eq(text_of(o, "name"), "a\\\"\\\\\\010\\255\\.b.");
	ck_assert_str_eq(text_of(o, "type"), "TYPE65280");
	json_decref(o);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("journal");
	TCase *tc = tcase_create("journal");

	tcase_add_loop_test(tc, events_of_a_connection, 0, LEN(kinds));
	tcase_add_test(tc, events_with_a_message);
	tcase_add_loop_test(tc, each_flag_has_its_name, 0, LEN(flags));
	tcase_add_loop_test(tc, messages_that_are_none, 0, LEN(broken));
	tcase_add_loop_test(tc, text_is_escaped, 0, LEN(rules));
	tcase_add_test(tc, names_are_escaped);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
