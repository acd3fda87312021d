/* Wrong lines that damage a packet, and what is said about them. */
#include "config.h"

#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define TRUNCATE_FORM                                                          \
	"TRUNCATE partial|empty|rrset|never|cut [at N] [tc=0|1] [tcp]"
#define EDIT_FORM "POKE|FLIP offset|field hex, CUT octets or APPEND hex"
#define SIZE_FORM "SIZE octets pad=before|after|additional"
#define FLAGS_FORM                                                             \
	"qr= aa= tc= rd= ra= z= ad= cd= (0 or 1), opcode= or rcode= (0 to 15)"
#define TIME_FORM "a time such as 250ms or 12s, at most 1h"
#define EDNS_FORM                                                              \
	"EDNS none, or EDNS [always] [first] [size=n] [version=n] [flags=n] "  \
	"[rcode=n] [options=hex] [copies=n] [owner=name]"
#define COOKIE_FORM "COOKIE [client=copy|wrong|hex] [server=hex] [always]"
#define RAW_FORM "RAW_RR answer|authority|additional hex"
#define PLACE_FORM                                                             \
	"question[0].qname, or owner or rdata of a record such as "            \
	"answer[0].owner"
#define MUTATE_FORM "MUTATE bits [seed=n] [id]"
#define SOURCE_FORM "an address, address:port, [IPv6]:port or :port"

static const struct {
	const char *lines, *message; /* the latter without the path */
} cases[] = {
	{ "TRUNCATE half\n", ":2:10: `half`, want " TRUNCATE_FORM },
	{ "DELAY 5\n", ":2:7: `5`, want " TIME_FORM },
	{ "DELAY\n", ":2:6: the line ends here, want DELAY 250ms" },
	{ "ID\n", ":2:3: the line ends here, want ID +1 or ID 0x1234" },
	{ "ID x\n", ":2:4: `x`, want ID +1 or ID 0x1234" },
	{ "ID 65536\n", ":2:4: `65536`, want ID +1 or ID 0x1234" },
	{ "ID +-5\n", ":2:4: `+-5`, want ID +1 or ID 0x1234" },
	{ "TCP length=+-5\n",
	    ":2:5: `length=+-5`, want length=+5, length=-4 or length=0" },
	{ "QUESTION\n", ":2:9: the line ends here, want QUESTION "
			"none|twice|swapcase|[also] NAME [CLASS] TYPE" },
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
	{ "TRUNCATE\n", ":2:9: the line ends here, want " TRUNCATE_FORM },
	{ "TRUNCATE empty at\n",
	    ":2:18: the line ends here, want a number from 0 to 65535" },
	{ "TRUNCATE empty at 65536\n",
	    ":2:19: `65536`, want a number from 0 to 65535" },
	{ "TRUNCATE cut tc=2\n", ":2:14: `tc=2`, want " TRUNCATE_FORM },
	{ "TRUNCATE cut udp\n", ":2:14: `udp`, want " TRUNCATE_FORM },
	{ "TRUNCATE cut at 1 tc=0 tcp tcp\n",
	    ":2:28: `tcp` is one word too many, want " TRUNCATE_FORM },
	{ "LIMIT_RR\n", ":2:9: the line ends here, want LIMIT_RR records" },
	{ "LIMIT_RR -1\n", ":2:10: `-1`, want a number from 0 to 65535" },
	{ "QUESTION also\n",
	    ":2:14: the line ends here, want NAME [CLASS] TYPE" },
	{ "QUESTION also b. XX A\n", ":2:18: `XX`, want a class such as IN" },
	{ "QUESTION also b. IN A x\n",
	    ":2:23: `x` is one word too many, want QUESTION "
	    "none|twice|swapcase|[also] NAME [CLASS] TYPE" },
	{ "EDNS size\n", ":2:6: `size`, want " EDNS_FORM },
	{ "EDNS none size=1\n", ":2:6: `none`, want " EDNS_FORM },
	{ "EDNS size=65536\n",
	    ":2:6: `size=65536`, want size= and 0 to 65535" },
	{ "EDNS always version=256\n",
	    ":2:13: `version=256`, want version= and 0 to 255" },
	{ "EDNS flags=-1\n", ":2:6: `flags=-1`, want flags= and 0 to 65535" },
	{ "EDNS rcode=256\n", ":2:6: `rcode=256`, want rcode= and 0 to 255" },
	{ "EDNS copies=0\n", ":2:6: `copies=0`, want copies= and 1 to 256" },
	{ "EDNS copies=257\n",
	    ":2:6: `copies=257`, want copies= and 1 to 256" },
	{ "EDNS options=0\n",
	    ":2:6: `options=0`, want two hex digits an octet" },
	{ "EDNS copies=256 options="
	  "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
	  "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
	  "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
	  "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
	  "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
	  "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
	  "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
	  "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n",
	    ":2:6: 256 copies of 256 octets, want at most 65535 octets in "
	    "all" },
	{ "EDNS owner=..\n",
	    ":2:6: `owner=..`: a label is empty, want owner=name" },
	{ "COOKIE good\n", ":2:8: `good`, want " COOKIE_FORM },
	{ "COOKIE client=x\n",
	    ":2:8: `client=x`, want two hex digits an octet" },
	{ "COOKIE server=copy\n",
	    ":2:8: `server=copy`, want two hex digits an octet" },
	{ "RAW_RR answer\n", ":2:14: the line ends here, want " RAW_FORM },
	{ "RAW_RR question 00\n", ":2:8: `question`, want " RAW_FORM },
	{ "RAW_RR answer 00 0\n", ":2:18: `0`, want two hex digits an octet" },
	{ "RAW_RR answer \"\"\n", ":2:15: no octet, want " RAW_FORM },
	{ "POINTER answer[0].owner\n",
	    ":2:24: the line ends here, want POINTER answer[0].owner "
	    "offset|field" },
	{ "POINTER answer[0].type 1\n",
	    ":2:9: `answer[0].type`, want " PLACE_FORM },
	{ "POINTER question[0].qtype 1\n",
	    ":2:9: `question[0].qtype`, want " PLACE_FORM },
	{ "POINTER opt.owner 1\n", ":2:9: `opt.owner`, want " PLACE_FORM },
	{ "POINTER answer[0].owners 1\n",
	    ":2:9: `answer[0].owners`, want " PLACE_FORM },
	{ "POINTER answer[0].owner 16384\n",
	    ":2:25: `16384`, want a number from 0 to 16383" },
	{ "POINTER answer[0].owner owner\n",
	    ":2:25: no field `owner`, want an offset or a field such as "
	    "question[0].qname or answer[0].rdata" },
	{ "MUTATE\n", ":2:7: the line ends here, want " MUTATE_FORM },
	{ "MUTATE 0\n", ":2:8: `0`, want a number from 1 to 524280" },
	{ "MUTATE 1 seed=x\n", ":2:10: `seed=x`, want " MUTATE_FORM },
	{ "MUTATE 1 ID\n", ":2:10: `ID`, want " MUTATE_FORM },
	{ "COPIES\n", ":2:7: the line ends here, want COPIES n [gap=5ms]" },
	{ "COPIES 0\n", ":2:8: `0`, want a number from 1 to 256" },
	{ "COPIES 257\n", ":2:8: `257`, want a number from 1 to 256" },
	{ "COPIES 2 gap=5\n", ":2:10: `gap=5`, want COPIES n [gap=5ms]" },
	{ "COPIES 2 5ms\n", ":2:10: `5ms`, want COPIES n [gap=5ms]" },
	{ "FROM\n", ":2:5: the line ends here, want FROM address[:port], "
		    "[v6]:port or :port" },
	{ "FROM x\n", ":2:6: `x`, want " SOURCE_FORM },
	{ "FROM 127.0.0.1:65536\n",
	    ":2:6: `127.0.0.1:65536`, want " SOURCE_FORM },
	{ "FROM 127.0.0.1:\n", ":2:6: `127.0.0.1:`, want " SOURCE_FORM },
	{ "FROM [::1\n", ":2:6: `[::1`, want " SOURCE_FORM },
	{ "FROM [::1]53\n", ":2:6: `[::1]53`, want " SOURCE_FORM },
	{ "FROM \"\"\n", ":2:6: ``, want " SOURCE_FORM },
	{ "FROM []\n", ":2:6: `[]`, want " SOURCE_FORM },
	{ "FROM []:1\n", ":2:6: `[]:1`, want " SOURCE_FORM },
	{ "AFTER\n", ":2:6: the line ends here, want AFTER name" },
	/* what shows when the whole file was read */
	{ "AFTER x\nENTRY_END\n",
	    ":2:7: no entry has the NAME `x`, want one that has" },
	{ "AFTER x\nENTRY_END\nENTRY_BEGIN\nNAME y\nENTRY_END\n",
	    ":2:7: no entry has the NAME `x`, want one that has" },
	{ "NAME x\nENTRY_END\nENTRY_BEGIN\nENTRY_END\n"
	  "ENTRY_BEGIN\nNAME x\nENTRY_END\n",
	    ":6:1: a second entry of the NAME `x`, want another name" },
	{ "AFTER x\nENTRY_END\nENTRY_BEGIN\nNAME x\nADJUST do_not_answer\n"
	  "ENTRY_END\n",
	    ":2:7: the entry `x` sends nothing, want one that does" },
	{ "NAME x\nAFTER x\nENTRY_END\n",
	    ":3:7: AFTER goes round in a circle, want an order" },
	{ "NAME x\nAFTER y\nENTRY_END\n"
	  "ENTRY_BEGIN\nNAME z\nEXTRA_PACKET\nAFTER x\nENTRY_END\n"
	  "ENTRY_BEGIN\nNAME y\nAFTER z\nENTRY_END\n",
	    ":8:7: AFTER goes round in a circle, want an order" },
	{ "FROM :54\nENTRY_END\nSERVER 127.0.0.1\nSERVER 127.0.0.2\n",
	    ":2:6: `:54` where more than one server answers, want MATCH "
	    "server=ADDRESS" },
	{ "FROM ::1\nENTRY_END\n",
	    ":2:6: `::1`, want an address of the server's family" },
	{ "MATCH server=127.0.0.1\nEXTRA_PACKET\nFROM ::1\nENTRY_END\n"
	  "SERVER ::1\n",
	    ":4:6: `::1`, want an address of the server's family" },
};

START_TEST(says_where_and_what)
{
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct memory_file file;
	char text[1000];

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
	Suite *suite = suite_create("parse_errors_fault");
	TCase *tc = tcase_create("parse_errors_fault");

	tcase_add_loop_test(tc, says_where_and_what, 0, LEN(cases));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
