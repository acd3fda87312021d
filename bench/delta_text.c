/* the comparison of two benchmarks as text, for terminals */
#include "config.h"

#include <stdlib.h>

#include "bench/delta_print.h"
#include "resolver-tests/inert.h"
#include "resolver-tests/wrap.h"

enum { INDENT = 2, ITEM_INDENT = 4 };

static void
print_item(const struct deltas *c, const struct delta *one, FILE *out)
{
	const struct bench_set *b = c->side[1]->set;
	struct text text = { 0 };

	inert_add(&text, b->workloads[one->workload[1]].name);
	text_add(&text, ": ");
	delta_add_item(&text, c, one, inert_add);
	wrap_print_text(out, ITEM_INDENT, 0, &text);
}

/* Changes of one kind, from I on; returns where they end. */
static size_t
print_kind(const struct deltas *c, size_t i, FILE *out)
{
	const enum delta_kind kind = c->v[i].kind;
	size_t pair = c->pair_count;

	fprintf(out, "\n%s: %zu\n", delta_names[kind], c->counts[kind]);
	for (; i < c->count && c->v[i].kind == kind; i++) {
		struct text text = { 0 };

		if (c->v[i].pair != pair) {
			pair = c->v[i].pair;
			delta_add_pair(&text, c, pair, inert_add);
			wrap_print_text(out, INDENT, 0, &text);
		}
		print_item(c, &c->v[i], out);
	}
	return i;
}

void
delta_print_text(const struct deltas *c, FILE *out, bool in_full)
{
	struct text text = { 0 };

	for (int side = 0; side < 2; side++) {
		fprintf(out, "%c  ", "AB"[side]);
		delta_add_file(&text, c, side, inert_add);
		wrap_print_text(out, 3, 3, &text);
	}
	delta_add_measure(&text, c, inert_add);
	wrap_print_text(out, 0, 0, &text);
	for (size_t i = 0; i < c->count;) {
		if (c->v[i].kind > DELTA_BETTER && !in_full)
			break;
		i = print_kind(c, i, out);
	}
	fputc('\n', out);
	delta_add_end(&text, c);
	wrap_print_text(out, 0, 0, &text);
}
