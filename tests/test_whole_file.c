#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/whole_file.h"
#include "tests/unit.h"

#define FOLDER "whole-file-test.XXXXXX"
static char folder[sizeof FOLDER];
static char *path;

static void
set_up(void)
{
	memcpy(folder, FOLDER, sizeof FOLDER);
	ck_assert_ptr_nonnull(mkdtemp(folder));
	path = xasprintf("%s/file", folder);
}

static void
tear_down(void)
{
	unlink(path);
	rmdir(path);
	ck_assert_int_eq(rmdir(folder), 0); /* nothing is left in it */
	free(path);
}

static void
check_is(const char *want)
{
	char got[16] = "";
	FILE *f = fopen(path, "re");

	ck_assert_ptr_nonnull(f);
	fread(got, 1, sizeof got - 1, f);
	ck_assert_str_eq(got, want);
	fclose(f);
}

static void
put(const char *text)
{
	FILE *f = fopen(path, "we");

	fputs(text, f);
	fclose(f);
}

START_TEST(the_old_one_stays_until_the_new_one_is_whole)
{
	struct error err = { 0 };
	struct whole_file w;
	struct stat st;
	const mode_t mask = umask(022);

	put("old");
	chmod(path, 0600);
	ck_assert_int_eq(whole_file_open(&w, path, &err), 0);
	fputs("new", w.f);
	fflush(w.f);
	check_is("old");
	ck_assert_int_eq(whole_file_close(&w, &err), 0);
	check_is("new");
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0644);
	whole_file_abandon(&w); /* too late */
	check_is("new");
	umask(mask);
}
END_TEST

START_TEST(one_that_is_abandoned_was_never_there)
{
	struct error err = { 0 };
	struct whole_file w;

	put("old");
	ck_assert_int_eq(whole_file_open(&w, path, &err), 0);
	fputs("new", w.f);
	whole_file_abandon(&w);
	check_is("old");
}
END_TEST

START_TEST(one_that_is_forgotten_is_gone)
{
	struct error err = { 0 };

	put("old");
	ck_assert_int_eq(whole_file_forget(path, &err), 0);
	ck_assert_int_eq(access(path, F_OK), -1);
	ck_assert_int_eq(whole_file_forget(path, &err), 0);
	ck_assert_int_eq(access(path, F_OK), -1);
}
END_TEST

/* A link is not replaced, whatever it leads to. */
START_TEST(what_is_no_file_stays)
{
	struct error err = { 0 };
	struct whole_file w;
	struct stat st;
	char *other = xasprintf("%s/other", folder);

	put("old");
	ck_assert_int_eq(rename(path, other), 0);
	ck_assert_int_eq(symlink("other", path), 0);
	ck_assert_int_eq(whole_file_forget(path, &err), 0);
	check_is("old");
	ck_assert_int_eq(whole_file_open(&w, path, &err), 0);
	fputs("new", w.f);
	ck_assert_int_eq(whole_file_close(&w, &err), 0);
	check_is("new");
	ck_assert_int_eq(lstat(path, &st), 0);
	ck_assert(S_ISLNK(st.st_mode));
	unlink(other);
	free(other);
}
END_TEST

START_TEST(what_cannot_be_written_is_told)
{
	struct error err = { 0 };
	struct whole_file w;

	ck_assert_int_eq(whole_file_open(&w, "/nonexistent/x", &err), -1);
	ck_assert_str_eq(err.text,
	    "/nonexistent/x: cannot write: No such file or directory");
	memset(&err, 0, sizeof err);
	ck_assert_int_eq(whole_file_forget("/nonexistent/x", &err), -1);
	ck_assert_str_eq(err.text,
	    "/nonexistent/x: cannot write: No such file or directory");
	memset(&err, 0, sizeof err);
	ck_assert_int_eq(whole_file_forget("/tmp", &err), -1);
	ck_assert_str_eq(err.text, "/tmp: cannot write: Is a directory");
	memset(&err, 0, sizeof err);
	ck_assert_int_eq(whole_file_open(&w, "/dev/full", &err), 0);
	fputs("new", w.f);
	ck_assert_int_eq(whole_file_close(&w, &err), -1);
	ck_assert_str_eq(err.text,
	    "/dev/full: cannot write: No space left on device");
}
END_TEST

START_TEST(an_error_before_the_end_is_not_forgotten)
{
	struct error err = { 0 };
	struct whole_file w;

	ck_assert_int_eq(whole_file_open(&w, path, &err), 0);
	fputs("new", w.f);
	fflush(w.f);
	ck_assert_int_eq(getc(w.f), EOF); /* it is not open for that */
	ck_assert_int_eq(whole_file_close(&w, &err), -1);
	ck_assert_int_eq(access(path, F_OK), -1);
}
END_TEST

/* A folder has come to stand there. */
START_TEST(what_fails_in_the_end_leaves_nothing)
{
	struct error err = { 0 };
	struct whole_file w;

	ck_assert_int_eq(whole_file_open(&w, path, &err), 0);
	ck_assert_int_eq(mkdir(path, 0700), 0);
	ck_assert_int_eq(whole_file_close(&w, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "/file: cannot write: "));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("whole file");
	TCase *t = tcase_create("whole file");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, the_old_one_stays_until_the_new_one_is_whole);
	tcase_add_test(t, one_that_is_abandoned_was_never_there);
	tcase_add_test(t, one_that_is_forgotten_is_gone);
	tcase_add_test(t, what_is_no_file_stays);
	tcase_add_test(t, what_cannot_be_written_is_told);
	tcase_add_test(t, an_error_before_the_end_is_not_forgotten);
	tcase_add_test(t, what_fails_in_the_end_leaves_nothing);
	suite_add_tcase(s, t);
	return unit_run(s);
}
