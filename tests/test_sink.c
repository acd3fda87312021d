#include "config.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <check.h>

#include "fakedns/journal_lines.h"
#include "tests/unit.h"

enum { ROOM = 200000, RECORD = 100 };

struct pipe {
	int in, out;
	struct event_base *base; /* or NULL */
	struct sink *sink;
	char octets[5 * ROOM]; /* what has come */
	size_t len;
};

static void
pipe_open(struct pipe *p, bool with_loop)
{
	int fds[2];

	signal(SIGPIPE, SIG_IGN);
	ck_assert_int_eq(pipe2(fds, O_CLOEXEC), 0);
	p->len = 0;
	p->in = fds[0];
	p->out = fds[1];
	p->base = with_loop ? event_base_new() : NULL;
	p->sink = sink_new(
	    &(struct sink_spec){ .base = p->base, .fd = p->out, .max = ROOM });
}

static void
pipe_close(struct pipe *p)
{
	sink_free(p->sink);
	if (p->base != NULL)
		event_base_free(p->base);
	close(p->in);
	close(p->out);
}

/* Records of RECORD octets: their number, and blanks up to a newline. */
static bool
add(struct sink *s, unsigned number)
{
	char record[RECORD + 1];

	snprintf(record, sizeof record, "%-*u\n", RECORD - 1, number);
	return sink_add(s, record, RECORD);
}

/* Reads all there is; returns how many whole records have come so far. */
static unsigned
take(struct pipe *p)
{
	ssize_t n;

	fcntl(p->in, F_SETFL, O_NONBLOCK);
	while (
	    p->len < sizeof p->octets && (n = read(p->in, p->octets + p->len,
					      sizeof p->octets - p->len)) > 0)
		p->len += (size_t)n;
	ck_assert_uint_lt(p->len, sizeof p->octets);
	return (unsigned)(p->len / RECORD);
}

/* The numbers of the records ascend: none is cut, none is twice there. */
static void
check_order(const struct pipe *p)
{
	int last = -1;

	ck_assert_uint_eq(p->len % RECORD, 0);
	for (size_t i = 0; i < p->len; i += RECORD) {
		int number = atoi(p->octets + i);

		ck_assert_int_gt(number, last);
		ck_assert_int_eq(p->octets[i + RECORD - 1], '\n');
		last = number;
	}
}

START_TEST(everything_arrives)
{
	static struct pipe p;
	char octets[16] = "";

	pipe_open(&p, true);
	ck_assert(sink_add(p.sink, "ab\n", 3));
	ck_assert(sink_add(p.sink, "c\n", 2));
	ck_assert_int_eq(event_base_loop(p.base, EVLOOP_NONBLOCK), 1);
	ck_assert_int_eq(read(p.in, octets, sizeof octets), 5);
	ck_assert_str_eq(octets, "ab\nc\n");
	ck_assert_uint_eq(sink_lost(p.sink), 0);
	ck_assert_int_eq(sink_trouble(p.sink), 0);
	/* whoever shares the pipe still blocks */
	ck_assert_int_eq(fcntl(p.out, F_GETFL) & O_NONBLOCK, 0);
	pipe_close(&p);
}
END_TEST

/* Nobody reads: what was taken is kept in order, the rest is counted. */
START_TEST(a_slow_reader)
{
	static struct pipe p;
	unsigned number = 0, taken = 0, later = 0;

	pipe_open(&p, true);
	while (number < 5000) {
		taken += add(p.sink, number++);
		event_base_loop(p.base, EVLOOP_NONBLOCK);
	}
	ck_assert_uint_lt(taken, 5000);
	ck_assert_uint_ge(taken, ROOM / RECORD);
	ck_assert(sink_is_full(p.sink));
	while (sink_is_full(p.sink)) {
		take(&p);
		event_base_loop(p.base, EVLOOP_ONCE);
	}
	while (number < 6000) {
		later += add(p.sink, number++);
		event_base_loop(p.base, EVLOOP_NONBLOCK);
	}
	ck_assert_uint_ge(later, ROOM / RECORD / 2);
	while (take(&p) < taken + later)
		event_base_loop(p.base, EVLOOP_NONBLOCK);
	check_order(&p);
	ck_assert_uint_eq(sink_lost(p.sink), 6000 - taken - later);
	ck_assert(sink_finish(p.sink, 0));
	pipe_close(&p);
}
END_TEST

START_TEST(a_reader_that_never_reads)
{
	static struct pipe p;

	pipe_open(&p, false);
	for (unsigned i = 0; i < 1000; i++)
		ck_assert(add(p.sink, i));
	ck_assert(!sink_finish(p.sink, 0));
	ck_assert_uint_eq(take(&p) + sink_lost(p.sink), 1000);
	ck_assert(sink_finish(p.sink, 0));
	ck_assert_uint_eq(take(&p), 1000);
	check_order(&p);
	ck_assert_uint_eq(sink_lost(p.sink), 0);
	pipe_close(&p);
}
END_TEST

START_TEST(a_reader_that_goes_away)
{
	static struct pipe p;

	pipe_open(&p, true);
	close(p.in);
	ck_assert(add(p.sink, 1));
	event_base_loop(p.base, EVLOOP_NONBLOCK);
	ck_assert_int_eq(sink_trouble(p.sink), EPIPE);
	ck_assert(!add(p.sink, 2));
	ck_assert(sink_finish(p.sink, 0));
	ck_assert_uint_eq(sink_lost(p.sink), 2);
	p.in = -1;
	pipe_close(&p);
}
END_TEST

START_TEST(a_full_disk)
{
	struct sink *s = sink_new(
	    &(struct sink_spec){ .fd = open("/dev/full", O_WRONLY | O_CLOEXEC),
		.owned = true,
		.max = 10 * RECORD });

	for (unsigned i = 0; i < 12; i++) {
		ck_assert(add(s, i) == (i < 10));
		sink_flush(s);
	}
	ck_assert_int_eq(sink_trouble(s), ENOSPC);
	ck_assert(!sink_finish(s, 0));
	ck_assert_uint_eq(sink_lost(s), 12);
	sink_free(s);
}
END_TEST

/* The disk has room for SIZE octets in a file; no assertion may fail inside. */
static void
flush_limited(struct sink *s, rlim_t size)
{
	struct rlimit limit, before;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	limit = before;
	limit.rlim_cur = size;
	setrlimit(RLIMIT_FSIZE, &limit);
	sink_flush(s);
	setrlimit(RLIMIT_FSIZE, &before);
}

/* A disk that is full in the middle of a record, and then is not. */
START_TEST(records_stay_whole)
{
	const size_t limits[] = { RECORD * 3 + 30, RECORD * 5 + 1 };
	int fd = memfd_create("test", MFD_CLOEXEC), copy = dup(fd);
	struct sink *s = sink_new(
	    &(struct sink_spec){ .fd = fd, .owned = true, .max = ROOM });

	for (unsigned i = 0; i < 10; i++)
		ck_assert(add(s, i));
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		flush_limited(s, limits[i]);
		ck_assert_int_eq(lseek(copy, 0, SEEK_END), (off_t)limits[i]);
		ck_assert_uint_eq(sink_lost(s), 10 - limits[i] / RECORD);
	}
	ck_assert_int_eq(sink_trouble(s), EFBIG);
	sink_free(s); /* takes back the one octet of the sixth */
	ck_assert_int_eq(lseek(copy, 0, SEEK_END), RECORD * 5);
	close(copy);
}
END_TEST

/* The lines of a journal nobody reads for a while. */
START_TEST(lost_events_are_told)
{
	static struct pipe p;
	struct journal_lines j = { 0 };
	struct journal_event e = { .server = "::1" };
	unsigned long long lost;
	size_t lines = 0;
	char want[200];

	pipe_open(&p, true);
	j.sink = p.sink;
	for (; e.us < 10000; e.us++)
		journal_lines_add(&e, &j);
	lost = j.lost;
	ck_assert_uint_gt(lost, 0);
	while (sink_is_full(p.sink)) {
		take(&p);
		event_base_loop(p.base, EVLOOP_ONCE);
	}
	journal_lines_add(&e, &j);
	ck_assert_uint_eq(j.lost, 0);
	while (!sink_finish(p.sink, 0))
		take(&p);
	take(&p);
	for (size_t i = 0; i < p.len; i++)
		lines += p.octets[i] == '\n';
	ck_assert_uint_eq(lines, 10000 - lost + 2);
	snprintf(want, sizeof want,
	    "{\"us\":9999,\"event\":\"lost\",\"lost\":%llu}\n"
	    "{\"us\":10000,\"event\":\"query\"",
	    lost);
	p.octets[p.len] = '\0';
	ck_assert_ptr_nonnull(strstr(p.octets, want));
	journal_lines_finish(&j);
	pipe_close(&p);
}
END_TEST

/* The first line tells what the ring has no more. */
START_TEST(a_journal_from_memory)
{
	enum { EVENTS = 5000 };
	struct journal_memory *m = journal_memory_new(1 << 15);
	struct journal_event e = { .server = "::1", .us = 1 };
	int fd = memfd_create("test", MFD_CLOEXEC), copy = dup(fd);
	struct journal_lines j = { .sink =
				       sink_new(&(struct sink_spec){ .fd = fd,
					   .owned = true,
					   .max = 4 * ROOM }) };
	static char text[8 * ROOM], want[200];
	unsigned long long lost, lines = 0;

	for (; e.us <= EVENTS; e.us++)
		journal_memory_add(&e, m);
	lost = journal_memory_lost(m);
	ck_assert_uint_gt(lost, 0);
	journal_lines_add_all(&j, m);
	journal_lines_finish(&j);
	ck_assert_uint_eq(sink_lost(j.sink), 0);
	sink_free(j.sink);
	journal_memory_free(m);
	ck_assert_int_gt(pread(copy, text, sizeof text - 1, 0), 0);
	for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
		lines++;
	ck_assert_uint_eq(lines, EVENTS - lost + 1);
	snprintf(want, sizeof want,
	    "{\"us\":%llu,\"event\":\"lost\",\"lost\":%llu}\n{\"us\":%llu,",
	    lost + 1, lost, lost + 1);
	ck_assert_int_eq(strncmp(text, want, strlen(want)), 0);
	close(copy);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("sink");
	TCase *tc = tcase_create("sink");

	tcase_add_test(tc, everything_arrives);
	tcase_add_test(tc, a_slow_reader);
	tcase_add_test(tc, a_reader_that_never_reads);
	tcase_add_test(tc, a_reader_that_goes_away);
	tcase_add_test(tc, a_full_disk);
	tcase_add_test(tc, records_stay_whole);
	tcase_add_test(tc, lost_events_are_told);
	tcase_add_test(tc, a_journal_from_memory);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
