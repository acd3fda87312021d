/* Trials that wait are told from those that do not. */
#include "config.h"

#include "resolver-tests/forecast.h"
#include "tests/scenario_text.h"

#define CONF(text)                                                             \
	"FILE_BEGIN /etc/resolv.conf\nnameserver 127.0.0.1\n" text "FILE_"     \
	"END\n"
#define CALL "CALL getaddrinfo a.\n"
#define SILENT SERVER("udp=silent")
#define SERVER(state) "SERVER 127.0.0.1 " state "\n"
#define DROP ENTRY("ADJUST do_not_answer\n")

static const struct {
	const char *lines, *family;
	unsigned wanted_ms;
} cases[] = {
	{ CALL, "musl", 0 },
	{ ENTRY("DELAY 300ms\n") CALL, "musl", 300 },
	{ SILENT CALL, "musl", 2000 },
	{ SILENT CALL, "glibc", 4000 },
	{ SILENT CALL, "c-ares", 6000 },
	{ SILENT CONF("") CALL, "musl", 5000 },
	{ SILENT CONF("options timeout:1 attempts:3\n") CALL, "musl", 1000 },
	{ SILENT CONF("options timeout:1 attempts:3\n") CALL, "glibc", 3000 },
	{ SILENT "SERVER 127.0.0.2\n" CALL, "glibc", 8000 },
	{ SILENT CALL CALL, "glibc", 8000 },
	{ SILENT CONF("options timeout:99 attempts:9\n") CALL, "ldns", 60000 },
	{ SILENT "FILE_NONE /etc/resolv.conf\n" CALL, "musl", 5000 },
	{ SERVER("tcp=full") CALL, "musl", 2000 },
	{ SERVER("tcp=refused") CALL, "musl", 0 },
	{ DROP CALL, "musl", 2000 },
	{ ENTRY("REPLY QR SERVFAIL\n") CALL, "musl", 2000 },
	{ ENTRY("REPLY QR NXDOMAIN\n") CALL, "musl", 0 },
	{ ENTRY("ID +1\n") CALL, "musl", 2000 },
	{ ENTRY("TCP length=+1\n") CALL, "musl", 2000 },
	{ ENTRY("TCP stall_after=9\n") CALL, "musl", 2000 },
};

START_TEST(by_faults_and_patience)
{
	char family[] = "musl-like";
	struct client client = { .family = family };
	struct scenarios list;
	char text[400];

	snprintf(family, sizeof family, "%s", cases[_i].family);
	snprintf(text, sizeof text, SCENARIO("%s"), cases[_i].lines);
	ck_assert_uint_eq(forecast_ms(scenario_text_load(&list, text), &client),
	    cases[_i].wanted_ms);
	scenarios_clear(&list);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("forecast");
	TCase *t = tcase_create("forecast");

	tcase_add_loop_test(t, by_faults_and_patience, 0,
	    (int)(sizeof cases / sizeof *cases));
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return unit_run(suite());
}
