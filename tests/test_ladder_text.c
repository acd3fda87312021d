#include "config.h"

#include <check.h>

#include "resolver-tests/ladder_text.h"
#include "tests/ladder_lines.h"

/* 61 octets each. */
#define LONG "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklm."

static const struct drawn {
	const char *name, *trial, *want;
	size_t step;
	unsigned columns;
	bool utf8;
} drawings[] = {
	/* drawings are wider than code */
	/* clang-format off */
	{ .name = "a question over UDP, and its answer",
	  .utf8 = true, .columns = 80, .step = 0,
	  .trial = TRIAL(STEP, "ok\\naddress 198.51.100.1",
	CALL(1000, 1)
	EVENT(1200, "query", 1, "udp", 4000, ASKS(7, "A"))
	EVENT(1300, "reply", 1, "udp", 4000, SAYS(7, "A", "qr rd ra", 0, 1))
	END(1900)),
	  .want =
	    "      ms  client    192.0.2.1\n"
	    "     0.2  ├────────────►│  UDP A host.example.\n"
	    "     0.3  │◄────────────┤  UDP A: NOERROR, 1 answer, 78 octets, line 14\n"
	    "     0.9  ●             │  ok, address 198.51.100.1\n" },
	{ .name = "truncation, and TCP",
	  .utf8 = false, .columns = 80, .step = 0,
	  .trial = TRIAL(STEP, "ok\\na\\nb\\nc",
	CALL(1000, 1)
	EVENT(1200, "query", 1, "udp", 4000, ASKS(7, "A"))
	EVENT(1300, "reply", 1, "udp", 4000, SAYS(7, "A", "qr tc rd", 0, 0))
	EVENT(1400, "syn", 1, "tcp", 5000, "")
	EVENT(1500, "accept", 1, "tcp", 5000, "")
	EVENT(1600, "query", 1, "tcp", 5000, ASKS(7, "A"))
	EVENT(1700, "reply", 1, "tcp", 5000, SAYS(7, "A", "qr rd ra", 0, 3))
	EVENT(1800, "eof", 1, "tcp", 5000, "")
	END(1900)),
	  .want =
	    "      ms  client    192.0.2.1\n"
	    "     0.2  |------------>|  UDP A host.example.\n"
	    "     0.3  |<------------|  UDP A: NOERROR TC, 0 answers, 78 octets, line 14\n"
	    "     0.4  |============>|  TCP SYN, accepted\n"
	    "     0.6  |============>|  TCP A host.example.\n"
	    "     0.7  |<============|  TCP A: NOERROR, 3 answers, 78 octets, line 14\n"
	    "     0.8  |============>|  TCP FIN by the client\n"
	    "     0.9  *             |  ok, 3 lines more\n" },
	{ .name = "silence, and the next nameserver",
	  .utf8 = true, .columns = 80, .step = 0,
	  .trial = TRIAL(STEP_OF_TWO, "EAI_AGAIN",
	CALL(1000, 1)
	EVENT(1200, "query", 1, "udp", 4000, ASKS(7, "A"))
	EVENT(1300, "unheard", 2, "udp", 4000, ASKS(7, "A"))
	EVENT(1400, "unreachable", 2, "udp", 4000, "")
	EVENT(1981400, "query", 1, "udp", 4000, ASKS(7, "A"))
	EVENT(1981500, "drop", 1, "udp", 4000, ASKS(7, "A"))
	EVENT(1981600, "drop", 1, "udp", 4000, ",'rule':'nothing answers'")
	END(2061400)),
	  .want =
	    "      ms  client 192.0.2.1 192.0.2.2\n"
	    "     0.2  ├────────►│         │  UDP A host.example.\n"
	    "     0.3  ├─────────┼────────×│  UDP A host.example., not heard\n"
	    "     0.4  │◄┈┈┈┈┈┈┈┈│┈┈┈┈┈┈┈┈┈┤  ICMP unreachable\n"
	    "          ┊         ┊         ┊  ... 1.98 s ...\n"
	    "  1980.4  ├────────►│         │  UDP A host.example., 2nd time\n"
	    "  1980.5  │         ×         │  UDP no answer, line 14\n"
	    "  1980.6  │         ×         │  UDP nothing answers\n"
	    "          ┊         ┊         ┊  ... 80 ms ...\n"
	    "  2060.4  ●         │         │  EAI_AGAIN\n" },
	{ .name = "what becomes of connections",
	  .utf8 = true, .columns = 80, .step = 0,
	  .trial = TRIAL(STEP, "EAI_AGAIN",
	CALL(1000, 1)
	EVENT(1100, "syn", 1, "tcp", 5000, "")
	EVENT(1200, "refused", 1, "tcp", 5000, "")
	EVENT(1300, "syn", 1, "tcp", 5001, "")
	EVENT(1003300, "syn", 1, "tcp", 5001, "")
	EVENT(1013300, "accept", 1, "tcp", 5001, "")
	EVENT(1013400, "fin", 1, "tcp", 5001, "")
	EVENT(1013500, "reset", 1, "tcp", 5001, "")
	EVENT(1013600, "stall", 1, "tcp", 5001, "")
	EVENT(1013700, "aborted", 1, "tcp", 5001, "")
	EVENT(1013800, "trouble", 1, "tcp", 5001, ",'rule':'no file is left'")
	EVENT(1013900, "syn", 1, "tcp", 5002, "")
	END(1014000)),
	  .want =
	    "      ms  client    192.0.2.1\n"
	    "     0.1  ├════════════►│  TCP SYN\n"
	    "     0.2  │◄════════════┤  TCP RST: connection refused\n"
	    "     0.3  ├════════════►│  TCP SYN\n"
	    "          ┊             ┊  ... 1.00 s ...\n"
	    "  1002.3  ├════════════►│  TCP SYN, 2nd time\n"
	    "  1012.3  │◄════════════┤  TCP connection accepted\n"
	    "  1012.4  │◄════════════┤  TCP FIN by the server\n"
	    "  1012.5  │◄════════════┤  TCP RST by the server\n"
	    "  1012.6  │             !  TCP the server sends no more\n"
	    "  1012.7  ├════════════►│  TCP RST by the client\n"
	    "  1012.8  │             !  TCP trouble: no file is left\n"
	    "  1012.9  ├════════════►│  TCP SYN, unanswered at the end\n"
	    "  1013.0  ●             │  EAI_AGAIN\n" },
	{ .name = "RCODE, faults, another question, and behind the end",
	  .utf8 = false, .columns = 80, .step = 0,
	  .trial = TRIAL(STEP, "EAI_FAIL",
	CALL(1000, 1)
	EVENT(1100, "query", 1, "udp", 4000, ASKS(7, "A"))
	EVENT(1200, "reply", 1, "udp", 4000, SAYS(8, "MX", "qr", 2, 0)
	    ",'faults':'ID QUESTION'")
	EVENT(1300, "reply", 1, "udp", 4000, SAYS(7, "A", "qr tc", 11, 1))
	EVENT(1400, "reply", 1, "udp", 4000, "")
	END(1500) ","
	EVENT(60900, "reply", 1, "udp", 4000, SAYS(7, "A", "qr", 3, 0))
	"null"),
	  .want =
	    "      ms  client    192.0.2.1\n"
	    "     0.1  |------------>|  UDP A host.example.\n"
	    "     0.2  |<------------|  UDP MX host.example.: SERVFAIL, 0 answers, 78 octets,\n"
	    "          |             |    line 14, ID QUESTION\n"
	    "     0.3  |<------------|  UDP A: RCODE 11 TC, 1 answer, 78 octets, line 14\n"
	    "     0.4  |<------------|  UDP message\n"
	    "     0.5  *             |  EAI_FAIL\n"
	    "          :             :  ... 59 ms ...\n"
	    "    59.9  |<------------|  UDP A: NXDOMAIN, 0 answers, 78 octets, line 14\n" },
	{ .name = "the second call",
	  .utf8 = true, .columns = 80, .step = 1,
	  .trial = TRIAL(STEP "," STEP, "ok\\n\\nEAI_NONAME",
	CALL(1000, 1)
	EVENT(1100, "query", 1, "udp", 4000, ASKS(7, "A"))
	END(1500) ","
	CALL(9000, 2)
	EVENT(9100, "query", 1, "udp", 4000, ASKS(7, "A"))
	"'... 7 more'"),
	  .want =
	    "      ms  client    192.0.2.1\n"
	    "     0.1  ├────────────►│  UDP A host.example.\n"
	    "     0.1  │             │  7 events are missing\n"
	    "     7.0  ●             │  EAI_NONAME\n" },
	{ .name = "no calls told, one made: it starts with its first event",
	  .utf8 = false, .columns = 80, .step = 0,
	  .trial = TRIAL(STEP, "ok",
	EVENT(5100, "query", 1, "udp", 4000, ASKS(7, "A"))
	"{'us':5200,'event':'lost','lost':3},"
	EVENT(5300, "reply", 1, "udp", 4000, SAYS(7, "A", "qr rd ra", 0, 1))
	"{'event':'of a later version'}"),
	  .want =
	    "      ms  client    192.0.2.1\n"
	    "     0.0  |------------>|  UDP A host.example.\n"
	    "     0.1  |             |  3 events are missing\n"
	    "     0.2  |<------------|  UDP A: NOERROR, 1 answer, 78 octets, line 14\n"
	    "     7.0  *             |  ok\n" },
	{ .name = "no calls told, two made: one ladder",
	  .utf8 = false, .columns = 80, .step = 0,
	  .trial = TRIAL(STEP "," STEP, "ok\\n\\nEAI_NONAME",
	EVENT(5100, "query", 1, "udp", 4000, ASKS(7, "A")) "7"),
	  .want =
	    "      ms  client    192.0.2.1\n"
	    "     0.0  |------------>|  UDP A host.example., unanswered at the end\n"
	    "    14.0  *             |  ok / EAI_NONAME\n" },
	{ .name = "more nameservers than fit",
	  .utf8 = true, .columns = 40, .step = 0,
	  .trial = TRIAL(STEP_OF_TWO, "EAI_AGAIN",
	CALL(0, 1)
	EVENT(100, "query", 2, "udp", 4000, ASKS(7, "A"))
	EVENT(200, "query", 3, "udp", 4000, ASKS(7, "A"))
	END(300)),
	  .want =
	    "      ms  client servers\n"
	    "     0.1  ├────►│  192.0.2.2: UDP A\n"
	    "          │     │    host.example.,\n"
	    "          │     │    unanswered at the\n"
	    "          │     │    end\n"
	    "     0.2  ├────►│  192.0.2.3: UDP A\n"
	    "          │     │    host.example.,\n"
	    "          │     │    unanswered at the\n"
	    "          │     │    end\n"
	    "     0.3  ●     │  EAI_AGAIN\n"
	    "not asked: 192.0.2.1\n" },
	{ .name = "more than fit, and fewer are asked",
	  .utf8 = false, .columns = 40, .step = 0,
	  .trial = TRIAL(STEP_OF_TWO, "EAI_AGAIN",
	CALL(0, 1)
	EVENT(100, "query", 2, "udp", 4000, ASKS(7, "A"))
	END(300)),
	  .want =
	    "      ms  client 192.0.2.2\n"
	    "     0.1  |---->|  UDP A host.example.,\n"
	    "          |     |    unanswered at the\n"
	    "          |     |    end\n"
	    "     0.3  *     |  EAI_AGAIN\n"
	    "not asked: 192.0.2.1\n" },
	{ .name = "long addresses have numbers",
	  .utf8 = false, .columns = 80, .step = 0,
	  .trial = TRIAL("{'servers':{'2001:db8::5:53':{},'2001:db8::6:53':{}}}", "ok",
	CALL(0, 1) END(300)),
	  .want =
	    "nameservers: #1=2001:db8::5:53 #2=2001:db8::6:53\n"
	    "      ms  client   #1        #2\n"
	    "     0.3  *         |         |  ok\n" },
	{ .name = "hostile texts",
	  .utf8 = true, .columns = 80, .step = 0,
	  .trial = TRIAL("{'servers':{'\\u001b[2J':{}}}", "\\u001b]0;x\\u0007\\rok",
	CALL(0, 1)
	"{'us':100,'event':'query','server':'\\u001b[2J','name':"
	"'a\\nb\\u202e\\u009b.','type':'\\u007f','rule':'\\t'},"
	"{'us':200,'event':'reply','server':'\\u001b[2J','octets':1,"
	"'name':'x','type':'A','rule':'\\u0001:0','faults':'\\u00e4'},"
	END(300)),
	  .want =
	    "      ms  client     \\027[2J\n"
	    "     0.1  ├────────────►│  UDP \\127 a\\010b\\226\\128\\174\\194\\155.\n"
	    "     0.2  │◄────────────┤  UDP A x: NOERROR, 0 answers, 1 octet, \\001:0,\n"
	    "          │             │    \\195\\164\n"
	    "     0.3  ●             │  \\027]0;x\\007\\013ok\n" },
	{ .name = "a name as long as they get",
	  .utf8 = false, .columns = 60, .step = 0,
	  .trial = TRIAL(STEP, "ok",
	CALL(0, 1)
	"{'us':1,'event':'query','server':'192.0.2.1','type':'A','name':'"
	LONG LONG LONG LONG "'},"
	END(300)),
	  .want =
	    "      ms  client 192.0.2.1\n"
	    "     0.0  |---->|  UDP A 0123456789abcdefghijklmnopqrstuvwxy\n"
	    "          |     |    z0123456789abcdefghijklm.0123456789abcd\n"
	    "          |     |    efghijklmnopqrstuvwxyz0123456789abcdefg\n"
	    "          |     |    hijklm.0123456789abcdefghijklmnopqrs...\n"
	    "     0.3  *     |  ok\n" },
	{ .name = "heard when the call had ended",
	  .utf8 = false, .columns = 80, .step = 0,
	  .trial = TRIAL(STEP, "ok",
	CALL(0, 1)
	EVENT(100, "unheard", 1, "udp", 4000, ASKS(7, "A"))
	END(300) ","
	EVENT(400, "query", 1, "udp", 4000, ASKS(7, "A"))
	EVENT(500, "reply", 1, "udp", 4000, SAYS(7, "A", "qr", 0, 1))
	"null"),
	  .want =
	    "      ms  client    192.0.2.1\n"
	    "     0.1  |------------x|  UDP A host.example., heard late\n"
	    "     0.3  *             |  ok\n"
	    "     0.4  |------------>|  UDP A host.example.\n"
	    "     0.5  |<------------|  UDP A: NOERROR, 1 answer, 78 octets, line 14\n" },
	{ .name = "addresses that are none",
	  .utf8 = false, .columns = 50, .step = 0,
	  .trial = TRIAL("{'servers':{'" LONG LONG "':{},'" LONG LONG "x':{}}}", "ok",
	CALL(0, 1) END(300)),
	  .want =
	    "      ms  client\n"
	    "     0.3  *  ok\n"
	    "not asked:\n"
	    "  0123456789abcdefghijklmnopqrstuvwxyz012...\n"
	    "  0123456789abcdefghijklmnopqrstuvwxyz012...\n" },
	{ .name = "nobody of many is asked",
	  .utf8 = false, .columns = 60, .step = 0,
	  .trial = TRIAL("{'servers':{'192.0.2.1':{},'192.0.2.2':{},'192.0.2.3':{},"
	"'192.0.2.4':{},'192.0.2.5':{},'192.0.2.6':{}}}", "ok",
	CALL(0, 1) END(300)),
	  .want =
	    "      ms  client\n"
	    "     0.3  *  ok\n"
	    "not asked: 192.0.2.1 192.0.2.2 192.0.2.3 192.0.2.4 192.0.2.5\n"
	    "  192.0.2.6\n" },
	{ .name = "no nameserver at all",
	  .utf8 = true, .columns = 80, .step = 0,
	  .trial = TRIAL("{}", "", "'no JSON', null"),
	  .want =
	    "      ms  client\n"
	    "     0.0  ●  the end\n" },
	/* clang-format on */
};
enum { DRAWINGS = sizeof drawings / sizeof *drawings };

static char *
draw(const struct drawn *d, const struct ladder_style *style)
{
	struct ladders ladders;
	struct text out = { 0 };

	ladders_of(d->trial, &ladders);
	ck_assert_uint_lt(d->step, ladders.count);
	ladder_text(&ladders, d->step, style, &out);
	ladders_clear(&ladders);
	return text_take(&out);
}

START_TEST(a_ladder_is_drawn)
{
	const struct drawn *d = &drawings[_i];
	const struct ladder_style style = { .utf8 = d->utf8,
		.columns = d->columns };
	char *text = draw(d, &style);

	ck_assert_msg(strcmp(text, d->want) == 0,
	    "%s: want\n%sand there is\n<<<\n%s>>>\n", d->name, d->want, text);
	free(text);
}
END_TEST

static void
check_line(const char *line, size_t len, const struct ladder_style *style)
{
	size_t columns = 0, wrong = 0;

	for (size_t i = 0; i < len; i++) {
		const unsigned char c = (unsigned char)line[i];

		wrong += c < ' ' || c == 0x7f || (c >= 0x80 && !style->utf8);
		columns += (c & 0xc0) != 0x80;
	}
	ck_assert_msg(wrong == 0, "%.*s", (int)len, line);
	ck_assert_msg(columns <= style->columns, "%zu columns of %u: %.*s",
	    columns, style->columns, (int)len, line);
}

/* Whatever the width; and nothing but printable characters. */
START_TEST(a_ladder_fits)
{
	struct ladder_style style = { .utf8 = _i % 2 != 0 };

	for (style.columns = LADDER_COLUMNS_MIN;
	     style.columns <= LADDER_COLUMNS_MAX; style.columns++) {
		char *text = draw(&drawings[_i / 2], &style);
		size_t len;

		for (const char *at = text; *at != '\0'; at += len + 1) {
			len = strcspn(at, "\n");
			check_line(at, len, &style);
		}
		free(text);
	}
}
END_TEST

/* Without its escape sequences it is the other one; each line ends them. */
START_TEST(colours_change_nothing_else)
{
	const struct ladder_style plain = { .columns = 80 },
				  coloured = { .columns = 80,
					  .coloured = true };
	char *want = draw(&drawings[_i], &plain);
	char *text = draw(&drawings[_i], &coloured), *to = text;
	bool on = false;

	ck_assert_ptr_nonnull(strstr(text, "\033[1m"));
	for (const char *at = text; *at != '\0'; at++) {
		if (*at != '\033') {
			ck_assert(*at != '\n' || !on);
			*to++ = *at;
			continue;
		}
		on = strncmp(at, "\033[0m", 4) != 0;
		at = strchr(at, 'm');
		ck_assert_ptr_nonnull(at);
	}
	*to = '\0';
	ck_assert_str_eq(text, want);
	free(text);
	free(want);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ladder_text");
	TCase *tc = tcase_create("ladder_text");

	tcase_add_loop_test(tc, a_ladder_is_drawn, 0, DRAWINGS);
	tcase_add_loop_test(tc, a_ladder_fits, 0, 2 * DRAWINGS);
	tcase_add_loop_test(tc, colours_change_nothing_else, 0, DRAWINGS);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
