/*
 * scenario.c -- any text as a scenario, and a few questions to what was read.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"

const char fuzz_target[] = "scenario";

enum { TEXT_MAX = 4096, VARIANTS_ASKED = 3, ENTRIES_ASKED = 8 };

/* What the entry is for, or something else. */
static void
question_of(const struct entry *e, struct fuzz_question *q)
{
	const struct packet_spec *p = &e->packets[0];

	if (e->packet_count > 0 && p->has_question) {
		q->name = p->question.name;
		q->type = p->question.type;
	}
}

static void
ask(const struct scenario *s)
{
	struct responder *r = responder_new(s);
	struct fuzz_question q = { .type = RR_A, .id = 0x1234 };
	unsigned step = 1;

	FUZZ_HOLDS(s->server_count > 0);
	FUZZ_HOLDS(fuzz_name("a.example", &q.name));
	fuzz_ask_all(r, s, 0, &q);
	for (size_t i = 0; i < s->entry_count && i < ENTRIES_ASKED; i++) {
		const struct entry *e = &s->entries[i];

		if (e->scope.from > step)
			step = e->scope.from;
		responder_set_step(r, step);
		question_of(e, &q);
		fuzz_ask_all(r, s, i % s->server_count, &q);
	}
	responder_free(r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *octets, size_t len)
{
	struct scenarios list;

	if (len > TEXT_MAX || !fuzz_load(octets, len, &list))
		return 0;
	for (size_t i = 0; i < list.count && i < VARIANTS_ASKED; i++)
		ask(list.v[i]);
	scenarios_clear(&list);
	return 0;
}
