/*
 * slice.h -- one client at one workload for a short while: a cell, fakedns in
 * this process, and what both used.
 */
#ifndef BENCH_SLICE_H
#define BENCH_SLICE_H

#include "bench/bench.h"
#include "bench/loop_report.h"
#include "fakedns/error.h"
#include "fakedns/scenario.h"
#include "resolver-tests/client.h"
#include "resolver-tests/traffic.h"

#include <stdio.h>

struct event_base;
struct slice; /* opaque */

enum slice_kind {
	SLICE_TIMED,
	SLICE_WIRE,      /* frames are counted, and the stack that it took */
	SLICE_TRACED,    /* system calls are */
	SLICE_SIMULATED, /* by callgrind, which the wrapper calls */
};

/* Borrowed until done, but for itself. */
struct slice_spec {
	enum slice_kind kind;
	const struct scenario *scenario;
	const struct client *client;
	struct bench_mode mode;
	unsigned ms, warm_ms; /* LOOKUPS of the mode come first */
	uint64_t processors;  /* of the client; 0: those of this process */
	unsigned limit_ms;    /* for all of it; then it is killed */
	const char *const *wrapper; /* words before the program, or NULL */
	/* Not NULL: called when all but the client is there; slice_go() starts
	 * that, unless the slice has failed by then. */
	void (*ready)(struct slice *, void *ready_arg);
	void *ready_arg;
};

struct slice_wire {
	struct traffic_counts sent;
	uint64_t frames[2], octets[2]; /* from the client, to it */
};

struct slice_result {
	bool ended; /* the client did, and well: the rest is there */
	struct error failure;
	struct loop_report report;
	uint64_t system_calls, instructions;
	struct slice_wire wire;
	char *stderr_text; /* of the client */
};

/* The result is the callee's: slice_clear(). */
typedef void slice_done(struct slice_result *, void *arg);

/*
 * DONE is called once, from the loop, never from here.  Returns the slice,
 * which is there until then.
 */
struct slice *slice_start(struct event_base *, const struct slice_spec *,
    slice_done *done, void *arg);
void slice_go(struct slice *, unsigned delay_ms);
/* It ends soon, as one that failed. */
void slice_stop(struct slice *);
/* What went wrong, in a line, and what the client had to say. */
void slice_complain(const struct slice_result *, FILE *out);
void slice_clear(struct slice_result *);

#endif
