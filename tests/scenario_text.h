/*
 * scenario_text.h -- scenarios from text and queries from words, for tests.
 */
#ifndef TESTS_SCENARIO_TEXT_H
#define TESTS_SCENARIO_TEXT_H

#include <stdlib.h>
#include <string.h>

#include "fakedns/match.h"
#include "fakedns/scenario.h"
#include "tests/memory_file.h"
#include "tests/unit.h"

/* A scenario around LINES, and an entry around its own. */
#define SCENARIO(lines) "SCENARIO_BEGIN t\n" lines "SCENARIO_END\n"
#define ENTRY(lines) "ENTRY_BEGIN\n" lines "ENTRY_END\n"
#define ZONE(lines) "ZONE_BEGIN\n" lines "ZONE_END\n"

/* Every variant of TEXT, named "t"; scenarios_clear() releases them. */
static inline struct scenarios
scenario_text_all(const char *text, const char *only)
{
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct memory_file file;
	const char *path = memory_file_open(&file, text);

	ck_assert_msg(scenarios_load(path, "t", only, &list, &err) == 0, "%s",
	    err.text);
	close(file.fd);
	return list;
}

/* The one scenario in TEXT. */
static inline const struct scenario *
scenario_text_load(struct scenarios *list, const char *text)
{
	*list = scenario_text_all(text, NULL);
	ck_assert_uint_eq(list->count, 1);
	return list->v[0];
}

struct asking {
	const char *question; /* "NAME TYPE"; NULL: none */
	unsigned edns;        /* UDP size; 0: no OPT */
	bool dnssec, tcp;
	size_t server;
	unsigned flags; /* besides RD */
};
enum { ASKING_ID = 0x1234 };

static inline void
asking_encode(const struct asking *a, struct writer *out)
{
	struct message m = { .id = ASKING_ID,
		.flags = (uint16_t)(FLAG_RD | a->flags),
		.has_question = a->question != NULL,
		.question.class = RR_CLASS_IN,
		.edns = { .present = a->edns > 0 || a->dnssec,
		    .udp_size = (uint16_t)a->edns,
		    .flags = a->dnssec ? EDNS_FLAG_DO : 0 } };

	if (a->question != NULL) {
		size_t len = strcspn(a->question, " ");
		char *name = strndup(a->question, len);
		const char *why;

		ck_assert_int_eq(name_parse(name, &name_root, &m.question.name,
				     &why),
		    0);
		ck_assert(
		    rr_type_parse(a->question + len + 1, &m.question.type));
		free(name);
	}
	message_encode(&m, COMPRESS_RFC1035, out, NULL);
	message_clear(&m);
}

/* OCTETS has the query and must live as long as what is returned. */
static inline struct incoming
asking_incoming(const struct asking *a, struct writer *octets)
{
	struct incoming in = { .server = a->server, .tcp = a->tcp };

	asking_encode(a, octets);
	in.octets = octets->octets;
	in.len = octets->len;
	ck_assert_int_eq(query_parse(in.octets, in.len, &in.query), 0);
	return in;
}

#endif
