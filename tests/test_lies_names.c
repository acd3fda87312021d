/* Octet for octet: names that no encoder would write. */
#include "config.h"

#include "tests/golden.h"

static const struct golden names[] = {
	{ .name = "golden:41 a name that is itself",
	    ONE "POINTER answer[0].owner answer[0].owner",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c013 0001 0001 0000003c 0004 c0000201",
	    "!" },
	{ .name = "golden:41 two names that are each other",
	    R AN "a. 60 A 192.0.2.1\nb. 60 A 192.0.2.2\n"
		 "POINTER answer[0].owner answer[1].owner\n"
		 "POINTER answer[1].owner answer[0].owner",
	    "1234 8180 0001 0002 0000 0000 " QU
	    "c023 0001 0001 0000003c 0004 c0000201"
	    "c013 0001 0001 0000003c 0004 c0000202",
	    "!" },
	{ .name = "golden:41 forward, to a whole name",
	    ONE "b. 60 A 192.0.2.2\nPOINTER answer[0].owner answer[1].owner",
	    "1234 8180 0001 0002 0000 0000 " QU
	    "c023 0001 0001 0000003c 0004 c0000201"
	    "016200 0001 0001 0000003c 0004 c0000202" },
	{ .name = "golden:41 beyond the message",
	    ONE "POINTER answer[0].owner 0x3fff",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "ffff 0001 0001 0000003c 0004 c0000201",
	    "!" },
	{ .name = "golden:41 to 511",
	    ONE "POINTER answer[0].owner 511",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c1ff 0001 0001 0000003c 0004 c0000201",
	    "!" },
	{ .name = "golden:41 into the header",
	    ONE "POINTER answer[0].owner 0",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c000 0001 0001 0000003c 0004 c0000201" },
	{ .name = "golden:41 to an address",
	    ONE "POINTER answer[0].owner answer[0].rdata",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c01f 0001 0001 0000003c 0004 c0000201",
	    "!" },
	{ .name = "golden:41 the question is its own name",
	    ONE "POINTER question[0].qname 12",
	    "1234 8180 0001 0001 0000 0000 c00c 0001 0001 "
	    "016100 0001 0001 0000003c 0004 c0000201",
	    "!" },
	{ .name = "golden:41 an alias of itself",
	    R AN "a. 60 CNAME b.\nPOINTER answer[0].rdata answer[0].rdata",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0005 0001 0000003c 0002 c01f",
	    "!" },
	{ .name = "golden:41 an alias that leads well", /* shorter: offsets move
							 */
	    R AN "a. 60 CNAME long-name.\na. 60 A 192.0.2.1\n"
		 "POINTER answer[0].rdata question[0].qname",
	    "1234 8180 0001 0002 0000 0000 " QU
	    "c00c 0005 0001 0000003c 0002 c00c" A("01"),
	    "an a. 60 IN CNAME a.\nan a. 60 IN A 192.0.2.1\n" },
	{ .name = "golden:41 a name behind other fields",
	    R AN "a. 60 SRV 1 2 3 b.\na. 60 MX 7 b.\n"
		 "POINTER answer[0].rdata 12\nPOINTER answer[1].rdata 12",
	    "1234 8180 0001 0002 0000 0000 " QU
	    "c00c 0021 0001 0000003c 0008 0001 0002 0003 c00c"
	    "c00c 000f 0001 0000003c 0004 0007 c00c",
	    "an a. 60 IN SRV 1 2 3 a.\nan a. 60 IN MX 7 a.\n" },
	{ .name = "golden:41 a name in front of other fields",
	    R AN "a. 60 RRSIG A 8 1 9 20260101000000 20250101000000 9 b. AAAA\n"
		 "POINTER answer[0].rdata 12",
	    "1234 8180 0001 0001 0000 0000 " QU "c00c 002e 0001 0000003c 0017 "
	    "0001 08 01 00000009 6955b900 67748580 0009 c00c 000000",
	    "20250101000000 9 a. AAAA\n" },
	{ .name = "golden:41 two names in the RDATA",
	    R AN "a. 60 SOA a. a. 1 2 3 4 5\nPOINTER answer[0].rdata 20",
	    "!a POINTER or its target has no place:"
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0006 0001 0000003c 0018 c00c c00c "
	    "00000001 00000002 00000003 00000004 00000005",
	    "an a. 60 IN SOA a. a. 1 2 3 4 5\n" },
	{ .name = "golden:41 the additional section, OPT in front",
	    R "SECTION ADDITIONAL\nb. 60 A 192.0.2.1\nEDNS always first\n"
	      "POINTER additional[1].owner 12",
	    "1234 8180 0001 0000 0000 0002 " QU OPT "0000" A("01"),
	    "ar a. 60 IN A 192.0.2.1\n" },
	{ .name = "golden:41 labels, then a circle",
	    R "RAW_RR answer 03777777c013 0001 0001 0000003c 0004 c0000201",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "03777777c013 0001 0001 0000003c 0004 c0000201",
	    "!" },
	{ .name = "golden:41 half a pointer",
	    R "RAW_RR answer c0",
	    "1234 8180 0001 0001 0000 0000 " QU "c0",
	    "!" },
	{ .name = "golden:41 a label of 64 octets", /* both high bits: 01 */
	    R "RAW_RR answer 40 00 0001 0001 0000003c 0004 c0000201",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "40 00 0001 0001 0000003c 0004 c0000201",
	    "!" },
	{ .name = "golden:41 no compression",
	    R "COMPRESS none\n" AN "a. 60 CNAME b.a.",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "016100 0005 0001 0000003c 0005 0162016100",
	    "an a. 60 IN CNAME b.a.\n" },
	{ .name = "golden:41 compression in SRV",
	    R "COMPRESS all\n" AN "a. 60 SRV 1 2 3 b.a.",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0021 0001 0000003c 000a 0001 0002 0003 0162c00c",
	    "an a. 60 IN SRV 1 2 3 b.a.\n" },
	{ .name = "golden:41 no such record",
	    ONE "POINTER answer[1].owner 12\nPOINTER authority[0].rdata 12",
	    "!a POINTER or its target has no place:"
	    "1234 8180 0001 0001 0000 0000 " QU A("01"),
	    "an a. 60 IN A 192.0.2.1\n" },
	{ .name = "golden:41 no name in the RDATA",
	    ONE "POINTER answer[0].rdata 12",
	    "!a POINTER or its target has no place:"
	    "1234 8180 0001 0001 0000 0000 " QU A("01"),
	    "an a. 60 IN A 192.0.2.1\n" },
	{ .name = "golden:41 no such target",
	    ONE "POINTER answer[0].owner opt.owner",
	    "!a POINTER or its target has no place:"
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c000 0001 0001 0000003c 0004 c0000201" },
	{ .name = "golden:41 a raw record has no name to replace",
	    R "RAW_RR answer c00c 0001 0001 0000003c 0004 c0000201\n"
	      "POINTER answer[0].owner 20",
	    "!a POINTER or its target has no place:"
	    "1234 8180 0001 0001 0000 0000 " QU A("01"),
	    "an a. 60 IN A 192.0.2.1\n" },
	{ .name = "golden:44 a chain of three",
	    R AN "a. 60 CNAME b.\nb. 60 CNAME c.\nc. 60 CNAME d.\n"
		 "d. 60 A 192.0.2.1",
	    "1234 8180 0001 0004 0000 0000 " QU
	    "c00c 0005 0001 0000003c 0003 016200"
	    "c01f 0005 0001 0000003c 0003 016300"
	    "c02e 0005 0001 0000003c 0003 016400"
	    "c03d 0001 0001 0000003c 0004 c0000201",
	    "an c. 60 IN CNAME d.\nan d. 60 IN A 192.0.2.1\n" },
	{ .name = "golden:44 a circle of two",
	    R AN "a. 60 CNAME b.\nb. 60 CNAME a.",
	    "1234 8180 0001 0002 0000 0000 " QU
	    "c00c 0005 0001 0000003c 0003 016200"
	    "c01f 0005 0001 0000003c 0002 c00c",
	    "an a. 60 IN CNAME b.\nan b. 60 IN CNAME a.\n" },
	{ .name = "golden:44 an alias to nowhere",
	    R AN "a. 60 CNAME b.",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0005 0001 0000003c 0003 016200",
	    "an a. 60 IN CNAME b.\n" },
	{ .name = "golden:44 two aliases of one name",
	    R AN "a. 60 CNAME b.\na. 60 CNAME c.",
	    "1234 8180 0001 0002 0000 0000 " QU
	    "c00c 0005 0001 0000003c 0003 016200"
	    "c00c 0005 0001 0000003c 0003 016300",
	    "an a. 60 IN CNAME b.\nan a. 60 IN CNAME c.\n" },
	{ .name = "golden:45 an asterisk",
	    R AN "a. 60 CNAME *.",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0005 0001 0000003c 0003 012a00",
	    "an a. 60 IN CNAME *.\n" },
	{ .name = "golden:45 a hyphen first",
	    R AN "a. 60 CNAME -x.",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0005 0001 0000003c 0004 022d7800",
	    "an a. 60 IN CNAME -x.\n" },
	{ .name = "golden:45 markup",
	    R AN "a. 60 CNAME <b>.",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 0005 0001 0000003c 0005 033c623e00",
	    "an a. 60 IN CNAME <b>.\n" },
	{ .name = "golden:45 not ASCII",
	    R AN "\\255\\195\\164. 60 CNAME a.",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "03ffc3a400 0005 0001 0000003c 0002 c00c",
	    "an \\255\\195\\164. 60 IN CNAME a.\n" },
	{ .name = "golden:45 a dot and a NUL in a label",
	    R AN "a. 60 PTR x\\.y\\000.",
	    "1234 8180 0001 0001 0000 0000 " QU
	    "c00c 000c 0001 0000003c 0006 04782e790000",
	    "an a. 60 IN PTR x\\.y\\000.\n" },
};

GOLDEN_MAIN(names)
