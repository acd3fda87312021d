/*
 * stats.h -- what the samples of a benchmark say: the figures of each client
 * in each workload, and which differ from those of the baseline by more than
 * noise.  Pure; nothing in it is drawn by lot.
 *
 * A difference is reported where its interval clears 1/1.02 to 1.02.  The
 * intervals are wide enough that in 99 of 100 runs not one of all of them
 * misses (Bonferroni).  Each is of the logarithms of the ratios of slices of
 * one round, so what comes and goes from round to round falls out.
 */
#ifndef BENCH_STATS_H
#define BENCH_STATS_H

#include "bench/figure.h"

/* A difference smaller than this is none that anybody would notice. */
#define STATS_MARGIN 1.02
/* The probability that any of the intervals of a run misses. */
#define STATS_FAMILY 0.01

/* What is compared. */
enum stats_aspect {
	STATS_SPEED, /* look-ups a second; at a fixed rate, 1 / mean latency */
	STATS_CPU,   /* processor time a look-up */
};
enum { STATS_ASPECTS = STATS_CPU + 1 };

enum stats_standing {
	STATS_MEASURED,
	STATS_UNPROVEN, /* does not do what the scenario wants: not ranked */
	STATS_FAILING,  /* more than 1 of 100 look-ups failed: not ranked */
	STATS_MISSING,  /* no slice of it */
	STATS_BOUND,    /* fakedns had most of the time, or queries lay there:
			 * it says nothing of the client */
};

struct stats_ratio {
	bool known; /* there are rounds enough, and a baseline */
	bool differs;
	bool better;
	double ratio, low, high; /* of the client's to the baseline's */
};

struct stats_pair {
	enum stats_standing standing;
	const struct bench_proof *proof;   /* borrowed, or NULL */
	const struct bench_counts *counts; /* borrowed, or NULL */
	const struct bench_outcome *usual; /* borrowed, or NULL */
	size_t rounds;
	uint64_t lookups, errors;
	struct histogram latency; /* of all slices that count */
	double figures[FIGURES];  /* BENCH_UNKNOWN where not known */
	double server_share;      /* of the processor time of both, 0..1 */
	double server_busy;       /* of the wall time */
	double queued_share;      /* of the latencies, queries lay at fakedns */
	struct stats_ratio ratios[STATS_ASPECTS];
};

struct stats_workload {
	bool invalid; /* fakedns was the bottleneck for most, or the baseline */
	bool has_baseline;
	size_t baseline; /* the set's, or the first client that is MEASURED */
	size_t rounds;   /* of the client that has most */
	size_t slices;   /* of all clients */
	size_t left_out; /* of these: something else had their processor */
	bool disturbed;  /* too many were, so none was left out */
};

/* A slice that counts. */
struct stats_slice {
	const struct bench_sample *sample; /* borrowed */
	double value[STATS_ASPECTS];       /* logarithms; NAN: nothing to take
					    * the logarithm of */
};

struct stats {
	const struct bench_set *set; /* borrowed */
	size_t comparisons;          /* whose intervals are made */
	double tail; /* that each side of one of them may miss with */
	struct stats_workload *workloads; /* owned; as the set's */
	struct stats_pair *pairs;   /* owned; workload * clients + client */
	struct stats_slice *slices; /* owned; by workload, client, round */
	size_t slice_count;
};

/* SET is borrowed until stats_clear(). */
void stats_init(struct stats *, const struct bench_set *set);
void stats_clear(struct stats *);

struct stats_pair *stats_pair(const struct stats *, size_t workload,
    size_t client);
/* The slices of one pair. */
const struct stats_slice *stats_slices(const struct stats *, size_t workload,
    size_t client, size_t *count);
/*
 * The logarithms of one client's slices, to be freed, and of their ratios to
 * the baseline's of the same rounds.  COUNT is 0 where one of them is none: a
 * slice in which nothing came to its end is not to be left out as if it were
 * not there.
 */
double *stats_values(const struct stats *, size_t workload, size_t client,
    enum stats_aspect, size_t *count);
double *stats_paired(const struct stats *, size_t workload, size_t baseline,
    size_t client, enum stats_aspect, size_t *count);
/* The interval in logarithms as a ratio, and whether it clears the margin. */
void stats_ratio_make(struct stats_ratio *, enum stats_aspect, double middle,
    double low, double high);

#endif
