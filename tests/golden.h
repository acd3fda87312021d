/*
 * golden.h -- an entry and a query in text, and exactly what is sent then: the
 * octets, how often, from where.  ldns reads what is meant to be well-formed.
 */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

#include <ctype.h>
#include <stdio.h>

#include "fakedns/compose.h"
#include "tests/records.h"
#include "tests/scenario_text.h"

/* The query unless another is given: "a. A", ID 1234, RD. */
#define GOLDEN_QUERY "1234 0100 0001 0000 0000 0000 0161000001 0001"

/* What most of them begin with; the honest answer is one address. */
#define R "REPLY QR RD RA\nADJUST copy_id copy_query\n"
#define AN "SECTION ANSWER\n"
#define ONE R AN "a. 60 A 192.0.2.1\n"
#define THREE ONE "a. 60 A 192.0.2.2\na. 60 A 192.0.2.3\n"
#define QU "0161000001 0001 "
#define A(last) "c00c 0001 0001 0000003c 0004 c00002" last " "
#define OPT "00 0029 04d0 0000 0000 "
#define HEX(octets) "HEX_ANSWER_BEGIN\n" octets "\nHEX_ANSWER_END\n"
#define ASKS_OPT                                                               \
	"1234 0100 0001 0000 0000 0001 " QU "00 0029 04d0 0000 0000 0000"

struct golden {
	const char *name;  /* "golden:" and the row of the table in HACKING */
	const char *lines; /* of the entry; "ENTRY_BEGIN …" is a whole file */
	/*
	 * Packets of the first entry in hex, blanks anywhere, "(40:ff)" for
	 * forty times ff, "|" between packets; behind each " xN" where it is
	 * sent N times, " @ADDRESS:PORT" where it is sent from there.  "!why: "
	 * comes first where something could not be done.
	 */
	const char *octets;
	/*
	 * Part of what ldns reads in the last packet; "!": it is refused;
	 * NULL: it is not asked, the message is not meant to be one.
	 */
	const char *decoded;
	const char *query; /* hex; NULL: GOLDEN_QUERY */
	bool tcp;
};

static inline void
golden_hex(const char *text, struct writer *out)
{
	size_t bad;

	ck_assert_msg(wire_parse_hex(text, out, &bad) == 0, "%s", text);
}

/* Blanks gone, repetitions written out; to be freed. */
static inline char *
golden_expand(const char *text)
{
	char *got = NULL;
	size_t len;
	FILE *f = open_memstream(&got, &len);

	for (const char *p = text; *p != '\0'; p++)
		if (*p == '(') {
			unsigned long n = strtoul(p + 1, NULL, 10);
			const char *from = strchr(p, ':') + 1;
			int digits = (int)strcspn(from, ")");

			for (; n > 0; n--)
				for (int i = 0; i < digits; i++)
					if (from[i] != ' ')
						fputc(from[i], f);
			p = from + digits;
		} else if (*p != ' ') {
			fputc(*p, f);
		}
	fclose(f);
	return got;
}

static inline void
golden_print(FILE *f, const struct scenario *s, const struct packet_spec *spec,
    const struct incoming *in, struct writer *out)
{
	const char *why = NULL;

	writer_clear(out);
	if (!compose_packet(s, 1, spec, in, out, &why))
		fprintf(f, "!%s:", why);
	for (size_t i = 0; i < out->len; i++)
		fprintf(f, "%02x", (unsigned)out->octets[i]);
	if (spec->copies != 1)
		fprintf(f, "x%u", spec->copies);
	if (spec->from != 0)
		fprintf(f, "@%s:%u", s->sources[spec->from - 1].address,
		    s->sources[spec->from - 1].port);
}

static inline void
golden_decode(const struct golden *g, const struct writer *out)
{
	ldns_pkt *pkt = NULL;
	char *text;

	if (g->decoded == NULL)
		return;
	if (strcmp(g->decoded, "!") == 0) {
		ck_assert_msg(ldns_wire2pkt(&pkt, out->octets, out->len) !=
				  LDNS_STATUS_OK,
		    "%s: ldns reads it", g->name);
		return;
	}
	text = records_decode(out->octets, out->len);
	ck_assert_msg(strstr(text, g->decoded) != NULL, "%s: ldns reads %s",
	    g->name, text);
	free(text);
}

static inline void
golden_check(const struct golden *g)
{
	struct writer query = { 0 }, out = { 0 };
	struct incoming in = { .tcp = g->tcp };
	char *got = NULL, *squeezed, *want = golden_expand(g->octets);
	bool whole = strstr(g->lines, "ENTRY_BEGIN") != NULL;
	const struct scenario *s;
	struct scenarios list;
	char text[4000];
	size_t len;
	FILE *f = open_memstream(&got, &len);

	golden_hex(g->query == NULL ? GOLDEN_QUERY : g->query, &query);
	in.octets = query.octets;
	in.len = query.len;
	ck_assert_int_eq(query_parse(in.octets, in.len, &in.query), 0);
	snprintf(text, sizeof text, whole ? "%s" : ENTRY("%s\n"), g->lines);
	s = scenario_text_load(&list, text);
	for (size_t i = 0; i < s->entries[0].packet_count; i++) {
		fputs(i == 0 ? "" : "|", f);
		golden_print(f, s, &s->entries[0].packets[i], &in, &out);
	}
	fclose(f);
	squeezed = golden_expand(got);
	ck_assert_msg(strcmp(squeezed, want) == 0, "%s\n%s\nwant %s\ngot  %s",
	    g->name, g->lines, want, squeezed);
	golden_decode(g, &out);
	free(squeezed);
	free(got);
	free(want);
	writer_clear(&out);
	writer_clear(&query);
	scenarios_clear(&list);
}

/* A program that checks each row of TABLE. */
#define GOLDEN_MAIN(table)                                                     \
	START_TEST(table##_row)                                                \
	{                                                                      \
		golden_check(&(table)[_i]);                                    \
	}                                                                      \
	END_TEST                                                               \
	int main(void)                                                         \
	{                                                                      \
		Suite *suite = suite_create("lies");                           \
		TCase *tc = tcase_create(#table);                              \
                                                                               \
		tcase_add_loop_test(tc, table##_row, 0,                        \
		    sizeof(table) / sizeof *(table));                          \
		suite_add_tcase(suite, tc);                                    \
		return unit_run(suite);                                        \
	}

#endif
