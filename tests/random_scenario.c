#include "config.h"

#include <stdio.h>
#include <string.h>

#include "fakedns/responder.h"
#include "tests/random_scenario.h"
#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define PICK(list) (list)[draw(LEN(list))]

static uint64_t state;

void
random_start(void)
{
	state = 1;
}

/* A number below N, the same in each run. */
static size_t
draw(size_t n)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (size_t)(state >> 33) % n;
}

static bool
one_in(size_t n)
{
	return draw(n) == 0;
}

static const char *const matches[] = { "MATCH qname\n", "MATCH qtype\n",
	"MATCH qname qtype\n", "MATCH subdomain\n", "MATCH UDP\n",
	"MATCH TCP qname\n", "MATCH edns\n", "MATCH noedns\n", "MATCH all\n",
	"MATCH opcode\n", "MATCH server=::2\n", "MATCH qcase\n", "" };
static const char *const adjusts[] = { "ADJUST copy_id\n",
	"ADJUST copy_id copy_query\n", "ADJUST copy_query\n",
	"ADJUST from_zone\n", "ADJUST copy_id from_zone\n",
	"ADJUST copy_id copy_query copy_edns\n", "" };
static const char *const questions[] = { "a.x. A\n", "b.x. MX\n", "x. A\n",
	"@ A\n", "A.X. AAAA\n" };
static const char *const answers[] = { "SECTION ANSWER\n@ A 192.0.2.1\n",
	"SECTION ANSWER\na.x. CNAME b.x.\nb.x. A 192.0.2.2\n",
	"HEX_ANSWER_BEGIN\nabcd 8180 0000 0000 0000 0000\nHEX_ANSWER_END\n",
	"HEX_ANSWER_BEGIN\nabcdef\nHEX_ANSWER_END\n",
	"HEX_ANSWER_BEGIN\nab\nHEX_ANSWER_END\n",
	"HEX_ANSWER_BEGIN\nHEX_ANSWER_END\n", "" };
static const char *const lies[] = { "ID +1\n", "ID -300\n", "ID 4660\n",
	"POKE 0 ff\n", "POKE 1 00\n", "POKE id beef\n", "POKE 2 80\n",
	"FLIP 0 80\n", "FLIP 1 01\n", "FLIP id ffff\n", "FLIP 11 01\n",
	"CUT 0\n", "CUT 1\n", "CUT 2\n", "CUT 5\n", "APPEND 00ff\n",
	"MUTATE 3 seed=7\n", "MUTATE 5 seed=9 id\n", "COUNT an=7\n",
	"RCODE 3\n", "QUESTION twice\n", "QUESTION swapcase\n",
	"QUESTION none\n", "SIZE 300 pad=after\n", "TRUNCATE empty at 0\n",
	"TRUNCATE cut at 1\n", "TRUNCATE cut at 5\n", "TRUNCATE cut at 1 tcp\n",
	"FLAGS tc=1\n", "EDNS always\n", "COOKIE always\n", "DELAY 5ms\n",
	"COPIES 2 gap=1ms\n", "TCP close_after=3\n", "COMPRESS none\n" };
static const char *const turns[] = { "TIMES 1\n", "TIMES 2-3\n", "TIMES 3-\n",
	"TIMES 2 of any\n", "TIMES 1 of client\n", "TIMES 2- of socket\n",
	"CHANCE 50% seed=3\n" };
static const char *const globals[] = { "NOEDNS drop\n", "NOEDNS formerr\n",
	"NOEDNS ignore\n", "TRUNCATE empty at 100\n",
	"TRUNCATE cut at 1\nTRUNCATE cut at 1 tcp\n", "", "", "" };

static void
put_packet(FILE *f)
{
	fputs(PICK(adjusts), f);
	fprintf(f, "REPLY QR AA\nSECTION QUESTION\n%s", PICK(questions));
	fputs(PICK(answers), f);
	while (one_in(2))
		fputs(PICK(lies), f);
}

/* Without a fault: there may be one answer for all queries. */
static void
put_simple_entry(FILE *f)
{
	fprintf(f, "ENTRY_BEGIN\n%s%sREPLY QR AA\nSECTION QUESTION\n%s",
	    PICK(matches), PICK(adjusts), PICK(questions));
	if (one_in(2))
		fprintf(f, "SECTION ANSWER\n%s A 192.0.2.1\n",
		    one_in(2) ? "a.x." : "@");
	fputs("ENTRY_END\n", f);
}

static void
put_entry(FILE *f)
{
	fprintf(f, "ENTRY_BEGIN\n%s", PICK(matches));
	if (one_in(4))
		fputs(PICK(turns), f);
	put_packet(f);
	while (one_in(4)) {
		fputs("EXTRA_PACKET\n", f);
		put_packet(f);
	}
	if (one_in(10))
		fputs("ADJUST do_not_answer\n", f);
	fputs("ENTRY_END\n", f);
}

char *
random_scenario(void)
{
	char *text;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	fprintf(f, "SCENARIO_BEGIN t\nSERVER ::1\nSERVER ::2\n%s",
	    PICK(globals));
	if (one_in(2))
		fputs("ZONE_BEGIN\na.x. A 192.0.2.9\n*.x. MX 1 a.x.\n"
		      "c.x. CNAME a.x.\nx. SOA x. x. 1 2 3 4 5\nZONE_END\n",
		    f);
	for (size_t n = draw(6); n > 0; n--)
		if (one_in(2))
			put_simple_entry(f);
		else
			put_entry(f);
	fputs("SCENARIO_END\n", f);
	fclose(f);
	return text;
}

void
random_query(struct incoming *in, struct writer *w)
{
	static const char *const names[] = { "a.x. A", "A.X. A", "a.X. AAAA",
		"b.x. MX", "c.x. A", "y. A", "x. A" };
	struct asking a = { .question = PICK(names),
		.edns = one_in(3) ? 512 : 0,
		.dnssec = one_in(6),
		.flags = one_in(20) ? FLAG_QR : 0 };

	memset(in, 0, sizeof *in);
	asking_encode(&a, w);
	writer_put_u16(w, 0, (unsigned)draw(65536));
	if (one_in(10)) { /* the name is a pointer, into the ID perhaps */
		writer_put_u16(w, 0, one_in(2) ? 0x0161 : 0);
		writer_put_u16(w, WIRE_HEADER, 0xc000 | (unsigned)draw(3));
	}
	if (one_in(20))
		w->len = draw(w->len);
	in->server = draw(2);
	in->tcp = one_in(2);
	in->client[15] = (uint8_t)draw(2);
	in->octets = w->octets;
	in->len = w->len;
}
