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
	{ "/</script>", "/</script>" },
	/* every length of UTF-8, its first and last characters */
	{ "\302\200\337\277 a", "\302\200\337\277 a" },
	{ "\340\240\200\355\237\277", "\340\240\200\355\237\277" },
	{ "\356\200\200\357\277\277", "\356\200\200\357\277\277" },
	{ "\360\220\200\200\364\217\277\277",
	    "\360\220\200\200\364\217\277\277" },
	/* none: Latin-1, overlong, a surrogate, cut off, too high */
	{ "a\344", "a\\228" },
	{ "\303\244\344", "\\195\\164\\228" },
	{ "\300\257", "\\192\\175" },
	{ "\340\237\277", "\\224\\159\\191" },
	{ "\355\240\200", "\\237\\160\\128" },
	{ "\360\217\277\277", "\\240\\143\\191\\191" },
	{ "\364\220\200\200", "\\244\\144\\128\\128" },
	{ "\200", "\\128" },
	{ "\303", "\\195" },
	{ "\342\202", "\\226\\130" },
	{ "\342\202\"", "\\226\\130\"" },
	{ "\377\"\\", "\\255\"\\" },
};

START_TEST(text_is_escaped)
{
	struct journal_event e = { .server = "::1", .rule = rules[_i].rule };
	json_t *o = parsed(&e);

	ck_assert_str_eq(text_of(o, "rule"), rules[_i].want);
	json_decref(o);
}
END_TEST

START_TEST(a_rule_with_its_line)
{
	struct journal_event e = { .server = "::1",
		.rule = "a.scn",
		.rule_line = 4294967295,
		.faults = "ID \"POKE\"" };
	json_t *o = parsed(&e);

	ck_assert_str_eq(text_of(o, "rule"), "a.scn:4294967295");
	ck_assert_str_eq(text_of(o, "faults"), "ID \"POKE\"");
	json_decref(o);
}
END_TEST

/* The line of E, without its newline, with octets; to be freed. */
static char *
line_of(const struct journal_event *e)
{
	struct writer w = { 0 };

	journal_write(&w, e, true);
	ck_assert_int_eq(w.octets[w.len - 1], '\n');
	w.octets[w.len - 1] = '\0';
	return (char *)w.octets;
}

static void
ends_with(const struct journal_event *e, const char *want)
{
	char *line = line_of(e);
	size_t len = strlen(line), end = strlen(want);

	ck_assert_uint_ge(len, end);
	ck_assert_str_eq(line + len - end, want);
	free(line);
}

START_TEST(octets_as_hex)
{
	const uint8_t octets[] = { 0x12, 0x34, 0x81, 0, 0, 0, 0xff };
	struct journal_event e = { .server = "::1", .has_message = true };

	ends_with(&e, "\"answers\":0,\"hex\":\"\"}");
	e.octets = octets;
	e.len = sizeof octets;
	ends_with(&e, ",\"hex\":\"123481000000ff\"}");
	e.sets_id = true;
	e.id = 0xabcd;
	ends_with(&e, ",\"hex\":\"abcd81000000ff\"}");
	e.len = 1;
	ends_with(&e, ",\"hex\":\"ab\"}");
	e.has_message = false;
	ends_with(&e, ",\"port\":0}");
}
END_TEST

START_TEST(an_id_that_is_set)
{
	const uint8_t octets[] = { 0x12, 0x34, 0x81, 0 };
	struct journal_event e = { .server = "::1",
		.has_message = true,
		.octets = octets,
		.len = sizeof octets,
		.sets_id = true,
		.id = 77 };
	json_t *o = parsed(&e);

	ck_assert_int_eq(number_of(o, "id"), 77);
	json_decref(o);
}
END_TEST

START_TEST(a_message_kept_in_part)
{
	uint8_t *octets = malloc(2);
	struct journal_event e = { .server = "::1",
		.has_message = true,
		.octets = octets,
		.len = 65535,
		.kept = 2 };
	json_t *o;

	memcpy(octets, "\1\2", 2);
	o = parsed(&e);
	ck_assert_int_eq(number_of(o, "octets"), 65535);
	ck_assert_int_eq(number_of(o, "id"), 0x102);
	ends_with(&e, ",\"hex\":\"0102\"}");
	json_decref(o);
	free(octets);
}
END_TEST

START_TEST(lost_events)
{
	const struct journal_event e = { .kind = JOURNAL_LOST,
		.us = 17,
		.lost = 18446744073709551615ull };
	char *line = line_of(&e);

	ck_assert_str_eq(line, "{\"us\":17,\"event\":\"lost\","
			       "\"lost\":18446744073709551615}");
	free(line);
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
	tcase_add_test(tc, a_rule_with_its_line);
	tcase_add_test(tc, octets_as_hex);
	tcase_add_test(tc, an_id_that_is_set);
	tcase_add_test(tc, a_message_kept_in_part);
	tcase_add_test(tc, lost_events);
	tcase_add_test(tc, names_are_escaped);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
