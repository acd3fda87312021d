/* Octet for octet: records that are wrong, and wrong bits. */
#include "config.h"

#include "tests/golden.h"

static const struct golden records[] = {
	{ .name = "golden:42 an owner and nothing more",
	    R "RAW_RR answer c00c",
	    "1234 8180 0001 0001 0000 0000 " QU "c00c",
	    "!" },
	{ .name = "golden:42 owner and type",
	    R "RAW_RR answer c00c 0001",
	    "1234 8180 0001 0001 0000 0000 " QU "c00c 0001",
	    "!" },
	{ .name = "golden:42 no RDLENGTH",
	    R "RAW_RR answer c00c 0001 0001 0000003c",
	    "1234 8180 0001 0001 0000 0000 " QU "c00c 0001 0001 0000003c",
	    "!" },
	{ .name = "golden:42 RDLENGTH too big",
	    ONE "POKE answer[0].rdlength 0005",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0001 0001 0000003c 0005 c0000201",
	    "!" },
	{ .name = "golden:42 RDLENGTH too small",
	    ONE "POKE answer[0].rdlength 0003",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0001 0001 0000003c 0003 c0000201" },
	{ .name = "golden:42 RDLENGTH 65535",
	    ONE "POKE answer[0].rdlength ffff",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0001 0001 0000003c ffff c0000201",
	    "!" },
	{ .name = "golden:42 an address of three octets",
	    R "RAW_RR answer c00c 0001 0001 0000003c 0003 c00002",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0001 0001 0000003c 0003 c00002" },
	{ .name = "golden:42 an address of sixteen octets",
	    R AN "a. 60 TYPE1 \\# 16 20010db8000000000000000000000001",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0001 0001 0000003c 0010 20010db8000000000000000000000001" },
	{ .name = "golden:42 no octet of an address",
	    R AN "a. 60 TYPE1 \\# 0",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0001 0001 0000003c 0000" },
	{ .name = "golden:42 raw records keep their place",
	    R AN "a. 60 A 192.0.2.1\n"
		 "RAW_RR answer c00c 0001 0001 0000003c 0004 c0000202\n"
		 "a. 60 A 192.0.2.3\nRAW_RR authority 00\n"
		 "RAW_RR additional 00 0029 ffff 0000 0000 0000\n"
		 "POKE answer[1].rdata 0a\nPOKE opt.size 0200",
	    "1234 8180 0001 0003 0001 0001 " QU
		A("01") "c00c 0001 0001 0000003c 0004 0a000202" A(
		    "03") "00 00 0029 0200 0000 0000 0000" },
	{ .name = "golden:42 they count for truncation",
	    R "RAW_RR answer c00c 0001 0001 0000003c 0004 c0000201\n"
	      "RAW_RR answer c00c\nTRUNCATE partial at 36",
	    "1234 8380 0001 0001 0000 0000 " QU A("01"),
	    "an a. 60 IN A 192.0.2.1\n" },
	{ .name = "golden:42 what is behind them counts, too",
	    R "RAW_RR answer c00c 0001 0001 0000003c 0004 c0000201 ffff\n"
	      "TRUNCATE partial at 36",
	    "1234 8380 0001 0000 0000 0000 " QU,
	    "NOERROR qr tc rd ra\n" },
	{ .name = "golden:42 they count for SIZE",
	    R "RAW_RR answer c00c 0001 0001 0000003c 0004 c0000201\n"
	      "SIZE 50 pad=additional",
	    "1234 8180 0001 0001 0000 0001 " QU A(
		"01") "00 ff00 0001 0000003c 0004 00000000",
	    "an a. 60 IN A 192.0.2.1\nar . 60 IN TYPE65280 \\# 4 00000000" },
	{ .name = "golden:42 a field of half a record",
	    R "RAW_RR answer c00c\nPOKE answer[0].owner ff\n"
	      "POKE answer[0].rdlength 00",
	    "!an edit is outside the message:"
	    "1234 8180 0001 0001 0000 0000 " QU "ff0c" },
	{ .name = "golden:46 a signature and text",
	    ONE "a. 60 RRSIG A 8 1 9 20260101000000 20250101000000 9 a. AAAA\n"
		"a. 60 TXT x",
	    "1234 8180 0001 0003 0000 0000 " QU A(
		"01") "c00c 002e 0001 0000003c 0018 "
		      "0001 08 01 00000009 6955b900 67748580 0009 016100 000000"
		      "c00c 0010 0001 0000003c 0002 0178",
	    "an a. 60 IN TXT \"x\"\n" },
	{ .name = "golden:46 an address for another question",
	    R AN "a. 60 A 192.0.2.1",
	    "1234 8180 0001 0001 0000 0000 016100001c 0001" A("01"),
	    "an a. 60 IN A 192.0.2.1\n",
	    "1234 0100 0001 0000 0000 0000 016100 001c 0001" },
	{ .name = "golden:46 an unrelated owner",
	    R AN "b. 60 A 192.0.2.1",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "016200 0001 0001 0000003c 0004 c0000201",
	    "an b. 60 IN A 192.0.2.1\n" },
	{ .name = "golden:46 another class",
	    R AN "a. 60 CH A 192.0.2.1",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0001 0003 0000003c 0004 c0000201",
	    "an a. 60 CH A 192.0.2.1\n" },
	{ .name = "golden:47 full sections",
	    ONE "SECTION AUTHORITY\na. 60 NS b.\n"
		"SECTION ADDITIONAL\nb. 60 A 192.0.2.2",
	    "1234 8180 0001 0001 0001 0001 " QU A(
		"01") "c00c 0002 0001 0000003c 0003 016200"
		      "c02f 0001 0001 0000003c 0004 c0000202",
	    "ns a. 60 IN NS b.\nar b. 60 IN A 192.0.2.2\n" },
	{ .name = "golden:53 a bit",
	    ONE "FLIP answer[0].rdata 80",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0001 0001 0000003c 0004 40000201",
	    "an a. 60 IN A 64.0.2.1\n" },
	{ .name = "golden:53 octets at an offset",
	    ONE "POKE 31 0a000001\nFLIP 2 01",
	    "1234 8080 0001 0001 0000 0000 " QU
	    "c00c 0001 0001 0000003c 0004 0a000001",
	    "NOERROR qr ra\nan a. 60 IN A 10.0.0.1\n" },
	{ .name = "golden:53 octets of literal octets",
	    HEX("0000 8180 0001 0001 0000 0000 " QU A(
		"01")) "ADJUST copy_id\nPOKE answer[0].ttl 00000000\n"
		       "FLIP question[0].qname 0020",
	    "1234 8180 0001 0001 0000 0000 0141000001 0001"
	    "c00c 0001 0001 00000000 0004 c0000201",
	    "an A. 0 IN A 192.0.2.1\n" },
	{ .name = "golden:53 fields as far as literal octets can be read",
	    HEX("0000 8180 0002 0002 0000 0001 " QU
		"c00c 000f 0001 " A("01") "c00c 0001 0001 0000003c ffff "
					  "c0000201") "POKE question[1].qtype "
						      "001c\nPOKE "
						      "answer[1].rdlength "
						      "0004\n"
						      "POKE answer[1].rdata "
						      "0a\nPOKE "
						      "additional[0].owner ff",
	    "!an edit is outside the message:"
	    "0000 8180 0002 0002 0000 0001 " QU
	    "c00c 001c 0001 " A("01") "c00c 0001 0001 0000003c 0004 0a000201",
	    NULL },
	{ .name = "golden:53 fields end at a name that is none",
	    HEX("0000 8180 0001 0001 0000 0000 " QU
		"4000 0001 0001 0000003c 0004 c0000201") "POKE answer[0].owner "
							 "00\nPOKE "
							 "answer[0].type 001c",
	    "!an edit is outside the message:"
	    "0000 8180 0001 0001 0000 0000 " QU
	    "0000 0001 0001 0000003c 0004 c0000201",
	    NULL },
	{ .name = "golden:53 eight bits by chance",
	    ONE "MUTATE 8 seed=1",
	    "1234 8180 4401 0001 2000 0000 01618000410001"
	    "c00c 0081 0001 0000003c 0004 c0000245" },
	{ .name = "golden:53 eight others",
	    ONE "MUTATE 8 seed=2",
	    "1234 81c0 0081 0001 0000 1080 0161 0000010081"
	    "c008 0001 0001 0010003c 0004 c0040201" },
	{ .name = "golden:53 all bits, the ID too",
	    HEX("00ff 0f") "MUTATE 24 id",
	    "ff00f0",
	    "!" },
	{ .name = "golden:53 more bits than there are",
	    HEX("00ff 0f") "MUTATE 9",
	    "!an edit is outside the message:00ff0f",
	    "!" },
};

GOLDEN_MAIN(records)
