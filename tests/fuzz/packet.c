/*
 * packet.c -- the octets choose, one after the other, the lines of an entry
 * that lies, and the numbers in them.  Many combinations are no scenario; what
 * is one has to make messages of at most 65535 octets.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

const char fuzz_target[] = "packet";

/* ROOM: an octet means the same line when more of them are added. */
enum { LINES_MAX = 24, LINES_ROOM = 96 };

/*
 * %b a number below 256, %w below 65536, %s below 16, %f a field, %x an octet
 * in hex, %h some, %n a name, %t a type, %{a|b} one of the words.
 */
static const char *const lines[] = {
	"SECTION ANSWER",
	"SECTION AUTHORITY",
	"SECTION ADDITIONAL",
	"%n A 192.0.2.%b",
	"%n %t \\# 2 %x%x",
	"%n CNAME %n",
	"%n MX %b %n",
	"%n TXT abcdefghijklmnop",
	"$GENERATE 1-%b %n A 192.0.2.$",
	"EXTRA_PACKET",
	"ADJUST %{copy_id|copy_query|copy_edns|from_zone}",
	"REPLY %{QR|AA|TC|DO|BADVERS|REFUSED|NOTIFY}",
	"TRUNCATE %{partial|empty|rrset|never|cut} at %b %{tc=0|tc=1|tcp|}",
	"TRUNCATE %{partial|empty|rrset|never|cut} %{tc=0|tc=1|tcp|}",
	"ID %{+|-|}%w",
	"QUESTION %{none|twice|swapcase}",
	"QUESTION %n %t",
	"QUESTION also %n %t",
	"FLAGS %{qr|aa|tc|rd|ra|z|ad|cd}=%{0|1}",
	"FLAGS %{opcode|rcode}=%s",
	"COUNT %{qd|an|ns|ar}=%w",
	"RCODE %b",
	"COMPRESS %{none|all|rfc1035}",
	"SIZE %w pad=%{before|after|additional}",
	"SIZE %b pad=%{before|after|additional}",
	"POKE %f %h",
	"POKE %b %h",
	"FLIP %f %h",
	"FLIP %w %h",
	"CUT %b",
	"APPEND %h",
	"MUTATE %b",
	"MUTATE %b seed=%w %{id|}",
	"POINTER %{answer|authority|additional}[%s].%{owner|rdata} %w",
	"POINTER question[0].qname %s",
	"POINTER %{answer|additional}[%s].%{owner|rdata} %f",
	"RAW_RR %{answer|authority|additional} %h",
	"LIMIT_RR %s",
	"EDNS %{none|always|always first|first}",
	"EDNS %{always |}%{size|version|flags|rcode|copies}=%b",
	"EDNS %{always |}owner=%n",
	"EDNS %{always |}options=%h",
	"COOKIE %{client=copy|client=wrong|} %{always|} server=%h",
	"COOKIE client=%h %{always|}",
	"COPIES %s",
	"COPIES %b gap=%bms",
	"TCP length=%{+|-|}%w",
	"TCP %{close_after|rst_after|stall_after}=%{end|1|40}",
	"TCP %{segment|split|close_after_answers}=%s",
	"TCP %{before|after}=%h",
	"HEX_ANSWER_BEGIN\n%h\nHEX_ANSWER_END",
	"HEX_EDNSDATA_BEGIN\n%h\nHEX_EDNSDATA_END",
	"DELAY %bms",
	"NAME n%s",
	"AFTER n%s",
	"FROM 127.0.0.%b",
	"FROM 127.0.0.%s:%w",
	"FROM :%w",
	"FROM [::%s]:%w",
	"TRUNCATE %{empty|cut} at %b %{tc=0|tc=1} tcp",
};

static const char *const fields[] = { "id", "flags", "qdcount", "ancount",
	"nscount", "arcount", "question[0].qname", "question[0].qtype",
	"question[0].qclass", "answer[0].owner", "answer[0].type",
	"answer[1].class", "answer[1].ttl", "answer[2].rdlength",
	"answer[9].rdata", "authority[0].rdlength", "additional[0].owner",
	"additional[3].rdata", "opt.type", "opt.rdlength", "opt.rdata",
	"opt[1].owner", "opt.rcode", "question[1].qname" };
static const char *const names[] = { "@", "a.example.", "A.EXAMPLE.",
	"b.a.example.", ".", "big.example.", "\\000.\\255.example.",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
	"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
	"ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc."
	"ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd." };
static const char *const types[] = { "A", "NS", "SOA", "OPT", "TXT", "ANY",
	"TYPE65280", "SRV", "DNAME", "RRSIG" };

#define LEN(array) (sizeof(array) / sizeof *(array))
#define PICK(array, r) ((array)[reader_u8(r) % LEN(array)])

static void
put_hex(struct reader *r, struct writer *w)
{
	for (unsigned n = reader_u8(r) % 40 + 1U; n > 0; n--)
		fuzz_put(w, "%02x", reader_u8(r));
}

/* P is behind "%{"; one of the words up to "}". */
static const char *
put_choice(const char *p, struct reader *r, struct writer *w)
{
	size_t words = 1, len = strcspn(p, "}"), chosen;
	const char *end = p + len + 1;

	for (size_t i = 0; i < len; i++)
		words += p[i] == '|';
	for (chosen = reader_u8(r) % words; chosen > 0; chosen--)
		p += strcspn(p, "|") + 1;
	writer_octets(w, p, strcspn(p, "|}"));
	return end;
}

static const char *
put_one(const char *p, struct reader *r, struct writer *w)
{
	switch (*p++) {
	case 'b':
		fuzz_put(w, "%u", reader_u8(r));
		break;
	case 'w':
		fuzz_put(w, "%u", reader_u16(r));
		break;
	case 's':
		fuzz_put(w, "%u", reader_u8(r) % 16U);
		break;
	case 'x':
		fuzz_put(w, "%02x", reader_u8(r));
		break;
	case 'f':
		fuzz_put(w, "%s", PICK(fields, r));
		break;
	case 'h':
		put_hex(r, w);
		break;
	case 'n':
		fuzz_put(w, "%s", PICK(names, r));
		break;
	case 't':
		fuzz_put(w, "%s", PICK(types, r));
		break;
	default:
		return put_choice(p, r, w);
	}
	return p;
}

static void
put_line(const char *line, struct reader *r, struct writer *w)
{
	while (*line != '\0')
		if (*line == '%')
			line = put_one(line + 1, r, w);
		else
			writer_u8(w, (unsigned char)*line++);
	writer_u8(w, '\n');
}

/* An entry, and the zone it may start from. */
static void
put_scenario(struct reader *r, struct writer *w)
{
	fuzz_put(w, "SCENARIO_BEGIN t\nZONE_BEGIN\nexample. MX 1 a.example.\n"
		    "$GENERATE 1-40 big.example. A 192.0.2.$\n"
		    "a.example. CNAME b.a.example.\nb.a.example. AAAA ::1\n"
		    "ZONE_END\nENTRY_BEGIN\nADJUST copy_id copy_query\n");
	for (int i = 0; i < LINES_MAX && r->pos < r->len; i++) {
		size_t choice = reader_u8(r) % LINES_ROOM;

		if (choice < LEN(lines))
			put_line(lines[choice], r, w);
	}
	fuzz_put(w, "ENTRY_END\nSCENARIO_END\n");
}

static void
ask(const struct scenario *s)
{
	static const struct {
		const char *name;
		uint16_t edns;
		bool tcp;
	} asked[] = {
		{ "a.example.", 0, false },
		{ "big.example.", 1232, false },
		{ "big.example.", 0, true },
		{ ".", 65535, true },
	};
	struct responder *r = responder_new(s);

	for (size_t i = 0; i < LEN(asked); i++) {
		struct fuzz_question q = { .type = RR_A,
			.id = 0xffff,
			.edns = asked[i].edns };
		struct writer w = { 0 };

		FUZZ_HOLDS(fuzz_name(asked[i].name, &q.name));
		fuzz_encode(&q, &w);
		fuzz_ask(r, s, 0, asked[i].tcp, w.octets, w.len);
		writer_clear(&w);
	}
	responder_free(r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *octets, size_t len)
{
	struct scenarios list;
	struct writer text = { 0 };
	struct reader r;

	reader_init(&r, octets, len);
	put_scenario(&r, &text);
	if (getenv("FUZZ_SHOW") != NULL)
		fwrite(text.octets, 1, text.len, stderr);
	if (fuzz_load(text.octets, text.len, &list)) {
		ask(list.v[0]);
		scenarios_clear(&list);
	}
	writer_clear(&text);
	return 0;
}
