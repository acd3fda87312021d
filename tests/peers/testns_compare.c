/*
 * Compares the answers of fakedns with those of ldns-testns that plays the same
 * data file, for queries by chance; tests/testns.tap starts both.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "tests/peers/testns_ask.h"
#include "tests/peers/testns_differ.h"

enum { SHOWN_MAX = 10, RULES_MAX = 16 };

struct comparison {
	const struct scenario *s;
	unsigned ours, theirs; /* ports */
	unsigned queries, answered, differ;
	unsigned explained[RULES_MAX];
	bool *met; /* an entry each: some query was for it */
};

static int
usage(void)
{
	fputs("usage: testns_compare rules\n"
	      "       testns_compare ready PORT...\n"
	      "       testns_compare ask SEED COUNT OURS THEIRS FILE\n",
	    stderr);
	return 2;
}

static void
show_replies(const char *whose, const struct testns_replies *r)
{
	printf("%s: %zu messages %s\n", whose, r->count,
	    r->failed == NULL ? "" : r->failed);
	for (size_t i = 0; i < r->count; i++) {
		for (size_t k = 0; k < r->v[i].len; k++)
			printf("%02x", r->v[i].octets[k]);
		puts("");
	}
}

static void
show(const struct comparison *c, const struct testns_query *q,
    const struct entry *e, const struct testns_replies *ours,
    const struct testns_replies *theirs)
{
	if (c->differ > SHOWN_MAX)
		return;
	testns_query_print(q);
	if (e == NULL)
		puts("entry: none");
	else
		printf("entry: line %u\n", e->at.line);
	show_replies("ours", ours);
	show_replies("theirs", theirs);
}

/* What no rule explains in message I. */
static unsigned
unexplained(struct comparison *c, const struct entry *e, size_t i,
    unsigned differs)
{
	for (size_t k = 0; e != NULL && i < e->packet_count && differs != 0 &&
			   k < testns_rule_count;
	     k++) {
		const struct testns_rule *rule = &testns_rules[k];

		if ((rule->differs & differs) == 0 ||
		    !rule->holds(&e->packets[i]))
			continue;
		differs &= ~rule->differs;
		c->explained[k]++;
	}
	return differs;
}

static bool
is_same(struct comparison *c, const struct entry *e,
    const struct testns_replies *ours, const struct testns_replies *theirs)
{
	bool same = true;

	if (ours->failed != NULL || theirs->failed != NULL ||
	    ours->count != theirs->count)
		return false;
	for (size_t i = 0; i < ours->count; i++)
		if (unexplained(c, e, i,
			testns_differ(&ours->v[i], &theirs->v[i])) != 0)
			same = false;
	return same;
}

static void
compare_one(struct comparison *c, const struct testns_query *q)
{
	const struct entry *e = testns_query_entry(q, c->s);
	struct testns_replies ours, theirs;

	testns_ask(c->ours, q, &ours);
	testns_ask(c->theirs, q, &theirs);
	c->queries++;
	c->answered += ours.count > 0;
	if (e != NULL)
		c->met[e - c->s->entries] = true;
	if (!is_same(c, e, &ours, &theirs)) {
		c->differ++;
		show(c, q, e, &ours, &theirs);
	}
	testns_replies_clear(&ours);
	testns_replies_clear(&theirs);
}

static int
report(const struct comparison *c, const char *path)
{
	size_t met = 0;

	for (size_t i = 0; i < c->s->entry_count; i++)
		met += c->met[i];
	printf("%s: %u queries, %u answered, %zu of %zu entries, %u differ",
	    path, c->queries, c->answered, met, c->s->entry_count, c->differ);
	for (size_t k = 0; k < testns_rule_count; k++)
		if (c->explained[k] > 0)
			printf(", %u explained by %s", c->explained[k],
			    testns_rules[k].name);
	puts("");
	return c->differ == 0 && c->answered > 0 ? 0 : 1;
}

static int
ask(unsigned seed, unsigned count, struct comparison *c, const char *path)
{
	struct scenarios list = { 0 };
	struct chance chance = chance_of(seed);
	struct error err = { 0 };
	int ret;

	if (scenarios_load(path, path, NULL, &list, &err) == -1) {
		printf("%s\n", err.text);
		return 1;
	}
	c->s = list.v[0];
	c->met = xcalloc(c->s->entry_count, sizeof *c->met);
	for (unsigned i = 0; i < count && c->differ <= SHOWN_MAX; i++) {
		struct testns_query q;

		testns_query_make(&chance, c->s, &q);
		compare_one(c, &q);
		writer_clear(&q.octets);
	}
	ret = report(c, path);
	free(c->met);
	scenarios_clear(&list);
	return ret;
}

static unsigned
number(const char *text)
{
	return (unsigned)strtoul(text, NULL, 10);
}

int
main(int argc, char **argv)
{
	struct comparison c = { 0 };

	if (argc == 2 && strcmp(argv[1], "rules") == 0) {
		for (size_t i = 0; i < testns_rule_count; i++)
			printf("%s\t%s\n", testns_rules[i].name,
			    testns_rules[i].sentence);
		return 0;
	}
	if (argc > 2 && strcmp(argv[1], "ready") == 0) {
		for (int i = 2; i < argc; i++)
			if (testns_ask_ready(number(argv[i])) == -1)
				return 1;
		return 0;
	}
	if (argc != 7 || strcmp(argv[1], "ask") != 0)
		return usage();
	c.ours = number(argv[4]);
	c.theirs = number(argv[5]);
	return ask(number(argv[2]), number(argv[3]), &c, argv[6]);
}
