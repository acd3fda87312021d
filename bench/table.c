#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "bench/columns.h"
#include "bench/table.h"
#include "resolver-tests/inert.h"
#include "resolver-tests/terminal.h"
#include "resolver-tests/wrap.h"

/* One block. */
struct block {
	const struct stats *s;
	size_t workload;
	FILE *out;
	unsigned columns;
};

/* A table of a block: figures, then ratios or not. */
struct part {
	const enum figure *figures;
	size_t count;
	bool compared;
	bool first; /* of the block: has every client */
};

static const enum figure brief[] = { FIGURE_RATE, FIGURE_P50, FIGURE_P99,
	FIGURE_CPU };
static const enum figure latencies[] = { FIGURE_RATE, FIGURE_MEAN, FIGURE_P50,
	FIGURE_P90, FIGURE_P99, FIGURE_P999, FIGURE_MAX };
static const enum figure costs[] = { FIGURE_CPU, FIGURE_USER, FIGURE_SYSTEM,
	FIGURE_CALLS, FIGURE_INSTRUCTIONS };
static const enum figure wire[] = { FIGURE_PACKETS_OUT, FIGURE_PACKETS_IN,
	FIGURE_OCTETS_OUT, FIGURE_OCTETS_IN, FIGURE_UDP, FIGURE_TCP };
static const enum figure sizes[] = { FIGURE_ERRORS, FIGURE_RSS, FIGURE_STACK,
	FIGURE_BINARY };

#define PART(a, compared, first)                                               \
	{                                                                      \
		a, sizeof(a) / sizeof *(a), compared, first                    \
	}
static const struct part brief_part = PART(brief, true, true);
static const struct part full_parts[] = { PART(latencies, false, true),
	PART(costs, true, false), PART(wire, false, false),
	PART(sizes, false, false) };

static bool
has_figures(const struct stats_pair *p)
{
	return p->standing != STATS_UNPROVEN && p->standing != STATS_MISSING;
}

/* That of the smallest of these times of any client. */
static struct figure_scale
common_scale(const struct block *b, const struct part *part)
{
	double smallest = INFINITY;

	for (size_t c = 0; c < b->s->set->client_count; c++) {
		const struct stats_pair *p = stats_pair(b->s, b->workload, c);

		for (size_t i = 0; i < part->count && has_figures(p); i++) {
			const enum figure f = part->figures[i];

			if (figure_kinds[f].unit == FIGURE_NS &&
			    p->figures[f] > 0)
				smallest = fmin(smallest, p->figures[f]);
		}
	}
	return figure_scale(isfinite(smallest) ? smallest : 1);
}

/* What goes first where a line is too short. */
static unsigned
spare(enum figure f)
{
	switch (f) {
	case FIGURE_P99:
	case FIGURE_INSTRUCTIONS:
		return 3;
	case FIGURE_CPU:
		return 2;
	case FIGURE_P90:
	case FIGURE_USER:
		return 1;
	default:
		return 0;
	}
}

static void
set_columns(struct columns *g, const struct part *part,
    const struct figure_scale *scale)
{
	g->columns[g->column_count++] =
	    (struct columns_one){ "", NULL, true, 0 };
	for (size_t i = 0; i < part->count; i++) {
		const enum figure f = part->figures[i];
		const bool is_time = figure_kinds[f].unit == FIGURE_NS;

		g->columns[g->column_count++] =
		    (struct columns_one){ figure_kinds[f].name,
			    is_time ? scale->name : NULL, false, spare(f) };
	}
	if (!part->compared)
		return;
	g->columns[g->column_count++] =
	    (struct columns_one){ "speed", "x", true, 0 };
	g->columns[g->column_count++] =
	    (struct columns_one){ "CPU", "x", true, 0 };
}

static void
set_ratios(struct columns *g, size_t row, const struct block *b, size_t client)
{
	const struct stats_workload *w = &b->s->workloads[b->workload];
	const struct stats_pair *p = stats_pair(b->s, b->workload, client);
	const size_t first = g->column_count - STATS_ASPECTS;
	struct text text = { 0 };

	if (p->standing != STATS_MEASURED) {
		table_add_standing(&text, b->s, b->workload, client);
		columns_set_note(g, row, first, &text);
		return;
	}
	if (w->invalid || !w->has_baseline)
		return;
	for (size_t a = 0; a < STATS_ASPECTS; a++) {
		if (client == w->baseline)
			text_add(&text, "%s", a == 0 ? "baseline" : "");
		else
			table_add_ratio(&text, &p->ratios[a]);
		columns_set(g, row, first + a, &text);
	}
}

static void
add_client(struct columns *g, const struct block *b, size_t client,
    const struct part *part, const struct figure_scale *scale)
{
	const struct stats_pair *p = stats_pair(b->s, b->workload, client);
	const size_t row = columns_add_row(g);
	struct text text = { 0 };

	inert_add(&text, b->s->set->clients[client].name);
	columns_set(g, row, 0, &text);
	if (!has_figures(p)) {
		table_add_standing(&text, b->s, b->workload, client);
		columns_set_note(g, row, 1, &text);
		return;
	}
	for (size_t i = 0; i < part->count; i++) {
		figure_add(&text, part->figures[i],
		    p->figures[part->figures[i]], scale);
		columns_set(g, row, i + 1, &text);
	}
	if (part->compared)
		set_ratios(g, row, b, client);
}

static void
print_part(const struct block *b, const struct part *part)
{
	const struct figure_scale scale = common_scale(b, part);
	struct columns g = { .cells = NULL };

	set_columns(&g, part, &scale);
	for (size_t c = 0; c < b->s->set->client_count; c++)
		if (part->first ||
		    has_figures(stats_pair(b->s, b->workload, c)))
			add_client(&g, b, c, part, &scale);
	columns_print(&g, b->out, b->columns);
	columns_clear(&g);
}

static void
print_block(const struct block *b, bool in_full)
{
	const struct bench_workload *w = &b->s->set->workloads[b->workload];
	struct text text = { 0 };

	inert_add(&text, w->name);
	text_add(&text, ": ");
	inert_add(&text, w->title);
	wrap_print_text(b->out, 0, 0, &text);
	table_add_workload(&text, b->s, b->workload);
	wrap_print_text(b->out, COLUMNS_INDENT, 0, &text);
	if (!in_full)
		print_part(b, &brief_part);
	for (size_t i = 0;
	     in_full && i < sizeof full_parts / sizeof *full_parts; i++)
		print_part(b, &full_parts[i]);
	table_add_outcomes(&text, b->s, b->workload);
	if (text.len > 0)
		wrap_print_text(b->out, COLUMNS_INDENT, 0, &text);
	fputc('\n', b->out);
}

void
table_print(const struct stats *s, FILE *out, bool in_full)
{
	struct text text = { 0 };

	for (size_t w = 0; w < s->set->workload_count; w++) {
		const struct block b = { s, w, out, terminal_columns(out) };

		print_block(&b, in_full);
	}
	if (s->comparisons > 0) {
		table_add_legend(&text, s);
		wrap_print_text(out, 0, 0, &text);
	}
	table_add_end(&text, s);
	if (s->set->interrupted)
		text_add(&text, " The run was interrupted: this is of the "
				"rounds that there are.");
	wrap_print_text(out, 0, 0, &text);
}

void
bench_table_print(const struct bench_set *set, FILE *out, bool in_full)
{
	struct stats s;

	stats_init(&s, set);
	table_print(&s, out, in_full);
	stats_clear(&s);
}
