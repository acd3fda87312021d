/* how many look-ups of a workload took how long */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "fakedns/xalloc.h"
#include "report/bench_html.h"
#include "report/html.h"
#include "report/plot.h"

/*
 * From left to right by how rare it is: half as far again for each ten times
 * fewer look-ups, so that the slowest have room.
 */
static double
rarity(double share)
{
	return -log10(1 - share);
}

static void
format_share(struct text *out, double tick)
{
	text_add(out, "%.7g %%", 100 - 100 * pow(10, -tick));
}

/* Of the clients that are drawn: 0 where none is. */
struct extent {
	double low_ns, high_ns;
	double lookups; /* of the client that has most */
};

static struct extent
measure(const struct stats *s, size_t workload)
{
	struct extent e = { INFINITY, 0, 0 };

	for (size_t c = 0; c < s->set->client_count; c++) {
		const struct stats_pair *p = stats_pair(s, workload, c);

		if (!bench_is_drawn(s, workload, c) || p->latency.total == 0)
			continue;
		e.low_ns =
		    fmin(e.low_ns, (double)histogram_quantile(&p->latency, 0));
		e.high_ns = fmax(e.high_ns, p->figures[FIGURE_MAX]);
		e.lookups = fmax(e.lookups, (double)p->latency.total);
	}
	return e;
}

/* Points every 1/50 of a tenfold, until a single look-up is left. */
static void
put_client(const struct plot *plot, const struct stats_pair *p, size_t client,
    FILE *f)
{
	const double end = rarity(1 - 1 / (double)(p->latency.total + 1));
	const size_t most = (size_t)(end * 50) + 2;
	struct plot_point *v = xcalloc(most, sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < most - 1; i++) {
		const double x = (double)i / 50;
		const double ns =
		    (double)histogram_quantile(&p->latency, 1 - pow(10, -x));

		v[n++] = (struct plot_point){ x, ns, ns, ns };
	}
	v[n] = (struct plot_point){ end, p->figures[FIGURE_MAX],
		p->figures[FIGURE_MAX], p->figures[FIGURE_MAX] };
	plot_line(plot, client, v, n + 1, false, f);
	/* its sign where it can be told from others: at half of them */
	v[0] = (struct plot_point){ rarity(0.5), p->figures[FIGURE_P50],
		p->figures[FIGURE_P50], p->figures[FIGURE_P50] };
	plot_line(plot, client, v, 1, true, f);
	free(v);
}

static void
add_words(struct text *out, const struct stats *s, size_t workload)
{
	for (size_t c = 0; c < s->set->client_count; c++) {
		const struct stats_pair *p = stats_pair(s, workload, c);

		if (!bench_is_drawn(s, workload, c))
			continue;
		text_add(out, "%s: half within ", s->set->clients[c].name);
		figure_add_long(out, FIGURE_P50, p->figures[FIGURE_P50]);
		text_add(out, ", 99 %% within ");
		figure_add_long(out, FIGURE_P99, p->figures[FIGURE_P99]);
		text_add(out, ", all within ");
		figure_add_long(out, FIGURE_MAX, p->figures[FIGURE_MAX]);
		text_add(out, ". ");
	}
}

static void
put_plot(const struct stats *s, size_t workload, const struct extent *e,
    FILE *f)
{
	static const double shares[] = { 0, 0.5, 0.9, 0.99, 0.999, 0.9999,
		0.99999, 0.999999 };
	const size_t shown = sizeof shares / sizeof *shares;
	double ticks[2][PLOT_TICKS];
	struct text id = { 0 }, title = { 0 }, words = { 0 };
	struct plot p = { .x = { .label = "share of the look-ups that took no "
					  "longer",
			      .high = rarity(1 - 1 / (e->lookups + 1)),
			      .ticks = ticks[0],
			      .format = format_share },
		.y = { .label = "latency",
		    .low = e->low_ns * 0.9,
		    .high = e->high_ns * 1.1,
		    .is_log = true,
		    .ticks = ticks[1],
		    .format = bench_format_ns } };

	for (size_t i = 0; i < shown && rarity(shares[i]) <= p.x.high; i++)
		ticks[0][p.x.tick_count++] = rarity(shares[i]);
	p.y.tick_count = plot_ticks(p.y.low, p.y.high, true, ticks[1]);
	text_add(&id, "latency-%zu", workload);
	text_add(&title, "Latency of %s", s->set->workloads[workload].name);
	add_words(&words, s, workload);
	p.id = id.s;
	p.title = title.s;
	p.words = words.s;
	plot_begin(&p, f);
	for (size_t c = 0; c < s->set->client_count; c++)
		if (bench_is_drawn(s, workload, c))
			put_client(&p, stats_pair(s, workload, c), c, f);
	plot_end(f);
	text_clear(&id);
	text_clear(&title);
	text_clear(&words);
}

void
bench_latency_html(const struct stats *s, size_t workload, FILE *f)
{
	const struct extent e = measure(s, workload);

	if (e.lookups == 0)
		return;
	fputs("<figure><div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	      "aria-label=\"Plot of latencies\">\n",
	    f);
	put_plot(s, workload, &e, f);
	fputs("</div>\n<figcaption>", f);
	bench_key_html(s, &workload, 1, f);
	fputs("</figcaption></figure>\n", f);
}
