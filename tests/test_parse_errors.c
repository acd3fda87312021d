/* Wrong lines outside entries, and what is said about them. */
#include "config.h"

#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define FACTS                                                                  \
	"udp_sent tcp_syns tcp_connections tcp_queries sockets tcp_segments "  \
	"elapsed with = < > <= >= and a number or 1..2, or distinct_ids "      \
	"no_query no_edns"
#define PLAIN_WORDS                                                            \
	"ENTRY_BEGIN RANGE_BEGIN ADDRESS RANGE_END $ORIGIN $TTL ZONE_BEGIN "   \
	"TRUNCATE NOEDNS SERVER VARY"
#define SCENARIO_WORDS                                                         \
	"SCENARIO_BEGIN SCENARIO_END WHY REF TAGS CLAIM CLIENTS NEEDS "        \
	"UNCONFIRMED VARY SERVER ZONE_BEGIN TRUNCATE NOEDNS RANGE_BEGIN "      \
	"ADDRESS RANGE_END ENTRY_BEGIN $ORIGIN $TTL FILE_BEGIN "               \
	"FILE_HEX_BEGIN FILE_NONE FILE_MODE FILE_LINK ENV LIMIT KERNEL "       \
	"DEADLINE BENCH CALL STEP REPEAT THREADS STACK SIGNALS CANCEL CLOCK "  \
	"FORK "                                                                \
	"AIO ERRNO ORDER RESULT_BEGIN EXPECT PIN"
#define SERVER_FORM                                                            \
	"SERVER ADDRESS [port=53] [udp=open|closed|silent] "                   \
	"[tcp=open|refused|close|reset|silent|blackhole|full] [tfo=on|off]"
#define TRUNCATE_FORM                                                          \
	"TRUNCATE partial|empty|rrset|never|cut [at N] [tc=0|1] [tcp]"
#define KERNEL_FORM                                                            \
	"ipv6=on|disabled|absent bindv6only=0|1 tcp_fastopen=n mtu=n "         \
	"address=IP unreachable=IP route=default|none hostname=x race=wanted"
#define PATH_FORM                                                              \
	"a path below /etc, no part of it empty or starting with a dot"
#define RANGE_FORM "ADDRESSES 1.. OF 198.51.100.0/24"
#define TIME_FORM "a time such as 250ms or 12s, at most 1h"
#define RR_FORM "\"OWNER [TTL] [CLASS] TYPE RDATA\""
#define S(lines) "SCENARIO_BEGIN t\n" lines

static const struct {
	const char *text, *message; /* the latter without the path */
} cases[] = {
	{ "SCENARIO_BEGIN\n",
	    ":1:15: the line ends here, want SCENARIO_BEGIN title" },
	{ "TITLE x\nSCENARIO_BEGIN t\n",
	    ":1:1: `TITLE`, want SCENARIO_BEGIN first" },
	{ S(""), ":1:1: a scenario without an end, want SCENARIO_END" },
	{ S("SCENARIO_BEGIN u\n"),
	    ":2:1: a second SCENARIO_BEGIN, want one scenario a file" },
	{ S("SCENARIO_END\nWHY x\n"),
	    ":3:1: `WHY` behind SCENARIO_END, want nothing there" },
	{ S("RANGE_BEGIN 1 2\nSCENARIO_END\n"),
	    ":3:1: SCENARIO_END inside a RANGE, want RANGE_END first" },
	{ "CALL x\n", ":1:1: unknown word `CALL`, want one of " PLAIN_WORDS },
	{ S("call x\n"),
	    ":2:1: unknown word `call`, want one of " SCENARIO_WORDS },
	{ S("WHY\n"), ":2:4: the line ends here, want a sentence" },
	{ S("REF\n"), ":2:4: the line ends here, want REF rfc7766#5 …" },
	{ S("TAGS ; c\n"), ":2:5: the line ends here, want TAGS word …" },
	{ S("CLAIM\n"), ":2:6: the line ends here, want CLAIM word …" },
	{ S("CLIENTS\n"),
	    ":2:8: the line ends here, want CLIENTS musl glibc …" },
	{ S("NEEDS\n"), ":2:6: the line ends here, want NEEDS ipv6 …" },
	{ S("UNCONFIRMED\n"), ":2:12: the line ends here, want a sentence" },
	{ S("WHY ${n}\n"), ":2:5: no VARY line names `n`, want one" },
	{ "VARY n\n", ":1:7: VARY too short, want VARY name value …" },
	{ S("REF \"x\n"), ":2:5: a quote without an end, want \"" },
	{ S("SERVER\n"), ":2:7: the line ends here, want " SERVER_FORM },
	{ S("SERVER 192.0.2\n"),
	    ":2:8: `192.0.2`, want an IPv4 or IPv6 address" },
	{ S("SERVER 192.0.2.1%lo\n"),
	    ":2:8: `192.0.2.1%lo`, want an IPv4 or IPv6 address" },
	{ S("SERVER ::1\nSERVER 0::1\n"),
	    ":3:8: server `0::1` is known already, want SERVER lines first, "
	    "each address once" },
	{ S("EXPECT x\nSERVER ::1\n"), ":2:1: EXPECT before any CALL, want it "
				       "behind the CALL it is about" },
	{ S("SERVER ::1 port=0\n"), ":2:12: `port=0`, want " SERVER_FORM },
	{ S("SERVER ::1 port=53 udp=open tcp=open x\n"),
	    ":2:38: `x`, want " SERVER_FORM },
	{ S("SERVER ::1 port=53 udp=open tcp=open tfo=on x\n"),
	    ":2:45: `x` is one word too many, want " SERVER_FORM },
	{ S("SERVER ::1 tfo=yes\n"), ":2:12: `tfo=yes`, want " SERVER_FORM },
	{ S("SERVER ::1 udp=full\n"),
	    ":2:12: `udp=full`, want udp=open, closed or silent" },
	{ S("SERVER ::1 tcp=dead\n"),
	    ":2:12: `tcp=dead`, want tcp=open, refused, close, reset, silent, "
	    "blackhole or full" },
	{ S("STEP 1\n"),
	    ":2:7: the line ends here, want STEP n CALL … or STEP n SERVER …" },
	{ S("STEP 0 CALL x\n"), ":2:6: `0`, want a number from 1 to 10000" },
	{ S("STEP 1 SERVER ::1 udp=open\n"),
	    ":2:15: no server has the address `::1`, want one of a SERVER line "
	    "above" },
	{ S("STEP 1 SERVER 127.0.0.1\n"),
	    ":2:24: the line ends here, want "
	    "STEP n SERVER ADDRESS down|up or udp=… "
	    "tcp=…" },
	{ S("STEP 1 SERVER 127.0.0.1 port=1\n"),
	    ":2:25: `port=1`, want down, up, udp=… or tcp=…" },
	{ S("STEP 1 SERVER 127.0.0.1 off\n"),
	    ":2:25: `off`, want down, up, udp=… or tcp=…" },
	{ S("STEP 1 SERVER 127.0.0.1 down tcp=no\n"),
	    ":2:30: `tcp=no`, want tcp=open, refused, close, reset, silent, "
	    "blackhole or full" },
	{ S("STEP 1 SERVER 127.0.0.1 udp=off\n"),
	    ":2:25: `udp=off`, want udp=open, closed or silent" },
	{ S("STEP 1 WAIT x\n"), ":2:8: `WAIT`, want CALL or SERVER" },
	{ S("STEP 3 CALL x\nSTEP 3 CALL y\n"),
	    ":3:6: step 3 comes late, want 4 or more" },
	{ S("CALL x\nSTEP 2 SERVER 127.0.0.1 udp=open\nSCENARIO_END\n"),
	    ":3:1: no CALL has step 2 or more, want one" },
	{ S("RANGE_BEGIN 1\n"),
	    ":2:14: the line ends here, want RANGE_BEGIN from to [address]" },
	{ S("RANGE_BEGIN 1 2 x\n"), ":2:17: no server has the address `x`, "
				    "want one of a SERVER line above" },
	{ S("RANGE_BEGIN 3 2\n"),
	    ":2:15: `2`, want a number from 3 to 2147483647" },
	{ S("RANGE_BEGIN 1 2\nRANGE_BEGIN 3 4\n"),
	    ":3:1: a RANGE inside a RANGE, want RANGE_END first" },
	{ S("RANGE_END\n"),
	    ":2:1: RANGE_END alone, want RANGE_BEGIN above it" },
	{ S("ADDRESS\n"), ":2:8: the line ends here, want ADDRESS ip" },
	{ S("ADDRESS ::1\n"), ":2:1: ADDRESS outside a RANGE, want RANGE_BEGIN "
			      "from to above it" },
	{ S("RANGE_BEGIN 1 2\nADDRESS ::1\n"),
	    ":3:9: no server has the address `::1`, want one of a SERVER line "
	    "above" },
	{ S("TRUNCATE\n"), ":2:9: the line ends here, want " TRUNCATE_FORM },
	{ S("TRUNCATE some\n"), ":2:10: `some`, want " TRUNCATE_FORM },
	{ S("TRUNCATE empty 512\n"), ":2:16: `512`, want " TRUNCATE_FORM },
	{ S("TRUNCATE empty at\n"),
	    ":2:18: the line ends here, want a number from 0 to 65535" },
	{ S("TRUNCATE empty at 70000\n"),
	    ":2:19: `70000`, want a number from 0 to 65535" },
	{ S("NOEDNS\n"),
	    ":2:7: the line ends here, want NOEDNS off|formerr|ignore|drop" },
	{ S("NOEDNS badvers\n"),
	    ":2:8: `badvers`, want off, formerr, ignore or drop" },
	{ S("ZONE_BEGIN x\n"), ":2:12: `x`, want recursive or authoritative" },
	{ S("ZONE_BEGIN\na. IN NOTYPE 192.0.2.1\n"),
	    ":3:7: unknown type \"NOTYPE\", want " RR_FORM },
	{ S("ZONE_BEGIN\n"), ":2:1: a zone without an end, want ZONE_END" },
	{ S("ZONE_BEGIN\n$INCLUDE x\n"), ":3:1: unknown directive `$INCLUDE`, "
					 "want $ORIGIN, $TTL or $GENERATE" },
	{ S("ZONE_BEGIN\n$TTL -1\n"),
	    ":3:6: `-1`, want seconds or a time such as 1h30m" },
	{ S("ZONE_BEGIN\n$TTL 3551w\n"),
	    ":3:6: `3551w`, want seconds or a time such as 1h30m" },
	{ S("SERVER \"::1\" port=\n"), ":2:14: `port=`, want " SERVER_FORM },
	{ S("TRUNCATE \"empty\" at\n"),
	    ":2:20: the line ends here, want a number from 0 to 65535" },
	{ S("TRUNCATE empty \"at\"\n"), ":2:16: `at`, want " TRUNCATE_FORM },
	{ S("NOEDNS \"drop\" x\n"), ":2:15: `x` is one word too many, want "
				    "NOEDNS off|formerr|ignore|drop" },
	{ S("$ORIGIN a..b\n"), ":2:9: `a..b`: a label is empty, want a name" },
	{ S("$TTL\n"), ":2:5: the line ends here, want $TTL seconds" },
	{ S("ZONE_BEGIN\n$GENERATE 3-1 a$ A 192.0.2.$\n"),
	    ":3:1: $GENERATE 3-1, want START-STOP upwards, or STOP one less "
	    "for no line" },
	{ S("ZONE_BEGIN authoritative\na. A 192.0.2.1\nZONE_END\n"),
	    ":2:1: an authoritative zone without a SOA record, want one at its "
	    "apex" },
	{ S("FILE_BEGIN\n"),
	    ":2:11: the line ends here, want a path below /etc" },
	{ S("FILE_BEGIN /tmp/x\n"), ":2:12: `/tmp/x`, want " PATH_FORM },
	{ S("FILE_BEGIN /etc/../x\n"), ":2:12: `/etc/../x`, want " PATH_FORM },
	{ S("FILE_BEGIN /etc/a/.b\n"), ":2:12: `/etc/a/.b`, want " PATH_FORM },
	{ S("FILE_NONE /etc//x\n"), ":2:11: `/etc//x`, want " PATH_FORM },
	{ S("FILE_NONE /etc/x/\n"), ":2:11: `/etc/x/`, want " PATH_FORM },
	{ S("FILE_NONE /etc\n"), ":2:11: `/etc`, want " PATH_FORM },
	{ S("FILE_BEGIN /etc/x\nFILE_END ; c\n"),
	    ":2:1: a file without an end, want FILE_END" },
	{ S("FILE_NONE /etc/x\nFILE_LINK /etc/x y\n"),
	    ":3:11: `/etc/x` a second time, want each file once" },
	{ S("FILE_HEX_BEGIN /etc/x\n01 2\n"),
	    ":3:4: `2`, want two hex digits an octet" },
	{ S("FILE_HEX_BEGIN /etc/x\n"),
	    ":2:1: a block without an end, want FILE_HEX_END" },
	{ S("FILE_MODE /etc/x 8\n"), ":2:18: `8`, want an octal mode to 777" },
	{ S("FILE_MODE /etc/x \"\"\n"),
	    ":2:18: ``, want an octal mode to 777" },
	{ S("FILE_LINK /etc/x\n"), ":2:17: the line ends here, want FILE_MODE "
				   "path 000 or FILE_LINK path target" },
	{ S("ENV A\n"), ":2:5: `A`, want NAME=VALUE" },
	{ S("ENV =x\n"), ":2:5: `=x`, want NAME=VALUE" },
	{ S("LIMIT nofile=x\n"),
	    ":2:7: `nofile=x`, want nofile=4 or stack=16k" },
	{ S("LIMIT stack=4g\n"),
	    ":2:7: `stack=4g`, want nofile=4 or stack=16k" },
	{ S("BENCH warm\n"),
	    ":2:7: `warm`, want cold, together, threads=n, rate=n or "
	    "lookups=n" },
	{ S("BENCH threads=0\n"), ":2:7: `0`, want a number from 1 to 64" },
	{ S("BENCH cold rate=100001\n"),
	    ":2:12: `100001`, want a number from 1 to 100000" },
	{ S("BENCH cold threads=2\n"),
	    ":2:1: cold with threads= or rate=, want a process a look-up or "
	    "one process" },
	{ S("BENCH\nBENCH\n"), ":3:1: a second BENCH, want one at most" },
	{ S("KERNEL ipv6=off\n"), ":2:8: `ipv6=off`, want " KERNEL_FORM },
	{ S("KERNEL mtu=12\n"), ":2:8: `mtu=12`, want " KERNEL_FORM },
	{ S("KERNEL address=here\n"),
	    ":2:8: `address=here`, want " KERNEL_FORM },
	{ S("KERNEL\n"),
	    ":2:7: the line ends here, want KERNEL ipv6=disabled …" },
	{ S("DEADLINE 5\n"), ":2:10: `5`, want " TIME_FORM },
	{ S("DEADLINE 0s\n"), ":2:10: no time at all, want at least 1ms" },
	{ S("DEADLINE 3601s\n"), ":2:10: `3601s`, want " TIME_FORM },
	{ S("CALL\n"),
	    ":2:5: the line ends here, want CALL getaddrinfo NAME …" },
	{ S("REPEAT 2\n"), ":2:1: REPEAT before any CALL, want it behind the "
			   "CALL it is about" },
	{ S("CALL x\nREPEAT 0\n"),
	    ":3:8: `0`, want a number from 1 to 100000" },
	{ S("CALL x\nORDER random\n"),
	    ":3:7: `random`, want any, wire or rfc6724" },
	{ S("CALL x\nORDER\n"),
	    ":3:6: the line ends here, want ORDER any|wire|rfc6724" },
	{ S("THREADS 2\n"), ":2:1: THREADS before any CALL, want it behind "
			    "the CALL it is about" },
	{ S("CALL x\nTHREADS 65\n"), ":3:9: `65`, want a number from 1 to 64" },
	{ S("CALL x\nREPEAT\n"), ":3:7: the line ends here, want REPEAT n" },
	{ S("CALL x\nSTACK 1k\n"), ":3:7: `1k`, want octets from 2k to 64m" },
	{ S("CALL x\nSTACK 65m\n"), ":3:7: `65m`, want octets from 2k to 64m" },
	{ S("CALL x\nSIGNALS 10\n"), ":3:9: `10`, want " TIME_FORM },
	{ S("CALL x\nCANCEL 0ms\n"),
	    ":3:8: no time at all, want at least 1ms" },
	{ S("CALL x\nCANCEL 1s\nTHREADS 2\n"),
	    ":4:1: THREADS and CANCEL about one CALL, want one of them" },
	{ S("CALL x\nCLOCK fast\n"), ":3:7: `fast`, want frozen or step" },
	{ S("CALL x\nFORK 2\n"), ":3:6: `2` is one word too many, want FORK" },
	{ S("RESULT_BEGIN\n"), ":2:1: a RESULT before any CALL, want it behind "
			       "the CALL it is about" },
	{ S("CALL x\nRESULT_BEGIN wanted\n"),
	    ":3:14: `wanted`, want permitted" },
	{ S("CALL x\nRESULT_BEGIN\nRESULT_END\n"),
	    ":4:1: an empty RESULT, want a status such as ok or EAI_NONAME" },
	{ S("CALL x\nRESULT_BEGIN\nok\n"),
	    ":3:1: a result without an end, want RESULT_END" },
	{ S("CALL x\nRESULT_BEGIN\nADDRESSES 1..\n"),
	    ":4:14: the line ends here, want " RANGE_FORM },
	{ S("CALL x\nRESULT_BEGIN\nADDRESSES x OF ::/0\n"),
	    ":4:11: `x`, want " RANGE_FORM },
	{ S("CALL x\nRESULT_BEGIN\nADDRESSES 1 IN ::/0\n"),
	    ":4:13: `IN`, want " RANGE_FORM },
	{ S("CALL x\nRESULT_BEGIN\nADDRESSES 1 OF 192.0.2.0/33\n"),
	    ":4:16: `192.0.2.0/33`, want an address and the bits that count, "
	    "such as 198.51.100.0/24" },
	{ S("CALL x\nRESULT_BEGIN\n$GENERATE x\n"),
	    ":4:1: bad \"$GENERATE x\", want \"$GENERATE START-STOP[/STEP] "
	    "TEXT\"" },
	{ S("EXPECT udp_sent=1\n"), ":2:1: EXPECT before any CALL, want it "
				    "behind the CALL it is about" },
	{ S("CALL x\nEXPECT\n"), ":3:7: the line ends here, want EXPECT "
				 "[for=CLIENT] [ADDRESS] facts" },
	{ S("CALL x\nEXPECT packets=1\n"), ":3:8: `packets=1`, want " FACTS },
	{ S("CALL x\nEXPECT udp_sent\n"), ":3:8: `udp_sent`, want " FACTS },
	{ S("CALL x\nEXPECT udp_sent=2..1\n"),
	    ":3:8: `udp_sent=2..1`, want " FACTS },
	{ S("CALL x\nEXPECT udp_sent<0\n"), ":3:8: `udp_sent<0`, want " FACTS },
	{ S("CALL x\nEXPECT udp_sent>9223372036854775807\n"),
	    ":3:8: `udp_sent>9223372036854775807`, want " FACTS },
	{ S("CALL x\nEXPECT no_query=1\n"), ":3:8: `no_query=1`, want " FACTS },
	{ S("CALL x\nEXPECT ::9 udp_sent=0\n"),
	    ":3:8: no server has the address `::9`, want one of a SERVER line "
	    "above" },
	{ S("CALL x\nEXPECT for=musl\n"),
	    ":3:16: the line ends here, want " FACTS },
	{ S("CALL x\nPIN musl\n"),
	    ":3:9: the line ends here, want PIN musl>=1.2.2 facts" },
	{ S("CALL x\nPIN >=1 udp_sent=1\n"),
	    ":3:5: `>=1`, want a client family and a version range, such as "
	    "musl>=1.2.2" },
	{ "$ENTRY\n", ":1:1: unknown word `$ENTRY`, want one of " PLAIN_WORDS },
	{ "RANGE_BEGIN 1 2\nADDRESS x\n",
	    ":2:9: `x`, want an IPv4 or IPv6 address" },
	{ "STEP 1 CALL x\n",
	    ":1:1: unknown word `STEP`, want one of " PLAIN_WORDS },
	{ "RANGE_BEGIN 1 2\nENTRY_BEGIN\nENTRY_END\n",
	    ":1:1: a range without an end, want RANGE_END" },
	{ S("FILE_BEGIN /etc/..\n"), ":2:12: `/etc/..`, want " PATH_FORM },
	{ S("FILE_HEX_BEGIN /etc/x\nFILE_HEX_END 00\n"),
	    ":3:14: `00` is one word too many, want FILE_HEX_END alone" },
	{ S("SCENARIO_END x\n"),
	    ":2:14: `x` is one word too many, want SCENARIO_END alone" },
	{ S("RANGE_BEGIN 1 2\nRANGE_END x\n"),
	    ":3:11: `x` is one word too many, want RANGE_END alone" },
	{ S("CALL x\nRESULT_BEGIN\nok\nRESULT_END x\n"),
	    ":5:12: `x` is one word too many, want RESULT_END alone" },
};

START_TEST(says_where_and_what)
{
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct memory_file file;

	memory_file_open(&file, cases[_i].text);
	ck_assert_int_eq(scenarios_load(file.path, "t", NULL, &list, &err), -1);
	ck_assert_mem_eq(err.text, file.path, strlen(file.path));
	ck_assert_str_eq(err.text + strlen(file.path), cases[_i].message);
	ck_assert_uint_eq(list.count, 0);
	close(file.fd);
}
END_TEST

START_TEST(too_many_servers)
{
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct memory_file file;
	char text[4000] = "SCENARIO_BEGIN t\n";

	for (size_t i = 0, n = strlen(text); i <= SERVERS_MAX; i++)
		n += (size_t)snprintf(text + n, sizeof text - n,
		    "SERVER 192.0.2.%zu\n", i);
	memory_file_open(&file, text);
	ck_assert_int_eq(scenarios_load(file.path, "t", NULL, &list, &err), -1);
	ck_assert_str_eq(err.text + strlen(file.path),
	    ":66:8: too many servers, want at most 64");
	close(file.fd);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("parse_errors");
	TCase *tc = tcase_create("parse_errors");

	tcase_add_loop_test(tc, says_where_and_what, 0, LEN(cases));
	tcase_add_test(tc, too_many_servers);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
