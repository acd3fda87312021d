/* What of a scenario is hashed: all that can alter a trial, nothing else. */
#include "config.h"

#include "fakedns/fnv1a.h"
#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* As those who made it up have it. */
static const struct {
	const char *octets;
	uint64_t hash;
} vectors[] = {
	{ "", UINT64_C(0xcbf29ce484222325) },
	{ "a", UINT64_C(0xaf63dc4c8601ec8c) },
	{ "foobar", UINT64_C(0x85944171f73967e8) },
};

START_TEST(known_hashes)
{
	const char *octets = vectors[_i].octets;
	size_t len = strlen(octets), half = len / 2;
	uint64_t hash = fnv1a_add(FNV1A_START, octets, half);

	ck_assert_uint_eq(fnv1a_add(hash, octets + half, len - half),
	    vectors[_i].hash);
}
END_TEST

#define CALL "CALL getaddrinfo a.example\nRESULT_BEGIN\nok\nRESULT_END\n"
#define BASE "SERVER 192.0.2.1\n" CALL

/* Lines of a scenario, and the octets that are hashed. */
static const struct {
	const char *lines, *octets;
} hashed[] = {
	{ BASE, BASE "SCENARIO_END\n" },
	{ "WHY Because.\nREF rfc7766#5\nTAGS smoke\nCLAIM x\n"
	  "UNCONFIRMED RFC 2181 9; it stands\n# c\n\n" BASE,
	    BASE "SCENARIO_END\n" },
	{ " SERVER \t192.0.2.1  ; a comment\n" CALL, BASE "SCENARIO_END\n" },
	{ BASE "CLIENTS musl\nEXPECT udp_sent=1\nPIN musl tcp_syns=0\n",
	    BASE "CLIENTS musl\nEXPECT udp_sent=1\nPIN musl tcp_syns=0\n"
		 "SCENARIO_END\n" },
	{ "FILE_BEGIN /etc/hosts\n# kept  as it is ; \nFILE_END\n" CALL,
	    "FILE_BEGIN /etc/hosts\n# kept  as it is ; \n" CALL
	    "SCENARIO_END\n" },
};

START_TEST(lines_that_count)
{
	struct scenarios list;
	char *text = NULL;
	const struct scenario *s;

	ck_assert_int_ge(asprintf(&text, SCENARIO("%s"), hashed[_i].lines), 0);
	s = scenario_text_load(&list, text);
	ck_assert_uint_eq(s->hash, fnv1a_add(FNV1A_START, hashed[_i].octets,
				       strlen(hashed[_i].octets)));
	scenarios_clear(&list);
	free(text);
}
END_TEST

START_TEST(variables_are_replaced)
{
	struct scenarios list =
	    scenario_text_all("VARY n 1 2 3\n" SCENARIO(
				  "SERVER 192.0.2.1\n"
				  "CALL getaddrinfo ${n}.example\n"
				  "RESULT_BEGIN\nok\nRESULT_END\n"
				  "WHEN_BEGIN n=3\nDEADLINE 1s\nWHEN_END\n"),
		NULL);
	static const char second[] =
	    "SERVER 192.0.2.1\nCALL getaddrinfo 2.example\n"
	    "RESULT_BEGIN\nok\nRESULT_END\nSCENARIO_END\n";
	static const char third[] =
	    "SERVER 192.0.2.1\nCALL getaddrinfo 3.example\n"
	    "RESULT_BEGIN\nok\nRESULT_END\nDEADLINE 1s\nSCENARIO_END\n";

	ck_assert_uint_eq(list.count, 3);
	ck_assert_uint_eq(list.v[1]->hash,
	    fnv1a_add(FNV1A_START, second, sizeof second - 1));
	ck_assert_uint_eq(list.v[2]->hash,
	    fnv1a_add(FNV1A_START, third, sizeof third - 1));
	scenarios_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("scenario hash");
	TCase *t = tcase_create("scenario hash");

	tcase_add_loop_test(t, known_hashes, 0, LEN(vectors));
	tcase_add_loop_test(t, lines_that_count, 0, LEN(hashed));
	tcase_add_test(t, variables_are_replaced);
	suite_add_tcase(s, t);
	return unit_run(s);
}
