#define _GNU_SOURCE
#include "call.h"

#include <stdio.h>
#include <string.h>

#include "making.h"

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
	{ "version", 0, call_version, MANNER_ERRNO },
	{ NULL, 0, NULL, 0 },
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

static int
perform(const struct call *call, const struct manner *manner, int argc,
    char **argv)
{
	struct making m = { .call = call,
		.argc = argc,
		.argv = argv,
		.manner = *manner,
		.end = CALL_DONE };
	int more = making_run(&m);

	if (m.end == CALL_DONE)
		runs_write(&m.runs, stdout);
	else if (m.end == CALL_UNSUPPORTED)
		printf("unsupported %s\n", call->name);
	else
		fprintf(stderr, "%s: %s\n", call->name, m.error);
	if (m.end == CALL_DONE && more != 0)
		printf("descriptors %d\n", more);
	making_free(&m);
	return m.end == CALL_USAGE ? 2 : 0;
}

int
call_main(int argc, char **argv, const struct call *calls)
{
	const struct call *call;
	struct manner manner;
	int at = manner_parse(argc, argv, &manner), status = 0;

	if (at == -1 || at >= argc) {
		fputs("usage: client [--repeat N] [--threads N] "
		      "[--stack OCTETS] [--signals MS]\n"
		      "    [--cancel MS] [--fork] [--aio] [--errno] CALL "
		      "ARGS...\n",
		    stderr);
		return 2;
	}
	call = find_call(calls, argv[at]);
	if (call == NULL)
		call = find_call(built_in, argv[at]);
	if (call == NULL)
		printf("unsupported %s\n", argv[at]);
	else
		status = perform(call, &manner, argc - at - 1, argv + at + 1);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror("client: standard output");
		return 2;
	}
	return status;
}
