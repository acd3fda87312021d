/* Octet for octet: what is wrong with OPT and its cookie. */
#include "config.h"

#include "tests/golden.h"

/* Queries with a cookie (RFC 7873 4). */
#define ASKS_COOKIE                                                            \
	"1234 0100 0001 0000 0000 0001 " QU "00 0029 04d0 0000 0000 000c "     \
	"000a 0008 0102030405060708"
#define ASKS_BOTH                                                              \
	"1234 0100 0001 0000 0000 0001 " QU "00 0029 04d0 0000 0000 0014 "     \
	"000a 0010 0102030405060708 1112131415161718"
#define ASKS_SHORT                                                             \
	"1234 0100 0001 0000 0000 0001 " QU "00 0029 04d0 0000 0000 000b "     \
	"0003 0000 000a 0003 010203"

static const struct golden edns[] = {
	{ .name = "golden:48 formerr to OPT",
	    "REPLY QR RD FORMERR\nADJUST copy_id",
	    "1234 8101 0000 0000 0000 0000",
	    "FORMERR qr rd\n",
	    ASKS_OPT },
	{ .name = "golden:48 a nameserver that never heard of it",
	    "NOEDNS formerr\nZONE_BEGIN\na. 60 A 192.0.2.1\nZONE_END\n"
	    "ENTRY_BEGIN\nADJUST from_zone\nENTRY_END\n",
	    "1234 8101 0001 0000 0000 0000 " QU,
	    "FORMERR qr rd\n",
	    ASKS_OPT },
	{ .name = "golden:48 no OPT back",
	    ONE,
	    "1234 8180 0001 0001 0000 0000 " QU A("01"),
	    "an a. 60 IN A 192.0.2.1\n",
	    ASKS_OPT },
	{ .name = "golden:48 none where one is due",
	    ONE "ADJUST copy_edns\nEDNS none",
	    "1234 8180 0001 0001 0000 0000 " QU A("01"),
	    "an a. 60 IN A 192.0.2.1\n",
	    ASKS_OPT },
	{ .name = "golden:48 nobody asked for it",
	    ONE "EDNS",
	    "1234 8180 0001 0001 0000 0001 " QU A("01") OPT "0000",
	    "opt 1232 rcode 0 version 0 flags 0" },
	{ .name = "golden:48 words wait for an OPT",
	    ONE "EDNS size=512 copies=2",
	    "1234 8180 0001 0001 0000 0000 " QU A("01"),
	    "an a. 60 IN A 192.0.2.1\n" },
	{ .name = "golden:48 badvers, another version",
	    R "REPLY BADVERS\nEDNS version=1",
	    "1234 8180 0001 0000 0000 0001 " QU "00 0029 04d0 0101 0000 0000",
	    "opt 1232 rcode 1 version 1 flags 0",
	    ASKS_OPT },
	{ .name = "golden:48 size 0, all flags",
	    R "EDNS always size=0 flags=0xffff",
	    "1234 8180 0001 0000 0000 0001 " QU "00 0029 0000 0000 ffff 0000",
	    "opt 0 rcode 0 version 0 flags 65535" },
	{ .name = "golden:48 two of them",
	    ONE "EDNS always copies=2",
	    "1234 8180 0001 0001 0000 0002 " QU A("01") OPT "0000" OPT "0000" },
	{ .name = "golden:48 an option",
	    R "ADJUST copy_edns\nEDNS options=fde900021234",
	    "1234 8180 0001 0000 0000 0001 " QU OPT "0006 fde9 0002 1234",
	    "opt 1232 rcode 0",
	    ASKS_OPT },
	{ .name = "golden:48 an option in place of others",
	    R "HEX_EDNSDATA_BEGIN\n00030000\nHEX_EDNSDATA_END\nEDNS options=",
	    "1234 8180 0001 0000 0000 0001 " QU OPT "0000",
	    "opt 1232 rcode 0" },
	{ .name = "golden:48 an option longer than the OPT",
	    R "EDNS always options=0003ffff00",
	    "1234 8180 0001 0000 0000 0001 " QU OPT "0005 0003 ffff 00" },
	{ .name = "golden:48 not at the root",
	    R "EDNS always owner=b.a.",
	    "1234 8180 0001 0000 0000 0001 " QU
	    "0162c00c 0029 04d0 0000 0000 0000" },
	{ .name = "golden:48 in front",
	    R "SECTION ADDITIONAL\na. 60 A 192.0.2.1\nEDNS always first\n"
	      "POKE additional[0].type 002a\nPOKE additional[1].ttl 00000000\n"
	      "POKE opt.type 0029",
	    "1234 8180 0001 0000 0000 0002 " QU OPT "0000"
	    "c00c 0001 0001 00000000 0004 c0000201",
	    "ar a. 0 IN A 192.0.2.1\nopt 1232" },
	{ .name = "golden:48 in the answer section",
	    R "RAW_RR answer 00 0029 04d0 0000 0000 0000",
	    "1234 8180 0001 0001 0000 0000 " QU OPT "0000" },
	{ .name = "golden:48 its fields",
	    R "EDNS always options=00030000\nPOKE opt.owner c0\n"
	      "POKE opt.size 0001\nPOKE opt.rcode 02\nPOKE opt.version 03\n"
	      "POKE opt.flags 0405\nPOKE opt.rdlength 0009\nPOKE opt.rdata ff",
	    "1234 8180 0001 0000 0000 0001 " QU
	    "c0 0029 0001 0203 0405 0009 ff030000" },
	{ .name = "golden:48 the second one's fields",
	    R "EDNS always copies=2\nPOKE opt[1].size 0200\n"
	      "POKE additional[0].rdlength 0001",
	    "1234 8180 0001 0000 0000 0002 " QU
	    "00 0029 04d0 0000 0000 0001 00 0029 0200 0000 0000 0000" },
	{ .name = "golden:48 a zone's answer, DO and an option",
	    "ZONE_BEGIN\na. 60 A 192.0.2.1\nZONE_END\nENTRY_BEGIN\n"
	    "ADJUST from_zone\nREPLY DO\nHEX_EDNSDATA_BEGIN\n00030000\n"
	    "HEX_EDNSDATA_END\nENTRY_END\n",
	    "1234 8180 0001 0001 0000 0001 " QU A(
		"01") "00 0029 04d0 0000 8000 0004 00030000",
	    "an a. 60 IN A 192.0.2.1\nopt 1232 rcode 0 version 0 flags 32768" },
	{ .name = "golden:48 a zone's answer, badvers",
	    "ZONE_BEGIN\na. 60 A 192.0.2.1\nZONE_END\nENTRY_BEGIN\n"
	    "ADJUST from_zone\nREPLY BADVERS\nENTRY_END\n",
	    "1234 8180 0001 0001 0000 0001 " QU A(
		"01") "00 0029 04d0 0100 0000 0000",
	    "opt 1232 rcode 1",
	    ASKS_OPT },
	{ .name = "golden:49 the client's cookie and ours",
	    R "COOKIE server=a1a2a3a4a5a6a7a8",
	    "1234 8180 0001 0000 0000 0001 " QU OPT
	    "0014 000a 0010 0102030405060708 a1a2a3a4a5a6a7a8",
	    "opt 1232 rcode 0",
	    ASKS_COOKIE },
	{ .name = "golden:49 only the client's part is copied",
	    R "COOKIE server=a1a2a3a4a5a6a7a8",
	    "1234 8180 0001 0000 0000 0001 " QU OPT
	    "0014 000a 0010 0102030405060708 a1a2a3a4a5a6a7a8",
	    "opt 1232 rcode 0",
	    ASKS_BOTH },
	{ .name = "golden:49 behind other options",
	    R "EDNS options=00030000\nCOOKIE",
	    "1234 8180 0001 0000 0000 0001 " QU OPT
	    "0010 0003 0000 000a 0008 0102030405060708",
	    "opt 1232 rcode 0",
	    ASKS_COOKIE },
	{ .name = "golden:49 missing",
	    R "ADJUST copy_edns",
	    "1234 8180 0001 0000 0000 0001 " QU OPT "0000",
	    "opt 1232 rcode 0",
	    ASKS_COOKIE },
	{ .name = "golden:49 not asked for",
	    R "COOKIE server=a1a2a3a4a5a6a7a8",
	    "1234 8180 0001 0000 0000 0000 " QU,
	    "NOERROR qr rd ra\n" },
	{ .name = "golden:49 sent all the same",
	    R "COOKIE always client=1111111111111111 server=2222222222222222",
	    "1234 8180 0001 0000 0000 0001 " QU OPT
	    "0014 000a 0010 (8:11) (8:22)",
	    "opt 1232 rcode 0" },
	{ .name = "golden:49 no cookie to copy",
	    R "COOKIE always",
	    "1234 8180 0001 0000 0000 0001 " QU OPT "000c 000a 0008 (8:00)",
	    "opt 1232 rcode 0" },
	{ .name = "golden:49 rotated",
	    R "COOKIE server=b1b2b3b4b5b6b7b8\nRCODE 23",
	    "1234 8187 0001 0000 0000 0001 " QU "00 0029 04d0 0100 0000 "
	    "0014 000a 0010 0102030405060708 b1b2b3b4b5b6b7b8",
	    "opt 1232 rcode 1",
	    ASKS_BOTH },
	{ .name = "golden:49 another client's",
	    R "COOKIE client=wrong server=a1",
	    "1234 8180 0001 0000 0000 0001 " QU OPT
	    "000d 000a 0009 fefdfcfbfaf9f8f7 a1",
	    "opt 1232 rcode 0",
	    ASKS_COOKIE },
	{ .name = "golden:49 a client's cookie of three octets",
	    R "COOKIE",
	    "1234 8180 0001 0000 0000 0001 " QU OPT "0007 000a 0003 010203",
	    "opt 1232 rcode 0",
	    ASKS_SHORT },
	{ .name = "golden:49 forty-one octets",
	    R "COOKIE server=a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"
	      "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
	    "1234 8180 0001 0000 0000 0001 " QU OPT
	    "002d 000a 0029 0102030405060708 (33:a1)",
	    "opt 1232 rcode 0",
	    ASKS_COOKIE },
	{ .name = "golden:49 empty",
	    R "COOKIE client=",
	    "1234 8180 0001 0000 0000 0001 " QU OPT "0004 000a 0000",
	    "opt 1232 rcode 0",
	    ASKS_COOKIE },
};

GOLDEN_MAIN(edns)
