/* plot_internal.h -- where things are in a plot; for plot*.c only. */
#ifndef REPORT_PLOT_INTERNAL_H
#define REPORT_PLOT_INTERNAL_H

#include "report/plot.h"

/* In user units of the SVG. */
enum {
	PLOT_WIDTH = 720,
	PLOT_HEIGHT = 380,
	PLOT_LEFT = 70,
	PLOT_TOP = 30,
	PLOT_ACROSS = 610,
	PLOT_DOWN = 300
};

/* Of the axis, 0 at its low end and 1 at its high one; never beyond. */
double plot_share(const struct plot_axis *, double value);
double plot_x(const struct plot *, double x);
double plot_y(const struct plot *, double y);

#endif
