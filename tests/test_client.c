#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "resolver-tests/client.h"
#include "tests/memory_file.h"
#include "tests/unit.h"

static int
load(const char *text, struct clients *out, struct error *err)
{
	struct memory_file m;
	int ret = clients_load(memory_file_open(&m, text), out, err);

	close(m.fd);
	return ret;
}

START_TEST(manifest_is_read)
{
	struct clients c;
	struct error err = { 0 };

	ck_assert_int_eq(load("# name\tfamily …\n\n"
			      "musl-1.2.5\tmusl\t1.2.5\tx86_64\t1.2.5-3\tab12"
			      "\tmusl-1.2.5\n"
			      "ldns-1.8.3\tldns\t1.8.3\tx86_64\t-\t-\t/opt/l\n",
			     &c, &err),
	    0);
	ck_assert_uint_eq(c.count, 2);
	ck_assert_str_eq(c.v[0].name, "musl-1.2.5");
	ck_assert_str_eq(c.v[0].family, "musl");
	ck_assert_str_eq(c.v[0].version, "1.2.5");
	ck_assert_str_eq(c.v[0].arch, "x86_64");
	ck_assert_str_eq(c.v[0].package, "1.2.5-3");
	ck_assert_str_eq(c.v[0].sha256, "ab12");
	/* relative to the manifest; an absolute one stays */
	ck_assert_str_eq(c.v[0].dir, "/proc/self/fd/musl-1.2.5");
	ck_assert_str_eq(c.v[1].dir, "/opt/l");
	clients_clear(&c);
}
END_TEST

static const struct {
	const char *text, *words;
} bad[] = {
	{ "musl-1.2.5\tmusl\n", ":1:1: not a client" },
	{ "#\na\ta\t1\tx\t-\t-\td\te\n", ":2:1: not a client" },
	{ "a\t\t1\tx\t-\t-\td\n", ":1:1: not a client" },
	{ "a\ta\t1\tx\t-\t-\td\na\ta\t1\tx\t-\t-\td\n", ":2:1: client \"a\"" },
};

START_TEST(bad_manifest_is_told)
{
	struct clients c;
	struct error err = { 0 };

	ck_assert_int_eq(load(bad[_i].text, &c, &err), -1);
	ck_assert_msg(strstr(err.text, bad[_i].words) != NULL, "%s", err.text);
	ck_assert_uint_eq(c.count, 0);
}
END_TEST

START_TEST(missing_manifest_is_told)
{
	struct clients c;
	struct error err = { 0 };

	ck_assert_int_eq(clients_load("/nonexistent/c.tsv", &c, &err), -1);
	ck_assert_str_eq(err.text,
	    "/nonexistent/c.tsv: No such file or directory");
}
END_TEST

START_TEST(patterns)
{
	char name[] = "musl-1.2.5", family[] = "musl";
	struct client c = { .name = name, .family = family };

	ck_assert(client_matches(&c, "musl"));
	ck_assert(client_matches(&c, "musl-1.2.5"));
	ck_assert(client_matches(&c, "musl-1.2.*"));
	ck_assert(client_matches(&c, "*"));
	ck_assert(!client_matches(&c, "musl-1.2"));
	ck_assert(!client_matches(&c, "glibc"));
}
END_TEST

static void
touch(const char *dir, const char *name, mode_t mode)
{
	char path[64];
	int fd;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, mode);
	ck_assert_int_ne(fd, -1);
	close(fd);
}

static void
discard(const char *dir, const char *name)
{
	char path[64];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	unlink(path);
}

START_TEST(programs_are_found)
{
	static const struct {
		const char *call, *program;
	} table[] = {
		{ "getaddrinfo", "addrinfo" },
		{ "getnameinfo", "addrinfo" },
		{ "gai_strerror", "addrinfo" },
		{ "res_send", NULL }, /* there, but it may not be run */
		{ "gethostbyname", "hostent" },
		{ "gethostbyname2", "hostent" },
		{ "gethostbyname2_r", "hostent" },
		{ "gethostbyaddr", "hostent" },
		{ "gethostbyaddr_r", "hostent" },
		{ "no_such_call", NULL },
	};
	char dir[] = "client-test-XXXXXX";
	struct client c = { .dir = dir };
	char *clock;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	touch(dir, "addrinfo", 0755);
	touch(dir, "hostent", 0755);
	touch(dir, "res", 0644);
	for (int any = 0; any < 2; any++) {
		if (any)
			touch(dir, "any", 0755);
		for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
			const char *want = table[i].program;
			char *got = client_program(&c, table[i].call);

			if (want == NULL && any)
				want = "any";
			ck_assert_msg(want == NULL
					  ? got == NULL
					  : got != NULL &&
						strcmp(strrchr(got, '/') + 1,
						    want) == 0,
			    "%s: %s", table[i].call, got);
			free(got);
		}
	}
	ck_assert_ptr_null(client_clock_program(&c));
	touch(dir, "clock", 0755);
	clock = client_clock_program(&c);
	ck_assert_str_eq(strrchr(clock, '/'), "/clock");
	free(clock);
	discard(dir, "clock");
	discard(dir, "addrinfo");
	discard(dir, "hostent");
	discard(dir, "res");
	discard(dir, "any");
	rmdir(dir);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("client");
	TCase *t = tcase_create("client");

	tcase_add_test(t, manifest_is_read);
	tcase_add_loop_test(t, bad_manifest_is_told, 0,
	    (int)(sizeof bad / sizeof *bad));
	tcase_add_test(t, missing_manifest_is_told);
	tcase_add_test(t, patterns);
	tcase_add_test(t, programs_are_found);
	suite_add_tcase(s, t);
	return unit_run(s);
}
