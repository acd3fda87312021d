/* Events in memory come back as they were, as long as there is room. */
#include "config.h"

#include "fakedns/journal_memory.h"
#include "tests/unit.h"

enum { SMALL = 1 }; /* less than the least there is */

struct seen {
	size_t count;
	unsigned long long first, last; /* us */
	struct journal_event event;     /* the last */
	uint8_t octets[JOURNAL_MEMORY_KEPT];
	char rule[300];
};

static void
see(const struct journal_event *e, void *arg)
{
	struct seen *seen = arg;

	if (seen->count++ == 0)
		seen->first = e->us;
	else
		ck_assert_uint_gt(e->us, seen->last); /* in order */
	seen->last = e->us;
	seen->event = *e;
	if (e->has_message)
		memcpy(seen->octets, e->octets, e->kept > 0 ? e->kept : e->len);
	if (e->rule != NULL)
		strcpy(seen->rule, e->rule);
}

START_TEST(an_event_comes_back)
{
	static const char server[] = "::1", faults[] = "ID", rule[] = "x.scn";
	static const uint8_t octets[] = "abcdef";
	struct journal_memory *m = journal_memory_new(1 << 20);
	struct seen seen = { 0 };

	journal_memory_each(m, see, &seen);
	ck_assert_uint_eq(seen.count, 0);
	journal_memory_add(&(struct journal_event){ .kind = JOURNAL_REPLY,
			       .us = 1ULL << 40,
			       .server = server,
			       .tcp = true,
			       .client_port = 65535,
			       .has_message = true,
			       .octets = octets,
			       .len = 6,
			       .sets_id = true,
			       .id = 0x3132,
			       .rule = rule,
			       .rule_line = 7,
			       .faults = faults },
	    m);
	journal_memory_each(m, see, &seen);
	ck_assert_uint_eq(seen.count, 1);
	ck_assert_int_eq(seen.event.kind, JOURNAL_REPLY);
	ck_assert_uint_eq(seen.event.us, 1ULL << 40);
	ck_assert_ptr_eq(seen.event.server, server);
	ck_assert(seen.event.tcp && seen.event.has_message);
	ck_assert_uint_eq(seen.event.client_port, 65535);
	ck_assert_uint_eq(seen.event.len, 6);
	ck_assert_uint_eq(seen.event.kept, 0);
	ck_assert(!seen.event.sets_id);
	ck_assert_mem_eq(seen.octets, "12cdef", 6);
	ck_assert_ptr_eq(seen.event.rule, rule);
	ck_assert_uint_eq(seen.event.rule_line, 7);
	ck_assert_ptr_eq(seen.event.faults, faults);
	ck_assert_uint_eq(journal_memory_lost(m), 0);
	journal_memory_free(m);
}
END_TEST

START_TEST(messages_are_cut_and_texts_of_trouble_copied)
{
	static uint8_t octets[70000];
	char text[] = "the disk is full";
	struct journal_memory *m = journal_memory_new(1 << 20);
	struct seen seen = { 0 };

	memset(octets, 'x', sizeof octets);
	journal_memory_add(&(struct journal_event){ .kind = JOURNAL_TROUBLE,
			       .has_message = true,
			       .octets = octets,
			       .len = sizeof octets,
			       .rule = text },
	    m);
	memset(text, '?', sizeof text - 1);
	journal_memory_each(m, see, &seen);
	ck_assert_uint_eq(seen.event.len, sizeof octets);
	ck_assert_uint_eq(seen.event.kept, JOURNAL_MEMORY_KEPT);
	ck_assert_mem_eq(seen.octets, octets, JOURNAL_MEMORY_KEPT);
	ck_assert_str_eq(seen.rule, "the disk is full");
	journal_memory_free(m);
}
END_TEST

START_TEST(what_is_not_all_there_stays_so)
{
	struct journal_memory *m = journal_memory_new(1 << 20);
	struct seen seen = { 0 };
	const struct journal_event e = { .has_message = true,
		.octets = (const uint8_t *)"ab",
		.len = 9,
		.kept = 2 };

	journal_memory_add(&e, m);
	journal_memory_each(m, see, &seen);
	ck_assert_uint_eq(seen.event.kept, 2);
	ck_assert_uint_eq(seen.event.len, 9);
	ck_assert_mem_eq(seen.octets, "ab", 2);
	journal_memory_free(m);
}
END_TEST

START_TEST(the_oldest_make_room)
{
	enum { EVENTS = 10000 };
	static const uint8_t octets[600];
	struct journal_memory *m = journal_memory_new(SMALL);
	struct seen seen = { 0 };

	for (unsigned long long i = 1; i <= EVENTS; i++)
		journal_memory_add(&(struct journal_event){ .us = i,
				       .has_message = true,
				       .octets = octets,
				       .len = i % sizeof octets },
		    m);
	journal_memory_each(m, see, &seen);
	ck_assert_uint_eq(seen.last, EVENTS);
	ck_assert_uint_eq(seen.count, EVENTS - seen.first + 1);
	ck_assert_uint_eq(journal_memory_lost(m) + seen.count, EVENTS);
	ck_assert_uint_gt(seen.count, 32);
	journal_memory_free(m);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("journal_memory");
	TCase *tc = tcase_create("journal_memory");

	tcase_add_test(tc, an_event_comes_back);
	tcase_add_test(tc, messages_are_cut_and_texts_of_trouble_copied);
	tcase_add_test(tc, what_is_not_all_there_stays_so);
	tcase_add_test(tc, the_oldest_make_room);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
