/*
 * figure.h -- the figures that say what a client does and costs in a workload:
 * how each is called, and in what it is counted.
 */
#ifndef BENCH_FIGURE_H
#define BENCH_FIGURE_H

#include "bench/bench.h"
#include "resolver-tests/text.h"

enum figure {
	FIGURE_RATE, /* look-ups a second, of all threads */
	FIGURE_MEAN, /* latencies; failures and time-outs are in them */
	FIGURE_P50,
	FIGURE_P90,
	FIGURE_P99,
	FIGURE_P999,
	FIGURE_MAX,
	FIGURE_CPU, /* of the rest: a look-up, to ... */
	FIGURE_USER,
	FIGURE_SYSTEM,
	FIGURE_CALLS,
	FIGURE_INSTRUCTIONS,
	FIGURE_PACKETS_OUT,
	FIGURE_PACKETS_IN,
	FIGURE_OCTETS_OUT,
	FIGURE_OCTETS_IN,
	FIGURE_UDP,
	FIGURE_TCP,    /* ... here */
	FIGURE_ERRORS, /* share of all look-ups */
	FIGURE_RSS,    /* octets */
	FIGURE_STACK,
	FIGURE_BINARY,
};
enum { FIGURES = FIGURE_BINARY + 1 };

enum figure_unit {
	FIGURE_A_SECOND,
	FIGURE_NS,
	FIGURE_COUNT,
	FIGURE_OCTETS,
	FIGURE_SHARE
};

struct figure_kind {
	const char *name; /* "p99", at the head of a column */
	const char *key;  /* in JSON: "p99_ns" */
	const char *what; /* a line of explanation */
	enum figure_unit unit;
	bool more_is_better;
};
extern const struct figure_kind figure_kinds[FIGURES];

/* Times in a table have one unit: "us", and how many ns it has. */
struct figure_scale {
	const char *name;
	double ns;
};
/* That in which the smallest time of several has 1 to 3 digits. */
struct figure_scale figure_scale(double smallest_ns);

/* A number with three digits that count, thousands apart: "21,300", "4.10". */
void figure_add_number(struct text *, double value);
/* The same in the figure's unit; "-" where it is not known. */
void figure_add(struct text *, enum figure, double value,
    const struct figure_scale *);
/* With the unit: "4.10 us", "312 kB", "0.3 %". */
void figure_add_long(struct text *, enum figure, double value);

#endif
