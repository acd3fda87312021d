/*
 * zone.c -- any text as a zone, asked for the names and types in it.  The
 * first octet says which kind of zone.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "tests/fuzz/fuzz.h"

const char fuzz_target[] = "zone";

enum { TEXT_MAX = 2048, LINES_ASKED = 6, TYPES_ASKED = 3 };

/* Encoded it can be read again, and truncated it fits. */
static void
check_message(struct message *m)
{
	static const size_t limits[] = { WIRE_MAX, 1232, 512, 0 };

	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		for (int c = COMPRESS_RFC1035; c <= COMPRESS_ALL; c++) {
			enum compress compress = (enum compress)c;
			enum truncation how = (i + (size_t)c) % 2 == 0
						  ? TRUNCATE_PARTIAL
						  : TRUNCATE_RRSET;
			struct writer w = { 0 };

			message_truncate(m, how, limits[i], compress);
			message_encode(m, compress, &w, NULL);
			FUZZ_HOLDS(w.len <= (limits[i] == 0 ? 512 : limits[i]));
			FUZZ_HOLDS(limits[i] != 0 || (m->flags & FLAG_TC) != 0);
			FUZZ_HOLDS(fuzz_is_whole(w.octets, w.len, m,
			    compress != COMPRESS_NONE));
			writer_clear(&w);
		}
}

static void
ask(const struct scenario *s, struct responder *r, const struct name *name,
    uint16_t type)
{
	const struct fuzz_question question = { *name, type, 0x4321, 0 };
	struct query q = { .questions = 1,
		.question = { *name, type, RR_CLASS_IN },
		.edns.present = (type & 1) != 0 };

	fuzz_ask_all(r, s, 0, &question);
	for (size_t i = 0; i < s->zone_count; i++) {
		struct message m = { 0 };

		zone_answer(s->zones[i].zone, &q, &m);
		FUZZ_HOLDS((m.flags & FLAG_QR) != 0);
		FUZZ_HOLDS(name_equal(&m.question.name, name));
		check_message(&m);
		message_clear(&m);
	}
}

/* The name, one below it, and the one above it. */
static void
ask_around(const struct scenario *s, struct responder *r,
    const struct name *name, uint16_t type)
{
	struct name other;

	ask(s, r, name, type);
	if (name_wildcard(name, &other) == 0) {
		other.octets[1] = 'a';
		ask(s, r, &other, type);
	}
	name_parent(name, &other);
	ask(s, r, &other, type);
}

/* LINE's first word is a name, others may be types. */
static void
ask_about(const struct scenario *s, struct responder *r, char *line)
{
	struct name name;
	char *rest, *word = strtok_r(line, " \t\r", &rest);
	uint16_t type;

	if (word == NULL || !fuzz_name(word, &name))
		return;
	ask_around(s, r, &name, RR_ANY);
	ask_around(s, r, &name, RR_A);
	for (int i = 0; i < TYPES_ASKED; i++) {
		word = strtok_r(NULL, " \t\r", &rest);
		if (word != NULL && rr_type_parse(word, &type))
			ask_around(s, r, &name, type);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *octets, size_t len)
{
	struct scenarios list;
	struct responder *r;
	char *text, *lines, *line, *rest;

	if (len == 0 || len > TEXT_MAX)
		return 0;
	lines = xstrndup((const char *)octets + 1, len - 1);
	text = xasprintf("ZONE_BEGIN%s\n%s\nZONE_END\n",
	    (octets[0] & 1) != 0 ? " authoritative" : "", lines);
	if (fuzz_load(text, strlen(text), &list)) {
		r = responder_new(list.v[0]);
		line = strtok_r(lines, "\n", &rest);
		for (int i = 0; line != NULL && i < LINES_ASKED; i++) {
			ask_about(list.v[0], r, line);
			line = strtok_r(NULL, "\n", &rest);
		}
		responder_free(r);
		scenarios_clear(&list);
	}
	free(text);
	free(lines);
	return 0;
}
