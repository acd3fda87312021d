/* what look-ups cost as their answers, or the threads, become more */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench/interval.h"
#include "bench/table.h"
#include "fakedns/xalloc.h"
#include "report/bench_html.h"
#include "report/html.h"
#include "report/plot.h"

/* Workloads that differ in one number. */
struct sweep {
	const char *id, *head, *label; /* of the axis */
	enum stats_aspect aspect;
	enum figure figure; /* shown: FIGURE_RATE, else times */
	bool is_log;
	size_t *workloads; /* by X */
	double *x;
	size_t count;
};

enum { TAIL_PERMILLE = 25 }; /* error bars of 95 % */

/* The number behind ":octets=", or -1. */
static double
octets_of(const struct bench_workload *w)
{
	static const char key[] = ":octets=";
	const char *at = strstr(w->name, key);

	return at == NULL ? -1 : strtod(at + sizeof key - 1, NULL);
}

static double
threads_of(const struct bench_workload *w)
{
	return strstr(w->name, ":threads=") == NULL ? -1
						    : (double)w->mode.threads;
}

static size_t
base_len(const struct bench_workload *w)
{
	return strcspn(w->name, ":");
}

static bool
is_sibling(const struct bench_workload *a, const struct bench_workload *b)
{
	return base_len(a) == base_len(b) &&
	       strncmp(a->name, b->name, base_len(a)) == 0;
}

static void
add_workload(struct sweep *w, size_t workload, double x)
{
	size_t i = w->count++;

	w->workloads =
	    xreallocarray(w->workloads, w->count, sizeof *w->workloads);
	w->x = xreallocarray(w->x, w->count, sizeof *w->x);
	for (; i > 0 && w->x[i - 1] > x; i--) {
		w->x[i] = w->x[i - 1];
		w->workloads[i] = w->workloads[i - 1];
	}
	w->x[i] = x;
	w->workloads[i] = workload;
}

/* That of workload FIRST, which is the first of its kind. */
static void
gather(struct sweep *w, const struct bench_set *set, size_t first,
    double (*x_of)(const struct bench_workload *))
{
	for (size_t i = first; i < set->workload_count; i++)
		if (is_sibling(&set->workloads[first], &set->workloads[i]) &&
		    x_of(&set->workloads[i]) > 0)
			add_workload(w, i, x_of(&set->workloads[i]));
}

/* The middle of the slices, and where it may be; false: not drawn. */
static bool
point_at(const struct stats *s, const struct sweep *w, size_t i, size_t client,
    struct plot_point *out)
{
	const bool rate = w->figure == FIGURE_RATE;
	struct interval in;
	double *v;
	size_t count;
	bool known;

	if (!bench_is_drawn(s, w->workloads[i], client))
		return false;
	v = stats_values(s, w->workloads[i], client, w->aspect, &count);
	known = interval_of(v, count, TAIL_PERMILLE / 1000.0, &in);
	free(v);
	if (!known)
		return false;
	if (rate) /* from look-ups a ns */
		*out = (struct plot_point){ w->x[i], exp(in.middle) * 1e9,
			exp(in.low) * 1e9, exp(in.high) * 1e9 };
	else if (w->aspect == STATS_SPEED)
		*out = (struct plot_point){ w->x[i], exp(-in.middle),
			exp(-in.high), exp(-in.low) };
	else
		*out = (struct plot_point){ w->x[i], exp(in.middle),
			exp(in.low), exp(in.high) };
	return true;
}

static void
format_plain(struct text *out, double tick)
{
	if (tick < 100)
		text_add(out, "%g", tick);
	else
		figure_add_number(out, tick);
}

static struct plot_axis
axis_y(const struct stats *s, const struct sweep *w, double *ticks)
{
	struct plot_axis a = { .label = w->figure == FIGURE_RATE
					    ? "look-ups a second"
					: w->aspect == STATS_CPU
					    ? "processor time a look-up"
					    : "time a look-up",
		.low = INFINITY,
		.is_log = w->figure != FIGURE_RATE,
		.ticks = ticks,
		.format =
		    w->figure == FIGURE_RATE ? format_plain : bench_format_ns };
	struct plot_point at;

	for (size_t c = 0; c < s->set->client_count; c++)
		for (size_t i = 0; i < w->count; i++)
			if (point_at(s, w, i, c, &at)) {
				a.low = fmin(a.low, at.low * 0.85);
				a.high = fmax(a.high, at.high * 1.15);
			}
	if (!a.is_log)
		a.low = 0;
	if (a.high > 0)
		a.tick_count = plot_ticks(a.low, a.high, a.is_log, ticks);
	return a;
}

static void
put_lines(const struct stats *s, const struct sweep *w, const struct plot *p,
    FILE *f)
{
	for (size_t c = 0; c < s->set->client_count; c++) {
		struct plot_point *v = xcalloc(w->count, sizeof *v);
		size_t n = 0;

		for (size_t i = 0; i < w->count; i++)
			n += point_at(s, w, i, c, &v[n]);
		if (n > 0)
			plot_line(p, c, v, n, true, f);
		free(v);
	}
}

static void
add_point(struct text *out, const struct sweep *w, const struct plot_point *at)
{
	const enum figure unit =
	    w->figure == FIGURE_RATE ? FIGURE_RATE : FIGURE_MEAN;

	figure_add_long(out, unit, at->y);
	text_add(out, " (");
	figure_add_long(out, unit, at->low);
	text_add(out, " to ");
	figure_add_long(out, unit, at->high);
	text_add(out, ")");
}

static void
put_table(const struct stats *s, const struct sweep *w, FILE *f)
{
	fprintf(f,
	    "<details><summary>The figures of this plot</summary>\n"
	    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	    "aria-labelledby=\"%s-table\">\n<table class=\"figures\">"
	    "<caption id=\"%s-table\">%s, with intervals of 95 %%</caption>\n"
	    "<thead><tr><th scope=\"col\">Client</th>",
	    w->id, w->id, w->head);
	for (size_t i = 0; i < w->count; i++)
		fprintf(f, "<th scope=\"col\">%.0f</th>", w->x[i]);
	fputs("</tr></thead>\n<tbody>\n", f);
	for (size_t c = 0; c < s->set->client_count; c++) {
		fputs("<tr><th scope=\"row\">", f);
		html_text(f, s->set->clients[c].name);
		fputs("</th>", f);
		for (size_t i = 0; i < w->count; i++) {
			struct text text = { 0 };
			struct plot_point at;

			if (point_at(s, w, i, c, &at))
				add_point(&text, w, &at);
			fprintf(f, "<td>%s</td>",
			    text.s == NULL ? "-" : text.s);
			text_clear(&text);
		}
		fputs("</tr>\n", f);
	}
	fputs("</tbody></table></div></details>\n", f);
}

/* Where clients brought different things, a cheaper one may have done less. */
static void
put_outcomes(const struct stats *s, const struct sweep *w, FILE *f)
{
	for (size_t i = 0; i < w->count; i++) {
		struct text text = { 0 };

		table_add_outcomes(&text, s, w->workloads[i]);
		if (text.len > 0) {
			fprintf(f,
			    "<p>Not the same for all at %.0f: ", w->x[i]);
			html_text(f, text.s);
			fputs(".</p>\n", f);
		}
		text_clear(&text);
	}
}

static void
put_sweep(const struct stats *s, const struct sweep *w, FILE *f)
{
	double ticks[2][PLOT_TICKS];
	struct plot p = { .id = w->id,
		.title = w->head,
		.words = "A line a client; its figures are in the table below.",
		.x = { .label = w->label,
		    .low = w->is_log ? w->x[0] * 0.85 : 0,
		    .high = w->x[w->count - 1] * (w->is_log ? 1.15 : 1.05),
		    .is_log = w->is_log,
		    .ticks = w->is_log ? ticks[0] : w->x,
		    .tick_count = w->count,
		    .format = format_plain },
		.y = axis_y(s, w, ticks[1]) };

	if (p.y.high <= 0)
		return;
	if (w->is_log)
		p.x.tick_count = plot_ticks(p.x.low, p.x.high, true, ticks[0]);
	fprintf(f,
	    "<figure><div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"Plot: %s\">\n",
	    w->head);
	plot_begin(&p, f);
	if (w->is_log && p.x.low < 512 && p.x.high > 512)
		plot_mark_x(&p, 512, "512: as far as UDP goes", f);
	put_lines(s, w, &p, f);
	plot_end(f);
	fputs("</div>\n<figcaption>", f);
	bench_key_html(s, w->workloads, w->count, f);
	put_outcomes(s, w, f);
	fputs("</figcaption>\n", f);
	put_table(s, w, f);
	fputs("</figure>\n", f);
}

static bool
is_first(const struct bench_set *set, size_t workload,
    double (*x_of)(const struct bench_workload *))
{
	for (size_t i = 0; i < workload; i++)
		if (is_sibling(&set->workloads[i], &set->workloads[workload]) &&
		    x_of(&set->workloads[i]) > 0)
			return false;
	return x_of(&set->workloads[workload]) > 0;
}

static void
put_kind(const struct stats *s, const struct sweep *like,
    double (*x_of)(const struct bench_workload *), FILE *f)
{
	for (size_t i = 0; i < s->set->workload_count; i++) {
		struct text id = { 0 };
		struct sweep w = *like;

		if (!is_first(s->set, i, x_of))
			continue;
		gather(&w, s->set, i, x_of);
		text_add(&id, "%s-%zu", like->id, i);
		w.id = id.s;
		if (w.count > 1) {
			fprintf(f, "<h3>%s</h3>\n", like->head);
			put_sweep(s, &w, f);
		}
		text_clear(&id);
		free(w.workloads);
		free(w.x);
	}
}

void
bench_sweeps_html(const struct stats *s, FILE *f)
{
	put_kind(s,
	    &(struct sweep){ .id = "size-time",
		.head = "Time a look-up against the size of the answer",
		.label = "octets of the answer",
		.aspect = STATS_SPEED,
		.figure = FIGURE_MEAN,
		.is_log = true },
	    octets_of, f);
	put_kind(s,
	    &(struct sweep){ .id = "size-cpu",
		.head = "Processor time a look-up against the size of the "
			"answer",
		.label = "octets of the answer",
		.aspect = STATS_CPU,
		.figure = FIGURE_CPU,
		.is_log = true },
	    octets_of, f);
	put_kind(s,
	    &(struct sweep){ .id = "threads",
		.head = "Look-ups a second against threads",
		.label = "threads",
		.aspect = STATS_SPEED,
		.figure = FIGURE_RATE },
	    threads_of, f);
}
