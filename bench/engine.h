/*
 * engine.h -- one run of `bench': what its parts share.
 */
#ifndef BENCH_ENGINE_H
#define BENCH_ENGINE_H

#include "bench/bench_file.h"
#include "bench/budget.h"
#include "bench/slice.h"
#include "resolver-tests/suite.h"

struct event_base;

/* Of one index with those of the set. */
struct engine {
	struct suite suite;
	struct event_base *base;
	struct bench_set set;
	const struct client **clients; /* owned list of borrowed ones */
	struct scenario **scenarios;   /* the same, of the workloads */
	bool *fit; /* owned; workload * clients + client: to be timed */
	struct budget budget;
	struct bench_file file;
	struct error err;        /* of the file; the first */
	uint64_t all;            /* processors there are; 0: not known */
	uint64_t mine;           /* of fakedns, the same */
	bool interrupted;        /* it is to end, and keep what there is */
	struct running *running; /* slices; owned */
	size_t active;           /* slices and trials under way */
	unsigned long long interrupted_ms;
	unsigned long long began_ms;   /* the run */
	unsigned long long started_ms; /* the rounds */
	FILE *progress;                /* NULL: nobody looks */
};

unsigned long long engine_now_ms(void);
/* As slice_start(); the slice counts as active until DONE is called. */
void engine_start(struct engine *, const struct slice_spec *, slice_done *done,
    void *arg);
/* Nothing is started any more, and what runs is stopped. */
void engine_interrupt(struct engine *);
/* One line on the terminal, "" takes it away. */
void engine_say(struct engine *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Runs the loop until no slice is under way. */
void engine_wait(struct engine *);
/* The same until fewer than COUNT are. */
void engine_wait_below(struct engine *, size_t count);
/*
 * fakedns, which is this process, and a client of one thread take turns by
 * nature: on one processor, no time goes into waking up another.  Where this is
 * allowed, nothing else runs there meanwhile.
 */
void engine_take_processor(struct engine *);
/* For work that nobody times: as any other process, on all processors. */
void engine_leave_processor(struct engine *);
bool *engine_fit(struct engine *, size_t workload, size_t client);

/* The ordinary trials: what each pair's outcome is worth. */
void proofs_run(struct engine *);
/* All the rounds. */
void rounds_run(struct engine *);
/* The passes that nobody times. */
void passes_run(struct engine *);
/* True where callgrind is asked, if there is one. */
bool passes_want_simulation(const struct bench_mode *);

#endif
