/*
 * bench.h -- what a benchmark measured, as plain data: the lines of bench.jsonl
 * in memory.  Whoever measures fills it, whoever makes statistics reads it.
 *
 * Figures are raw: of a whole slice, not of one look-up, unless it says so.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bench/histogram.h"

/* What is not known: a pass that this machine cannot make. */
#define BENCH_UNKNOWN (-1.0)

/* How a workload makes its look-ups: the words of BENCH. */
struct bench_mode {
	bool cold;        /* a process a look-up */
	bool together;    /* the clients of a round ran at once */
	unsigned threads; /* that make them; 1 unless the scenario says */
	unsigned rate;    /* look-ups a second of all threads; 0: closed loop */
	unsigned lookups; /* a thread makes in a slice; 0: it goes by time */
};

struct bench_client {
	char *name;    /* "musl-1.2.5", "musl-1.2.5#2": the same once more */
	char *family;  /* "musl" */
	char *version; /* "1.2.5" */
	char *arch, *package, *sha256;
	double binary_octets; /* of the program that makes the call */
};

struct bench_workload {
	char *name;  /* of the scenario: "bench/small-a" */
	char *title; /* of the scenario */
	struct bench_mode mode;
};

/* The ordinary trial that comes before the slices. */
struct bench_proof {
	size_t workload, client; /* indexes into the set */
	char *verdict;           /* as `run' has it: "pass", "known" ... */
	char *summary;           /* "ok 20+0 #3fa9c1" */
};

struct bench_outcome {
	char *status;       /* "ok", "EAI_AGAIN", "exit 1", "signal SEGV" */
	uint64_t addresses; /* it brought; 0 where the call has none */
	uint64_t lookups;   /* that ended so */
};

/* One slice: one client, one workload, one round. */
struct bench_sample {
	size_t workload, client; /* indexes into the set */
	unsigned round;          /* from 1 */
	unsigned position;       /* in the order of its round, from 0 */
	bool disturbed; /* something else took their processor from them */
	/* The timed part: from the first look-up's start to the last's end. */
	uint64_t wall_ns;
	uint64_t lookups; /* that ended in it, well or not */
	uint64_t errors;  /* of those, with another outcome than is wanted */
	uint64_t late;    /* open loop: started after their intended time */
	/* The client's process; cold: of all processes. */
	uint64_t cpu_ns;             /* exact */
	uint64_t user_us, system_us; /* the kernel's estimate of the parts */
	uint64_t switches, forced_switches;
	uint64_t faults;      /* pages, minor */
	uint64_t runqueue_ns; /* ready to run, and not running */
	uint64_t hwm_kb;      /* peak resident set; 0: not known */
	/* fakedns, over the same time. */
	uint64_t server_cpu_ns;
	uint64_t server_forced_switches;
	uint64_t datagrams; /* that it read */
	uint64_t queued;    /* of those, came while it was at work on others */
	uint64_t queued_ns; /* that they lay there, in all */
	/* Latencies, failures and time-outs included. */
	uint64_t min_ns, max_ns, sum_ns; /* exact */
	struct histogram latency;
	struct bench_outcome *outcomes; /* owned; most frequent first */
	size_t outcome_count;
};

/*
 * One workload and client, counted in passes of their own that nobody timed.
 * Of one look-up, BENCH_UNKNOWN where it could not be had.
 */
struct bench_counts {
	size_t workload, client;
	double system_calls;
	double instructions;   /* in user mode */
	char *instructions_by; /* "callgrind", "perf"; NULL: not counted */
	double packets_out, packets_in; /* frames, the TCP handshake included */
	double octets_out, octets_in;   /* of those, IP headers included */
	double udp_sent, tcp_connections;
	/* Of the process. */
	double stack_octets; /* of a thread, touched */
	double rss_kb;       /* peak resident set */
};

/* All of one run of `bench'. */
struct bench_set {
	char *version, *machine, *kernel, *date; /* of the header line */
	char **command;
	size_t command_count;
	uint64_t seed;
	unsigned processors;
	bool pinned;   /* fakedns, with clients of one thread, to one of them */
	bool realtime; /* nothing else ran there meanwhile */
	bool quick;
	unsigned slice_ms, rounds; /* as planned */
	size_t baseline;           /* index of the client the others are to */
	struct bench_client *clients;
	size_t client_count;
	struct bench_workload *workloads;
	size_t workload_count;
	struct bench_proof *proofs;
	size_t proof_count;
	struct bench_sample *samples; /* in the order they were taken */
	size_t sample_count;
	struct bench_counts *counts;
	size_t counts_count;
	bool interrupted; /* or the last line is missing */
	double seconds;   /* that it took */
};

void bench_sample_clear(struct bench_sample *);
void bench_set_clear(struct bench_set *);

#endif
