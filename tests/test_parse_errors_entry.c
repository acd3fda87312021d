/* Wrong lines of an entry, and what is said about them. */
#include "config.h"

#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define TRUNCATE_FORM "TRUNCATE partial|empty|rrset|never [at N]"
#define MATCH_WORDS                                                            \
	"opcode qtype qname subdomain all ttl UDP TCP edns noedns DO "         \
	"ednsdata any serial=n udp_size=n server=ADDRESS"
#define REPLY_WORDS                                                             \
	"flags (QR AA TC RD CD RA AD DO), an opcode (QUERY …) or a response " \
	"code (NOERROR NXDOMAIN SERVFAIL …)"
#define ADJUST_WORDS                                                           \
	"copy_id copy_query copy_edns from_zone do_not_answer sleep=seconds "  \
	"packet_sleep=seconds"
#define TIMES_FORM "TIMES 1, TIMES 2-3 or TIMES 4- [of any]"
#define EDIT_FORM "POKE|FLIP offset|field hex, CUT octets or APPEND hex"
#define TCP_FORM                                                               \
	"length=, close_after=, rst_after= or stall_after= and octets or end"
#define SIZE_FORM "SIZE octets pad=before|after|additional"
#define FLAGS_FORM                                                             \
	"qr= aa= tc= rd= ra= z= ad= cd= (0 or 1), opcode= or rcode= (0 to 15)"
#define TIME_FORM "a time such as 250ms or 12s, at most 1h"
#define RR_FORM "\"OWNER [TTL] [CLASS] TYPE RDATA\""

#define LATER                                                                  \
	"not supported yet, want it left out (an owner of that name is "       \
	"written in lower case)"

static const struct {
	const char *lines, *message; /* the latter without the path */
} cases[] = {
	{ "", ":1:1: an entry without an end, want ENTRY_END" },
	{ "WHAT x\n",
	    ":2:1: unknown word `WHAT`, want a word of an entry (MATCH, REPLY, "
	    "ADJUST, SECTION, TIMES, DELAY …) or ENTRY_END" },
	{ "MATCH\n", ":2:6: the line ends here, want MATCH word …" },
	{ "MATCH QTYPE\n",
	    ":2:7: unknown MATCH word `QTYPE`, want " MATCH_WORDS },
	{ "MATCH serial=x\n",
	    ":2:7: unknown MATCH word `serial=x`, want " MATCH_WORDS },
	{ "MATCH udp_size=65536\n",
	    ":2:7: unknown MATCH word `udp_size=65536`, want " MATCH_WORDS },
	{ "REPLY\n", ":2:6: the line ends here, want REPLY word …" },
	{ "REPLY qr\n", ":2:7: unknown REPLY word `qr`, want " REPLY_WORDS },
	{ "ADJUST\n", ":2:7: the line ends here, want ADJUST word …" },
	{ "ADJUST copy\n",
	    ":2:8: unknown ADJUST word `copy`, want " ADJUST_WORDS },
	{ "ADJUST sleep=x\n",
	    ":2:8: unknown ADJUST word `sleep=x`, want " ADJUST_WORDS },
	{ "SECTION\n", ":2:8: the line ends here, want SECTION "
		       "QUESTION|ANSWER|AUTHORITY|ADDITIONAL" },
	{ "SECTION ZONE\n",
	    ":2:9: `ZONE`, want QUESTION, ANSWER, AUTHORITY or ADDITIONAL" },
	{ "SECTION QUESTION\na\n",
	    ":3:2: the line ends here, want NAME [CLASS] TYPE" },
	{ "SECTION QUESTION\na IN NOTYPE\n",
	    ":3:6: `NOTYPE`, want a type such as A" },
	{ "SECTION QUESTION\na XX A\n", ":3:3: `XX`, want a class such as IN" },
	{ "SECTION QUESTION\n.. A\n",
	    ":3:1: `..`: a label is empty, want a name" },
	{ "TIMES\n", ":2:6: the line ends here, want " TIMES_FORM },
	{ "SECTION ANSWER\na. IN NOTYPE x\n",
	    ":3:1: unknown type \"NOTYPE\", want " RR_FORM },
	{ "SECTION ADDITIONAL\n$GENERATE 1-2 x\n",
	    ":3:1: no type, want " RR_FORM },
	{ "TIMES 0\n", ":2:7: `0`, want " TIMES_FORM },
	{ "TIMES 3-2\n", ":2:7: `3-2`, want " TIMES_FORM },
	{ "TIMES 1 of all\n", ":2:9: `of`, want " TIMES_FORM },
	{ "TIMES 1 of\n", ":2:9: `of`, want " TIMES_FORM },
	{ "NAME\n", ":2:5: the line ends here, want NAME word" },
	{ "NAME a b\n", ":2:8: `b` is one word too many, want NAME word" },
	{ "HEX_ANSWER_BEGIN\n0\n", ":3:1: `0`, want two hex digits an octet" },
	{ "HEX_ANSWER_BEGIN\n",
	    ":2:1: a block without an end, want HEX_ANSWER_END" },
	{ "HEX_EDNSDATA_BEGIN\nxx\n",
	    ":3:1: `xx`, want two hex digits an octet" },
	{ "TRUNCATE half\n", ":2:10: `half`, want " TRUNCATE_FORM },
	{ "DELAY 5\n", ":2:7: `5`, want " TIME_FORM },
	{ "DELAY\n", ":2:6: the line ends here, want DELAY 250ms" },
	{ "ID\n", ":2:3: the line ends here, want ID +1 or ID 0x1234" },
	{ "ID x\n", ":2:4: `x`, want ID +1 or ID 0x1234" },
	{ "ID 65536\n", ":2:4: `65536`, want ID +1 or ID 0x1234" },
	{ "QUESTION\n", ":2:9: the line ends here, want QUESTION "
			"none|twice|swapcase|NAME [CLASS] TYPE" },
	{ "QUESTION none A x\n", ":2:15: `A`, want a class such as IN" },
	{ "QUESTION twice twice\n", ":2:16: `twice`, want a type such as A" },
	{ "FLAGS qr=2\n", ":2:7: `qr=2`, want " FLAGS_FORM },
	{ "FLAGS x=1\n", ":2:7: `x=1`, want " FLAGS_FORM },
	{ "COUNT xx=1\n",
	    ":2:7: `xx=1`, want qd= an= ns= or ar= and a number to 65535" },
	{ "COUNT an=65536\n",
	    ":2:7: `an=65536`, want qd= an= ns= or ar= and a number to 65535" },
	{ "RCODE 4096\n", ":2:7: `4096`, want a number from 0 to 4095" },
	{ "COMPRESS some\n", ":2:10: `some`, want none, all or rfc1035" },
	{ "SIZE 600\n", ":2:9: the line ends here, want " SIZE_FORM },
	{ "SIZE 600 pad=both\n", ":2:10: `pad=both`, want " SIZE_FORM },
	{ "SIZE 11 pad=after\n", ":2:6: `11`, want a number from 12 to 65535" },
	{ "POKE 2\n", ":2:7: the line ends here, want " EDIT_FORM },
	{ "POKE 2 8\n", ":2:8: `8`, want two hex digits an octet" },
	{ "POKE opcode 80\n", ":2:6: no field `opcode`, want an offset or a "
			      "field such as flags or answer[0].rdlength" },
	{ "POKE answer[0].size 80\n",
	    ":2:6: no field `answer[0].size`, want an offset or a field such "
	    "as flags or answer[0].rdlength" },
	{ "FLIP 70000 80\n", ":2:6: `70000`, want a number from 0 to 65535" },
	{ "CUT x\n", ":2:5: `x`, want a number from 0 to 65535" },
	{ "CUT 1 2\n", ":2:7: `2` is one word too many, want " EDIT_FORM },
	{ "APPEND\n", ":2:7: the line ends here, want " EDIT_FORM },
	{ "APPEND \"\"\n", ":2:8: ``, want two hex digits an octet" },
	{ "TCP\n",
	    ":2:4: the line ends here, want TCP length=… close_after=…" },
	{ "TCP length=x\n",
	    ":2:5: `length=x`, want length=+5, length=-4 or length=0" },
	{ "TCP close_after=65538\n",
	    ":2:5: `close_after=65538`, want " TCP_FORM },
	{ "TCP segment=1\n", ":2:5: `segment=1`, want " TCP_FORM },
	{ "TCP rst_after=x\n", ":2:5: `rst_after=x`, want " TCP_FORM },
	{ "TCP stall_after\n", ":2:5: `stall_after`, want " TCP_FORM },
	{ "COPIES 3 gap=5ms\n", ":2:1: `COPIES` is " LATER },
	{ "FROM 127.0.0.9:53\n", ":2:1: `FROM` is " LATER },
	{ "RAW_RR answer 07\n", ":2:1: `RAW_RR` is " LATER },
	{ "POINTER answer[0].owner 511\n", ":2:1: `POINTER` is " LATER },
	{ "SECTION ANSWER\nAFTER a\n", ":3:1: `AFTER` is " LATER },
	{ "SECTION QUESTION\na. A\nb. A\n",
	    ":4:1: a second question, want one (and QUESTION twice to send it "
	    "twice)" },
	/* in a plain file white space stands for the owner above */
	{ "SECTION ANSWER\n A 192.0.2.1\n",
	    ":3:1: no owner before this line, want " RR_FORM },
};

START_TEST(says_where_and_what)
{
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct memory_file file;
	char text[200];

	snprintf(text, sizeof text, "ENTRY_BEGIN\n%s", cases[_i].lines);
	memory_file_open(&file, text);
	ck_assert_int_eq(scenarios_load(file.path, "t", NULL, &list, &err), -1);
	ck_assert_mem_eq(err.text, file.path, strlen(file.path));
	ck_assert_str_eq(err.text + strlen(file.path), cases[_i].message);
	ck_assert_uint_eq(list.count, 0);
	close(file.fd);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("parse_errors_entry");
	TCase *tc = tcase_create("parse_errors_entry");

	tcase_add_loop_test(tc, says_where_and_what, 0, LEN(cases));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
