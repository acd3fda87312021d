/* What one message becomes on a connection, octet by octet, unsent. */
#include "config.h"

#include <stdio.h>

#include "fakedns/stream.h"
#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static const uint8_t message[] = { 1, 2, 3, 4, 5 };

/* The fault of the TCP line WORDS, as long as LIST lives. */
static const struct tcp_fault *
fault_of(struct scenarios *list, const char *words)
{
	char text[300];

	snprintf(text, sizeof text,
	    ENTRY("HEX_ANSWER_BEGIN\n01\nHEX_ANSWER_END\n%s%s\n"),
	    *words == '\0' ? "" : "TCP ", words);
	return &scenario_text_load(list, text)->entries[0].packets[0].tcp;
}

static const struct {
	const char *words;
	const char *segments; /* hex, a blank behind each */
	enum ending ending;
	unsigned answers; /* 0: 1 */
} cases[] = {
	{ "", "00050102030405 ", END_NONE, 0 },
	{ "length=+5", "000a0102030405 ", END_NONE, 0 },
	{ "length=-6", "ffff0102030405 ", END_NONE, 0 },
	{ "length=11", "000b0102030405 ", END_NONE, 0 },
	{ "length=65535", "ffff0102030405 ", END_NONE, 0 },
	/* before and after, and what is counted */
	{ "before=aabb", "aabb00050102030405 ", END_NONE, 0 },
	{ "after=cc", "00050102030405cc ", END_NONE, 0 },
	{ "before=aa after=ccdd", "aa00050102030405ccdd ", END_NONE, 0 },
	{ "before=aa after=ccdd close_after=end", "aa00050102030405ccdd ",
	    END_FIN, 0 },
	{ "before=aabb close_after=1", "aa ", END_FIN, 0 },
	{ "before=aabb rst_after=3", "aabb00 ", END_RESET, 0 },
	{ "after=ccdd stall_after=8", "00050102030405cc ", END_STALL, 0 },
	{ "after=ccdd close_after=10", "00050102030405ccdd ", END_NONE, 0 },
	/* segments */
	{ "segment=1", "00 05 01 02 03 04 05 ", END_NONE, 0 },
	{ "segment=2", "0005 0102 0304 05 ", END_NONE, 0 },
	{ "segment=3", "000501 020304 05 ", END_NONE, 0 },
	{ "segment=7", "00050102030405 ", END_NONE, 0 },
	{ "segment=8", "00050102030405 ", END_NONE, 0 },
	{ "split=1", "00 050102030405 ", END_NONE, 0 },
	{ "split=2", "0005 0102030405 ", END_NONE, 0 },
	{ "split=6", "000501020304 05 ", END_NONE, 0 },
	{ "split=7", "00050102030405 ", END_NONE, 0 },
	{ "split=1 segment=3", "00 050102 030405 ", END_NONE, 0 },
	{ "split=4 segment=2", "00050102 0304 05 ", END_NONE, 0 },
	{ "segment=4 length=0", "00000102 030405 ", END_NONE, 0 },
	{ "segment=3 before=aa after=cc", "aa0005 010203 0405cc ", END_NONE,
	    0 },
	{ "segment=2 close_after=3", "0005 01 ", END_FIN, 0 },
	{ "split=5 rst_after=2", "0005 ", END_RESET, 0 },
	{ "segment=1 close_after=0", "", END_FIN, 0 },
	/* ends */
	{ "half_close", "00050102030405 ", END_HALF, 0 },
	{ "half_close close_after=3", "000501 ", END_HALF, 0 },
	{ "half_close rst_after=3", "000501 ", END_RESET, 0 },
	{ "half_close rst_after=end", "00050102030405 ", END_HALF, 0 },
	{ "close_after_answers=1", "00050102030405 ", END_FIN, 1 },
	{ "close_after_answers=2", "00050102030405 ", END_NONE, 1 },
	{ "close_after_answers=2", "00050102030405 ", END_FIN, 2 },
	{ "close_after_answers=2", "00050102030405 ", END_FIN, 3 },
	{ "close_after_answers=2 half_close", "00050102030405 ", END_NONE, 1 },
	{ "close_after_answers=2 half_close", "00050102030405 ", END_HALF, 2 },
	{ "close_after_answers=2 close_after=3", "000501 ", END_FIN, 1 },
	{ "close_after_answers=2 rst_after=3", "000501 ", END_RESET, 2 },
	{ "no_read", "00050102030405 ", END_NONE, 0 },
};

static void
segments_of(const struct stream *s, char *text)
{
	struct iovec v[STREAM_PIECES];
	size_t at = 0;

	*text = '\0';
	while (at < s->keep) {
		size_t end = stream_segment_end(s, at);
		size_t count = stream_slice(s, at, end, v);

		ck_assert_uint_gt(end, at);
		for (size_t i = 0; i < count; i++)
			for (size_t k = 0; k < v[i].iov_len; k++)
				text += sprintf(text, "%02x",
				    ((const uint8_t *)v[i].iov_base)[k]);
		text += sprintf(text, " ");
		at = end;
	}
}

START_TEST(segments)
{
	struct scenarios list;
	struct outgoing o = { .octets = message,
		.len = sizeof message,
		.tcp = fault_of(&list, cases[_i].words) };
	struct stream s;
	char text[200];

	stream_init(&s, &o, cases[_i].answers == 0 ? 1 : cases[_i].answers);
	segments_of(&s, text);
	ck_assert_str_eq(text, cases[_i].segments);
	ck_assert_int_eq(s.ending, cases[_i].ending);
	ck_assert_int_eq(stream_is_honest(o.tcp), *cases[_i].words == '\0');
	scenarios_clear(&list);
}
END_TEST

/* Wherever a full socket stops, the next octet is the next. */
START_TEST(slices)
{
	static const char whole[] = "\xaa\xbb\0\4\x12\x34\2\3\xcc";
	struct scenarios list;
	struct outgoing o = { .octets = message,
		.len = 4,
		.sets_id = true,
		.id = 0x1234,
		.tcp = fault_of(&list, "before=aabb after=cc") };
	struct stream s;

	/* 1 2 3 4 with the ID is 12 34 03 04: the last two are octets[2..] */
	o.octets = (const uint8_t *)"\1\2\2\3";
	stream_init(&s, &o, 1);
	ck_assert_uint_eq(s.keep, 9);
	for (size_t from = 0; from <= 9; from++)
		for (size_t to = from; to <= 9; to++) {
			struct iovec v[STREAM_PIECES];
			size_t count = stream_slice(&s, from, to, v);
			size_t at = from;

			for (size_t i = 0; i < count; i++) {
				ck_assert_uint_gt(v[i].iov_len, 0);
				ck_assert_mem_eq(v[i].iov_base, whole + at,
				    v[i].iov_len);
				at += v[i].iov_len;
			}
			ck_assert_uint_eq(at, to);
		}
	scenarios_clear(&list);
}
END_TEST

START_TEST(segments_go_on_where_they_were_cut)
{
	struct scenarios list;
	struct outgoing o = { .octets = message,
		.len = sizeof message,
		.tcp = fault_of(&list, "split=1 segment=3") };
	static const size_t ends[] = { 1, 4, 4, 4, 7, 7, 7 };
	struct stream s;

	stream_init(&s, &o, 1);
	for (size_t at = 0; at < s.keep; at++)
		ck_assert_uint_eq(stream_segment_end(&s, at), ends[at]);
	scenarios_clear(&list);
}
END_TEST

#define FORM                                                                   \
	"length= close_after= rst_after= stall_after= half_close "             \
	"close_after_answers= no_read segment= split= gap= before= after="

static const struct {
	const char *words, *message;
} wrong[] = {
	{ "", ":2:4: the line ends here, want TCP length=… close_after=…" },
	{ "x", ":2:5: `x`, want " FORM },
	{ "stall_after", ":2:5: `stall_after`, want " FORM },
	{ "half_close=1", ":2:5: `half_close=1`, want " FORM },
	{ "length=x",
	    ":2:5: `length=x`, want length=+5, length=-4 or length=0" },
	{ "length=65536",
	    ":2:5: `length=65536`, want length=+5, length=-4 or length=0" },
	{ "close_after=x", ":2:5: `close_after=x`, want octets or end" },
	{ "rst_after=-1", ":2:5: `rst_after=-1`, want octets or end" },
	{ "segment=0", ":2:5: `segment=0`, want a number from 1" },
	{ "segment=1 split=0", ":2:15: `split=0`, want a number from 1" },
	{ "close_after_answers=0",
	    ":2:5: `close_after_answers=0`, want a number from 1" },
	{ "split=1 gap=5", ":2:13: `gap=5`, want gap=10ms or gap=2s" },
	{ "gap=5ms",
	    ":2:5: gap= without segments, want segment= or split=, too" },
	{ "before=", ":2:5: `before=`, want two hex digits an octet" },
	{ "after=a", ":2:5: `after=a`, want two hex digits an octet" },
};

START_TEST(wrong_lines)
{
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct memory_file file;
	const char *path;
	char text[200];

	snprintf(text, sizeof text, "ENTRY_BEGIN\nTCP %s\nENTRY_END\n",
	    wrong[_i].words);
	path = memory_file_open(&file, text);
	ck_assert_int_eq(scenarios_load(path, "t", NULL, &list, &err), -1);
	ck_assert_str_eq(err.text + strlen(path), wrong[_i].message);
	close(file.fd);
	scenarios_clear(&list);
}
END_TEST

/* Several lines are one; a word that is said again holds as said last. */
START_TEST(lines_add_up)
{
	struct scenarios list;
	const struct tcp_fault *f = fault_of(&list,
	    "before=aa segment=2\nTCP gap=1s\nTCP before=bbcc close_after=3");

	ck_assert_uint_eq(f->segment, 2);
	ck_assert_uint_eq(f->gap_ms, 1000);
	ck_assert_uint_eq(f->before_len, 2);
	ck_assert_mem_eq(f->before, "\xbb\xcc", 2);
	ck_assert_int_eq(f->close_after, 3);
	scenarios_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("stream");
	TCase *tc = tcase_create("stream");

	tcase_add_loop_test(tc, segments, 0, LEN(cases));
	tcase_add_test(tc, slices);
	tcase_add_test(tc, segments_go_on_where_they_were_cut);
	tcase_add_loop_test(tc, wrong_lines, 0, LEN(wrong));
	tcase_add_test(tc, lines_add_up);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
