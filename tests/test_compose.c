/* Packets of entries: what is chosen, encoded and then damaged. */
#include "config.h"

#include <stdio.h>

#include "fakedns/compose.h"
#include "tests/records.h"
#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* The octets of the entry with LINES as hex; "! why" behind what failed. */
static char *
composed(const char *lines, const struct asking *a)
{
	struct writer query = { 0 }, out = { 0 };
	struct incoming in = asking_incoming(a, &query);
	char text[1000], *hex = NULL;
	const char *why = NULL;
	struct scenarios list;
	const struct scenario *s;
	size_t len;
	FILE *f = open_memstream(&hex, &len);

	snprintf(text, sizeof text, ENTRY("%s\n"), lines);
	s = scenario_text_load(&list, text);
	if (!compose_packet(s, 1, s->entries[0].packets, &in, &out, &why))
		fprintf(f, "! %s: ", why);
	for (size_t i = 0; i < out.len; i++)
		fprintf(f, "%02x", (unsigned)out.octets[i]);
	fclose(f);
	writer_clear(&out);
	writer_clear(&query);
	scenarios_clear(&list);
	return hex;
}

/* The query is "a. A", ID 1234, RD. */
#define COPY "REPLY QR\nADJUST copy_id copy_query\n"
#define ONE COPY "SECTION ANSWER\na. 60 A 192.0.2.1\n"
#define QUESTION                                                               \
	"0161000001"                                                           \
	"0001"
#define RECORD "c00c000100010000003c0004c0000201"
#define HEX "HEX_ANSWER_BEGIN\naabb 0000 0000\nHEX_ANSWER_END\n"

static const struct {
	const char *lines, *want;
} cases[] = {
	{ "", "000000000000000000000000" },
	{ "REPLY QR AA SERVFAIL", "000084020000000000000000" },
	{ "ADJUST copy_id", "123400000000000000000000" },
	{ COPY, "123480000001000000000000" QUESTION },
	{ "SECTION QUESTION\nb. MX", "000000000001000000000000"
				     "016200000f0001" },
	{ "SECTION QUESTION\n@ MX", "000000000001000000000000"
				    "016100000f0001" },
	{ "SECTION QUESTION\nb. MX\nADJUST copy_query",
	    "000000000001000000000000" QUESTION },
	{ ONE, "123480000001000100000000" QUESTION RECORD },
	{ COPY "SECTION AUTHORITY\n@ 5 A 192.0.2.1",
	    "123480000001000000010000" QUESTION
	    "c00c00010001000000050004c0000201" },
	/* OPT */
	{ "REPLY QR DO", "000080000000000000000001"
			 "0000290"
			 "4d0"
			 "00008000"
			 "0000" },
	{ "REPLY QR BADVERS", "000080000000000000000001"
			      "00002904d0010000000000" },
	{ "HEX_EDNSDATA_BEGIN\n000a0000\nHEX_EDNSDATA_END",
	    "000000000000000000000001"
	    "00002904d0000000000004000a0000" },
	{ "ADJUST copy_edns", "000000000000000000000000" },
	/* lies about the question come before encoding */
	{ ONE "QUESTION none", "123480000000000100000000"
			       "016100000100010000003c0004c0000201" },
	{ ONE "QUESTION twice",
	    "123480000002000100000000" QUESTION "c00c00010001" RECORD },
	{ COPY "QUESTION swapcase", "123480000001000000000000"
				    "01410000010001" },
	{ ONE "QUESTION b. CH MX", "123480000001000100000000"
				   "016200000f0003"
				   "016100000100010000003c0004c0000201" },
	{ "QUESTION twice", "000000000000000000000000" },
	{ "QUESTION @ MX", "000000000001000000000000"
			   "016100000f0001" },
	/* lies in the header */
	{ "ADJUST copy_id\nID +1", "123500000000000000000000" },
	{ "ID -1", "ffff00000000000000000000" },
	{ "ADJUST copy_id\nID 0xbeef", "beef00000000000000000000" },
	{ "REPLY QR RA\nFLAGS qr=0 opcode=2 z=1 rcode=9",
	    "000010c90000000000000000" },
	{ COPY "COUNT qd=0 an=65535 ar=1",
	    "123480000000ffff00000001" QUESTION },
	{ "COUNT ns=2", "000000000000000000020000" },
	{ "REPLY NXDOMAIN\nRCODE 4", "000000040000000000000000" },
	{ "REPLY DO\nRCODE 23", "000000070000000000000001"
				"00002904d0010080000000" },
	{ "RCODE 15", "0000000f0000000000000000" },
	/* its upper bits need OPT */
	{ "RCODE 23", "000000070000000000000001"
		      "00002904d0010000000000" },
	{ "RCODE 23\nEDNS none", "000000070000000000000000" },
	{ "FLAGS rcode=1\nRCODE 2", "000000020000000000000000" },
	/* edits see what all that made */
	{ ONE "POKE answer[0].rdlength 0005",
	    "123480000001000100000000" QUESTION
	    "c00c000100010000003c0005c0000201" },
	{ ONE "QUESTION none\nPOKE answer[0].type 001c",
	    "123480000000000100000000"
	    "016100001c00010000003c0004c0000201" },
	{ COPY "POKE question[0].qtype 001c\nFLIP question[0].qname 0020",
	    "123480000001000000000000"
	    "0141"
	    "00001c0001" },
	{ "ID 0xbeef\nPOKE id 0001\nFLIP 2 80", "000180000000000000000000" },
	{ "CUT 3\nAPPEND ff\nPOKE 3 00", "00000000" },
	{ "CUT 0", "" },
	{ COPY "SIZE 13 pad=additional\nAPPEND 00",
	    "! SIZE cannot be reached: "
	    "123480000001000000000000" QUESTION "00" },
	{ "POKE answer[0].ttl 00\nAPPEND ff",
	    "! an edit is outside the message: 000000000000000000000000ff" },
	{ "CUT 13", "! an edit is outside the message: "
		    "000000000000000000000000" },
	/* octets as they are; only the ID is copied, where asked for */
	{ HEX, "aabb00000000" },
	{ HEX "ADJUST copy_id", "123400000000" },
	{ HEX "ADJUST copy_query\nREPLY QR\nSECTION ANSWER\na. 60 A 192.0.2.1",
	    "aabb00000000" },
	{ HEX "ID 1\nFLAGS qr=1",
	    "! a message without a header: aabb00000000" },
	{ COPY "TRUNCATE cut at 5\nCOUNT qd=0",
	    "! a message without a header: 1234820000" },
	{ HEX "DELAY 1s\nSIZE 99 pad=after", "aabb00000000" },
	{ HEX "APPEND 01\nPOKE 0 0000", "00000000000001" },
	{ HEX "POKE question[0].qtype 0000",
	    "! an edit is outside the message: aabb00000000" },
	{ "HEX_ANSWER_BEGIN\nHEX_ANSWER_END\nADJUST copy_id", "" },
	{ "HEX_ANSWER_BEGIN\n12\nHEX_ANSWER_END\nADJUST copy_id", "12" },
	{ "HEX_ANSWER_BEGIN\n0000 0000 0000 0000 0000 0000\nHEX_ANSWER_END\n"
	  "ID 0x1234\nFLAGS tc=1\nCOUNT qd=1",
	    "123402000001000000000000" },
};

START_TEST(composes)
{
	char *got =
	    composed(cases[_i].lines, &(struct asking){ .question = "a. A" });

	ck_assert_msg(strcmp(got, cases[_i].want) == 0, "%s\nwant %s\ngot  %s",
	    cases[_i].lines, cases[_i].want, got);
	free(got);
}
END_TEST

START_TEST(what_a_query_lacks_is_not_copied)
{
	char *got = composed(COPY "SECTION ANSWER\n@ 60 A 192.0.2.1",
	    &(struct asking){ 0 });

	ck_assert_str_eq(got, "123480000000000100000000"
			      "00000100010000003c0004c0000201");
	free(got);
	got = composed("ADJUST copy_edns\nREPLY DO",
	    &(struct asking){ .question = "a. A", .edns = 4096 });
	ck_assert_str_eq(got, "000000000000000000000001"
			      "00002904d0000080000000");
	free(got);
	got = composed("ADJUST copy_edns",
	    &(struct asking){ .question = "a. A", .dnssec = true });
	ck_assert_str_eq(got, "000000000000000000000001"
			      "00002904d0000000000000");
	free(got);
}
END_TEST

static const size_t sizes[] = { 58, 100, 512, 513, 1232, 3058, 4801, 65535 };

START_TEST(size_is_exact)
{
	static const char *const pads[] = { "before", "after", "additional" };
	static const char *const compressions[] = { "rfc1035", "none", "all" };
	char lines[300], *got;

	snprintf(lines, sizeof lines, ONE "SIZE %zu pad=%s\nCOMPRESS %s",
	    sizes[(size_t)_i / 9], pads[_i % 3], compressions[_i / 3 % 3]);
	got = composed(lines, &(struct asking){ .question = "a. A" });
	ck_assert_msg(strlen(got) == 2 * sizes[(size_t)_i / 9], "%s: %zu",
	    lines, strlen(got) / 2);
	free(got);
}
END_TEST

/* What padding in front moves past offset 16383 is compressed no more. */
START_TEST(size_is_exact_beyond_the_last_target)
{
	char *got = composed(ONE "$GENERATE 1-90 n$.b. CNAME c$.n$.b.\n"
				 "SIZE 20000 pad=before",
	    &(struct asking){ .question = "a. A" });

	ck_assert_uint_eq(strlen(got), (size_t)2 * 20000);
	free(got);
}
END_TEST

START_TEST(length_has_16_bits)
{
	char *got = composed(ONE "SIZE 65535 pad=after\nAPPEND ff",
	    &(struct asking){ .question = "a. A" });
	const char *why = "! a message of more than 65535 octets: ";

	ck_assert_mem_eq(got, why, strlen(why));
	ck_assert_uint_eq(strlen(got) - strlen(why), (size_t)2 * WIRE_MAX);
	free(got);
}
END_TEST

static const struct {
	const char *how, *want;
} encodings[] = {
	{ "rfc1035", "c00c"
		     "0027"
		     "0001"
		     "0000003c"
		     "0005"
		     "0162016300"
		     "c00c"
		     "0005"
		     "0001"
		     "0000003c"
		     "0002"
		     "c00c" },
	{ "all", "c00c"
		 "0027"
		 "0001"
		 "0000003c"
		 "0005"
		 "0162016300"
		 "c00c"
		 "0005"
		 "0001"
		 "0000003c"
		 "0002"
		 "c00c" },
	{ "none", "016100"
		  "0027"
		  "0001"
		  "0000003c"
		  "0005"
		  "0162016300"
		  "016100"
		  "0005"
		  "0001"
		  "0000003c"
		  "0003"
		  "016100" },
};

START_TEST(compresses)
{
	char lines[300], want[300], *got;

	snprintf(lines, sizeof lines,
	    COPY "COMPRESS %s\nSECTION ANSWER\n"
		 "a. 60 DNAME b.c.\na. 60 CNAME a.",
	    encodings[_i].how);
	snprintf(want, sizeof want, "123480000001000200000000" QUESTION "%s",
	    encodings[_i].want);
	got = composed(lines, &(struct asking){ .question = "a. A" });
	ck_assert_str_eq(got, want);
	free(got);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("compose");
	TCase *tc = tcase_create("compose");

	tcase_add_loop_test(tc, composes, 0, LEN(cases));
	tcase_add_test(tc, what_a_query_lacks_is_not_copied);
	tcase_add_loop_test(tc, size_is_exact, 0, 9 * LEN(sizes));
	tcase_add_test(tc, size_is_exact_beyond_the_last_target);
	tcase_add_test(tc, length_has_16_bits);
	tcase_add_loop_test(tc, compresses, 0, LEN(encodings));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
