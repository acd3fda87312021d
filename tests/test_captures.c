#include "config.h"

#include <check.h>

#include "fakedns/capture_file.h"
#include "resolver-tests/captures.h"
#include "tests/memory_file.h"
#include "tests/unit.h"

static const struct {
	const char *scenario, *client;
	bool again;
	const char *want;
} paths[] = {
	{ "tcp/eof", "musl-1.2.5", false, "d/tcp/eof.musl-1.2.5.pcapng" },
	{ "tcp/eof:n=2,m=3", "glibc-2.36", true,
	    "d/tcp/eof+n=2,m=3.glibc-2.36.again.pcapng" },
	{ "a_b/C.d", "x", false, "d/a_b/C.d.x.pcapng" },
	{ "a/../b", "..", false, "d/a/%2E./b.%2E..pcapng" },
	{ "a+b%c", "x y", false, "d/a%2Bb%25c.x%20y.pcapng" },
	{ "a\\b\"*?<>|\n\303\244", "x", false,
	    "d/a%5Cb%22%2A%3F%3C%3E%7C%0A%C3%A4.x.pcapng" },
};

START_TEST(names_are_safe)
{
	char *path = captures_path("d", paths[_i].scenario, paths[_i].client,
	    paths[_i].again);

	ck_assert_str_eq(path, paths[_i].want);
	free(path);
}
END_TEST

START_TEST(no_folder_no_capture)
{
	struct captures c;

	ck_assert_int_eq(captures_open(&c, NULL), 0);
	ck_assert_ptr_null(captures_begin(&c, "a", "b", false));
	captures_close(&c);
	ck_assert_ptr_null(captures_begin(NULL, "a", "b", false));
	trial_capture_end(NULL, 0);
	ck_assert_int_eq(captures_open(&c, ""), -1);
	ck_assert_str_eq(c.err.text, "--capture: no name, want a folder");
	captures_close(&c);
	ck_assert_int_eq(captures_open(&c, "/dev/null/d"), -1);
	ck_assert_str_eq(c.err.text, "/dev/null/d: Not a directory");
	captures_close(&c);
}
END_TEST

static uint64_t
u32_at(const uint8_t *octets)
{
	return octets[0] | (uint64_t)octets[1] << 8 |
	       (uint64_t)octets[2] << 16 | (uint64_t)octets[3] << 24;
}

/* The clock of the kernel was set back, and one frame has no time. */
START_TEST(times_ascend)
{
	const uint64_t ns[] = { 5000000000, 3000000000, 0, 5000000001 },
		       want[] = { 5000000000, 5000000000, 5000000000,
			       5000000001 };
	static struct packets_frame frame = { .len = 60, .whole = 60 };
	static uint8_t octets[4096];
	struct memory_file m;
	struct error err = { 0 };
	struct capture_file *f;
	size_t at;

	memory_file_open(&m, "");
	f = capture_file_new(&(struct capture_file_spec){ .path = m.path },
	    &err);
	ck_assert_ptr_nonnull(f);
	for (size_t i = 0; i < 4; i++) {
		frame.ns = ns[i];
		capture_file_add(f, &frame);
	}
	ck_assert_int_eq(capture_file_end(f, 0), 0);
	ck_assert_int_gt(pread(m.fd, octets, sizeof octets, 0), 4 * 92);
	at = octets[4] + 40u; /* the section, the interface */
	for (size_t i = 0; i < 4; i++, at += 92) {
		ck_assert_int_eq(octets[at], 6);
		ck_assert_uint_eq(u32_at(octets + at + 12) << 32 |
				      u32_at(octets + at + 16),
		    want[i]);
	}
	close(m.fd);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("captures");
	TCase *tc = tcase_create("captures");

	tcase_add_loop_test(tc, names_are_safe, 0,
	    sizeof paths / sizeof *paths);
	tcase_add_test(tc, no_folder_no_capture);
	tcase_add_test(tc, times_ascend);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
