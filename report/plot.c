#include "config.h"

#include <math.h>

#include "report/html.h"
#include "report/plot.h"
#include "report/plot_internal.h"

double
plot_x(const struct plot *p, double x)
{
	return PLOT_LEFT + plot_share(&p->x, x) * PLOT_ACROSS;
}

double
plot_y(const struct plot *p, double y)
{
	return PLOT_TOP + (1 - plot_share(&p->y, y)) * PLOT_DOWN;
}

double
plot_share(const struct plot_axis *a, double value)
{
	double share;

	if (a->is_log)
		share =
		    log(fmax(value, a->low) / a->low) / log(a->high / a->low);
	else
		share = (value - a->low) / (a->high - a->low);
	return fmin(fmax(share, 0), 1);
}

size_t
plot_ticks(double low, double high, bool is_log, double *out)
{
	static const double steps[] = { 1, 2, 5 };
	const double decades = log10(high / low);
	size_t n = 0;

	if (!is_log) {
		const double rough = (high - low) / 5;
		double unit = pow(10, floor(log10(rough)));

		unit *= rough > 5 * unit ? 10 : rough > 2 * unit ? 5 : 2;
		for (double t = ceil(low / unit) * unit;
		     t <= high * (1 + 1e-9) && n < PLOT_TICKS; t += unit)
			out[n++] = t;
		return n;
	}
	for (double ten = pow(10, floor(log10(low))); ten <= high; ten *= 10)
		for (int i = 0; i < (decades > 4 ? 1 : 3); i++)
			if (ten * steps[i] >= low * (1 - 1e-9) &&
			    ten * steps[i] <= high * (1 + 1e-9) &&
			    n < PLOT_TICKS)
				out[n++] = ten * steps[i];
	return n;
}

static void
put_text(const char *class, double x, double y, const char *text, FILE *f)
{
	fprintf(f, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", class, x, y);
	html_text(f, text);
	fputs("</text>\n", f);
}

static void
put_tick(const struct plot *p, bool across, double tick, FILE *f)
{
	const struct plot_axis *a = across ? &p->x : &p->y;
	struct text text = { 0 };
	const double x = plot_x(p, tick), y = plot_y(p, tick);

	a->format(&text, tick);
	if (across) {
		fprintf(f, "<path class=\"grid\" d=\"M%.1f %dV%d\" />", x,
		    PLOT_TOP, PLOT_TOP + PLOT_DOWN);
		put_text("below", x, PLOT_TOP + PLOT_DOWN + 18, text.s, f);
	} else {
		fprintf(f, "<path class=\"grid\" d=\"M%d %.1fH%d\" />",
		    PLOT_LEFT, y, PLOT_LEFT + PLOT_ACROSS);
		put_text("beside", PLOT_LEFT - 7, y + 4, text.s, f);
	}
	text_clear(&text);
}

void
plot_begin(const struct plot *p, FILE *f)
{
	fprintf(f,
	    "<svg class=\"plot\" viewBox=\"0 0 %d %d\" role=\"img\" "
	    "aria-labelledby=\"%s-t %s-d\">\n<title id=\"%s-t\">",
	    PLOT_WIDTH, PLOT_HEIGHT, p->id, p->id, p->id);
	html_text(f, p->title);
	fprintf(f, "</title>\n<desc id=\"%s-d\">", p->id);
	html_text(f, p->words);
	fputs("</desc>\n", f);
	for (size_t i = 0; i < p->x.tick_count; i++)
		put_tick(p, true, p->x.ticks[i], f);
	for (size_t i = 0; i < p->y.tick_count; i++)
		put_tick(p, false, p->y.ticks[i], f);
	fprintf(f, "<path class=\"frame\" d=\"M%d %dV%dH%d\" />\n", PLOT_LEFT,
	    PLOT_TOP, PLOT_TOP + PLOT_DOWN, PLOT_LEFT + PLOT_ACROSS);
	put_text("unit", PLOT_LEFT, PLOT_TOP - 12, p->y.label, f);
	put_text("below unit", PLOT_LEFT + PLOT_ACROSS / 2.0, PLOT_HEIGHT - 6,
	    p->x.label, f);
}

void
plot_end(FILE *f)
{
	fputs("</svg>\n", f);
}

void
plot_mark_x(const struct plot *p, double x, const char *words, FILE *f)
{
	fprintf(f, "<path class=\"mark\" d=\"M%.1f %dV%d\" />", plot_x(p, x),
	    PLOT_TOP, PLOT_TOP + PLOT_DOWN);
	put_text("said", plot_x(p, x) + 5, PLOT_TOP + 11, words, f);
}
