/* the comparison of two benchmarks as GitHub-flavoured Markdown */
#include "config.h"

#include "bench/delta_print.h"
#include "resolver-tests/inert.h"

static void
add_row(struct text *out, const struct deltas *c, const struct delta *one)
{
	text_add(out, "| %s | ", delta_names[one->kind]);
	delta_add_pair(out, c, one->pair, inert_add_code);
	text_add(out, " | ");
	inert_add_code(out, c->side[1]->set->workloads[one->workload[1]].name);
	text_add(out, " | ");
	delta_add_item(out, c, one, inert_add_code);
	text_add(out, " |\n");
}

void
delta_print_markdown(const struct deltas *c, FILE *out)
{
	struct text text = { 0 };

	text_add(&text, "## Comparison of two benchmarks\n\n**");
	delta_add_end(&text, c);
	text_add(&text, "**\n\n");
	for (int side = 0; side < 2; side++) {
		text_add(&text, "- %c: ", "AB"[side]);
		delta_add_file(&text, c, side, inert_add_code);
		text_add(&text, "\n");
	}
	text_add(&text, "\n");
	delta_add_measure(&text, c, inert_add_code);
	text_add(&text, "\n");
	if (c->counts[DELTA_WORSE] + c->counts[DELTA_BETTER] > 0)
		text_add(&text, "\n| | client | workload | change |\n"
				"| --- | --- | --- | --- |\n");
	for (size_t i = 0; i < c->count && c->v[i].kind <= DELTA_BETTER; i++)
		add_row(&text, c, &c->v[i]);
	fputs(text.s, out);
	text_clear(&text);
}
