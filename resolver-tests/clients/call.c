#define _GNU_SOURCE
#include "call.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#ifdef __GLIBC__
#include <gnu/libc-version.h>
#else
/* musl keeps its version in a symbol of its own. */
extern const char __libc_version[] __attribute__((visibility("hidden")));
#endif

static void
emit_libc(struct emit *out)
{
#ifdef __GLIBC__
	emit_text(out, "libc glibc", gnu_get_libc_version());
#else
	emit_text(out, "libc musl", __libc_version);
#endif
}

enum call_end
call_run_version(struct args *args, struct emit *out, const char *library,
    const char *version)
{
	if (args_bad(args))
		return CALL_USAGE;
	emit_line(out, "ok");
	emit_libc(out);
	if (library != NULL)
		emit_text(out, library, version);
	return CALL_DONE;
}

static enum call_end
call_version(struct args *args, struct emit *out)
{
	return call_run_version(args, out, NULL, NULL);
}

static const struct call built_in[] = {
	{ "version", 0, call_version },
	{ NULL, 0, NULL },
};

static const struct call *
find_call(const struct call *calls, const char *name)
{
	for (; calls->name != NULL; calls++) {
		if (strcmp(calls->name, name) == 0)
			return calls;
	}
	return NULL;
}

/* 1..1000000, or 0 for anything else. */
static unsigned
parse_repeat(const char *text)
{
	char *end;
	unsigned long n;

	if (text == NULL || text[0] < '0' || text[0] > '9')
		return 0;
	n = strtoul(text, &end, 10);
	return *end == '\0' && n <= 1000000 ? (unsigned)n : 0;
}

static enum call_end
run_all(const struct call *call, struct args *args, unsigned repeat,
    struct emit_runs *runs)
{
	enum call_end end = CALL_DONE;
	unsigned i;

	for (i = 1; i <= repeat && end == CALL_DONE; i++) {
		struct emit out = { 0 };

		end = call->run(args, &out);
		emit_runs_add(runs, i, &out);
	}
	return end;
}

static int
perform(const struct call *call, struct args *args, unsigned repeat)
{
	struct emit_runs runs = { 0 };
	enum call_end end = CALL_USAGE;

	if (args->error[0] == '\0')
		end = run_all(call, args, repeat, &runs);
	if (end == CALL_DONE)
		emit_runs_write(&runs, stdout);
	else if (end == CALL_UNSUPPORTED)
		printf("unsupported %s\n", call->name);
	else
		fprintf(stderr, "%s: %s\n", call->name, args->error);
	emit_runs_free(&runs);
	return end == CALL_USAGE ? 2 : 0;
}

int
call_main(int argc, char **argv, const struct call *calls)
{
	const struct call *call;
	struct args args;
	unsigned repeat = 1;
	int at = 1, status = 0;

	if (argc > 1 && strcmp(argv[1], "--repeat") == 0) {
		repeat = parse_repeat(argc > 2 ? argv[2] : NULL);
		at = 3;
	}
	if (at >= argc || repeat == 0) {
		fputs("usage: client [--repeat N] CALL ARGS...\n", stderr);
		return 2;
	}
	call = find_call(calls, argv[at]);
	if (call == NULL)
		call = find_call(built_in, argv[at]);
	if (call == NULL) {
		printf("unsupported %s\n", argv[at]);
	} else {
		args_init(&args, argc - at - 1, argv + at + 1, call->words);
		status = perform(call, &args, repeat);
	}
	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror("client: standard output");
		return 2;
	}
	return status;
}
