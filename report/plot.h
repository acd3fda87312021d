/*
 * plot.h -- curves as static SVG: scales, a frame with units, lines that can be
 * told apart without colours, and error bars.  Colours are in bench.css.
 */
#ifndef REPORT_PLOT_H
#define REPORT_PLOT_H

#include "resolver-tests/text.h"

#include <stdio.h>

enum { PLOT_SERIES = 8 }; /* that look different; then they begin anew */

struct plot_axis {
	const char *label; /* with the unit */
	double low, high;  /* low < high */
	bool is_log;       /* low > 0 */
	/* Where a line and a number are to be; owned by the caller. */
	const double *ticks;
	size_t tick_count;
	void (*format)(struct text *, double tick);
};

struct plot {
	const char *id;    /* unique in the page; letters, digits, "-" */
	const char *title; /* for who does not see it; foreign */
	const char *words; /* what it shows, in sentences; foreign */
	struct plot_axis x, y;
};

struct plot_point {
	double x, y;
	double low, high; /* of Y; equal to it: no error bar */
};

/* Both within an element of the page. */
void plot_begin(const struct plot *, FILE *);
void plot_end(FILE *);

/* POINTS from left to right, the line between them; MARKED: a sign at each. */
void plot_line(const struct plot *, size_t series,
    const struct plot_point *points, size_t count, bool marked, FILE *);
/* A line from bottom to top, and words at its upper end. */
void plot_mark_x(const struct plot *, double x, const char *words, FILE *);

/* The sign of a series by itself, for a key. */
void plot_key(size_t series, FILE *);

/*
 * 1, 2, 5, 10, 20 ... (IS_LOG) or even steps within LOW to HIGH, in OUT, which
 * has room for PLOT_TICKS; returns how many.
 */
enum { PLOT_TICKS = 24 };
size_t plot_ticks(double low, double high, bool is_log, double *out);

#endif
