/*
 * delta.h -- two benchmarks, of two builds or two days: what B has that is
 * worse than in A, or better, by more than noise.
 *
 * Two runs have no rounds in common, and the second may have had a faster
 * machine.  A client that is the same in both, to the SHA-256 of its library,
 * is the measure then: what is compared is each client's ratio to it, taken
 * round by round within its own run; on one machine and kernel the times
 * themselves have to say the same.  Without such a client times are compared as
 * they are, but only on one machine and kernel.  What was counted, not timed,
 * needs none of that.
 */
#ifndef BENCH_DELTA_H
#define BENCH_DELTA_H

#include "bench/stats.h"
#include "fakedns/error.h"

enum delta_kind {
	DELTA_WORSE,
	DELTA_BETTER,
	DELTA_NONE,    /* within noise; counted: 2 % apart at most, system
			* calls 10 % */
	DELTA_UNKNOWN, /* too few rounds, or nothing to measure times with */
};
enum { DELTA_KINDS = DELTA_UNKNOWN + 1 };
extern const char *const delta_names[DELTA_KINDS]; /* "worse" ... */

enum delta_what {
	DELTA_TIMED,   /* ASPECT, with an interval */
	DELTA_COUNTED, /* FIGURE */
	DELTA_STANDING /* does what is wanted in one of them only */
};

struct delta {
	enum delta_kind kind;
	enum delta_what what;
	size_t pair;
	size_t workload[2]; /* of A, of B */
	enum stats_aspect aspect;
	enum figure figure; /* that both values are of */
	double value[2];
	struct stats_ratio ratio; /* of B's to A's */
};

struct delta_pair {
	size_t client[2]; /* of A, of B */
};

struct deltas {
	const struct stats *side[2]; /* borrowed: A, B */
	const char *path[2];         /* borrowed */
	bool has_reference;
	struct delta_pair reference; /* the same client */
	bool same_machine;           /* by name and kernel */
	bool same_slices; /* as long: the first look-ups of each cost more */
	bool timed;       /* times can be compared */
	struct delta_pair *pairs; /* owned */
	size_t pair_count;
	size_t comparisons; /* intervals */
	size_t workloads;   /* in both, made in the same way */
	size_t only[2];     /* workloads of A, of B */
	struct delta *v;    /* owned; by kind, pair, workload */
	size_t count;
	size_t counts[DELTA_KINDS];
};

/*
 * A and B, whose stats and paths SIDE and PATH of OUT have to be already, are
 * borrowed until deltas_clear().  AS are words "OLD=NEW", clients that alone
 * are compared; without them those of one name are, and two of one family
 * where each file has no other.  Returns -1 with ERR set where nothing is in
 * both.
 */
int deltas_init(struct deltas *out, const char *const *as, size_t as_count,
    struct error *err);
void deltas_clear(struct deltas *);

/* Pairs and reference alone; for delta.c. */
int delta_pair_clients(struct deltas *, const char *const *as, size_t as_count,
    struct error *err);

#endif
