#include "config.h"

#include <stdlib.h>

#include "bench/table.h"
#include "report/bench_html.h"
#include "report/html.h"
#include "report/plot.h"

bool
bench_is_drawn(const struct stats *s, size_t workload, size_t client)
{
	return !s->workloads[workload].invalid &&
	       stats_pair(s, workload, client)->standing == STATS_MEASURED;
}

void
bench_key_html(const struct stats *s, const size_t *workloads, size_t count,
    FILE *f)
{
	fputs("<ul class=\"key\">", f);
	for (size_t c = 0; c < s->set->client_count; c++) {
		bool drawn = false;

		for (size_t i = 0; i < count; i++)
			drawn |= bench_is_drawn(s, workloads[i], c);
		if (!drawn)
			continue;
		fputs("<li>", f);
		plot_key(c, f);
		html_text(f, s->set->clients[c].name);
		fputs("</li>", f);
	}
	fputs("</ul>\n", f);
}

void
bench_format_ns(struct text *out, double ns)
{
	static const struct {
		const char *name;
		double ns;
	} units[] = { { "s", 1e9 }, { "ms", 1e6 }, { "us", 1e3 }, { "ns", 1 } };
	size_t i = 0;

	while (i < 3 && ns < units[i].ns * 0.999)
		i++;
	text_add(out, "%.4g %s", ns / units[i].ns, units[i].name);
}

static void
put_words(struct text *text, FILE *f)
{
	fputs("<p>", f);
	html_text(f, text->s == NULL ? "" : text->s);
	fputs("</p>\n", f);
	text_clear(text);
}

static void
put_machine(const struct bench_set *set, bool anonymous, FILE *f)
{
	struct text text = { 0 };

	text_add(&text, "%s: %u rounds of %u ms on %u processor%s", set->date,
	    set->rounds, set->slice_ms, set->processors,
	    set->processors == 1 ? "" : "s");
	if (!set->pinned)
		text_add(&text, ", unpinned");
	if (!set->realtime)
		text_add(&text, ", with whatever else ran there");
	if (!anonymous)
		text_add(&text, ", %s, Linux %s", set->machine, set->kernel);
	text_add(&text, "; the order of the clients is from the seed %llu.%s",
	    (unsigned long long)set->seed,
	    set->interrupted ? " The run was interrupted." : "");
	put_words(&text, f);
	text_add(&text,
	    "In each round every client looks names up for a while, one after "
	    "the other in an order that is drawn, and each time in a new "
	    "process. Failures and time-outs are among the latencies.");
	put_words(&text, f);
}

static void
put_workload(const struct stats *s, size_t workload, FILE *f)
{
	const struct bench_workload *w = &s->set->workloads[workload];
	struct text text = { 0 };

	fputs("<details id=\"", f);
	html_text(f, w->name);
	fputs("\"><summary>", f);
	html_text(f, w->title);
	fputs(" <code>", f);
	html_text(f, w->name);
	fputs("</code></summary>\n", f);
	table_add_workload(&text, s, workload);
	put_words(&text, f);
	table_add_outcomes(&text, s, workload);
	if (text.len > 0)
		put_words(&text, f);
	bench_latency_html(s, workload, f);
	bench_figures_html(s, workload, f);
	fputs("</details>\n", f);
}

void
bench_html(const struct stats *s, bool anonymous, FILE *f)
{
	struct text text = { 0 };

	fputs("<section id=\"bench\" aria-labelledby=\"bench-title\">\n"
	      "<h2 id=\"bench-title\">Benchmark</h2>\n",
	    f);
	put_machine(s->set, anonymous, f);
	if (s->comparisons > 0)
		table_add_legend(&text, s);
	text_add(&text, "%s", text.len == 0 ? "" : " ");
	table_add_end(&text, s);
	put_words(&text, f);
	bench_sweeps_html(s, f);
	fputs("<h3>Each workload</h3>\n", f);
	for (size_t w = 0; w < s->set->workload_count; w++)
		put_workload(s, w, f);
	fputs("</section>\n", f);
}
