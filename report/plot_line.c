/* lines of a plot, with their signs and error bars */
#include "config.h"

#include <math.h>

#include "report/plot_internal.h"

/* Each about a middle of 0 0, 5 units to each side. */
static const char *const signs[PLOT_SERIES] = { "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 "
						"-8 0z",
	"m-4 -4h8v8h-8z", "m0 -5l5 9h-10z", "m0 -5l5 5l-5 5l-5 -5z",
	"m0 5l5 -9h-10z", "m-5 -2h3v-3h4v3h3v4h-3v3h-4v-3h-3z",
	"m-5 0l3 -5h4l3 5l-3 5h-4z",
	"m-5 -5l5 3l5 -3l-3 5l3 5l-5 -3l-5 3l3 "
	"-5z" };

static void
put_bar(const struct plot *p, const struct plot_point *at, FILE *f)
{
	const double x = plot_x(p, at->x);
	const double low = plot_y(p, at->low), high = plot_y(p, at->high);

	if (low - high < 1)
		return;
	fprintf(f,
	    "<path class=\"bar\" d=\"M%.1f %.1fV%.1fM%.1f %.1fh8M%.1f "
	    "%.1fh8\" />",
	    x, low, high, x - 4, low, x - 4, high);
}

static void
put_sign(size_t series, double x, double y, FILE *f)
{
	fprintf(f, "<path class=\"sign\" d=\"M%.1f %.1f%s\" />", x, y,
	    signs[series % PLOT_SERIES]);
}

void
plot_line(const struct plot *p, size_t series, const struct plot_point *points,
    size_t count, bool marked, FILE *f)
{
	fprintf(f, "<g class=\"s%zu\"><path class=\"line\" d=\"",
	    series % PLOT_SERIES);
	for (size_t i = 0; i < count; i++)
		fprintf(f, "%c%.1f %.1f", i == 0 ? 'M' : 'L',
		    plot_x(p, points[i].x), plot_y(p, points[i].y));
	fputs("\" />", f);
	for (size_t i = 0; i < count && marked; i++) {
		put_bar(p, &points[i], f);
		put_sign(series, plot_x(p, points[i].x), plot_y(p, points[i].y),
		    f);
	}
	fputs("</g>\n", f);
}

void
plot_key(size_t series, FILE *f)
{
	fprintf(f,
	    "<svg class=\"sample\" viewBox=\"0 0 36 14\" aria-hidden=\"true\">"
	    "<g class=\"s%zu\"><path class=\"line\" d=\"M1 7H35\" />",
	    series % PLOT_SERIES);
	put_sign(series, 18, 7, f);
	fputs("</g></svg>", f);
}
