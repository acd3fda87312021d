/*
 * Compares the answers of fakedns with those of a real nameserver that has the
 * same zones, for queries by chance; tests/zone-peers.tap starts both.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tests/peers/zone_ask.h"
#include "tests/peers/zone_random.h"
#include "tests/peers/zone_rules.h"

enum { SHOWN_MAX = 20, RULES_MAX = 64 };

struct comparison {
	enum peer peer;
	const char *ours, *theirs; /* addresses */
	struct zone_names names;
	struct chance chance;
	unsigned queries, same, explained, failed;
	unsigned used[RULES_MAX]; /* by rule */
};

static int
usage(void)
{
	fputs("usage: zone_compare write SEED FOLDER\n"
	      "       zone_compare rules\n"
	      "       zone_compare ready ADDRESS...\n"
	      "       zone_compare ask SEED COUNT nsd|knot|unbound OURS THEIRS "
	      "ZONE...\n",
	    stderr);
	return 2;
}

/* Differences that no rule explains; counts the rules that explain one. */
static unsigned
explain(struct comparison *c, const struct answers *a, unsigned differ)
{
	for (size_t i = 0; i < zone_rule_count && differ != 0; i++) {
		const struct zone_rule *rule = &zone_rules[i];

		if ((rule->peers & 1U << c->peer) == 0 ||
		    (rule->aspects & differ) == 0 || !rule->holds(a))
			continue;
		differ &= ~rule->aspects;
		c->used[i]++;
	}
	return differ;
}

static void
show(const struct comparison *c, const struct answers *a, const char *insane,
    unsigned differ)
{
	if (c->failed > SHOWN_MAX)
		return;
	fputs("# ", stdout);
	zone_query_print(a->query, stdout);
	fputs("#   differs:", stdout);
	for (unsigned i = 0; i < ASPECTS; i++)
		if ((differ & 1U << i) != 0)
			printf(" %s", zone_aspect_name((enum aspect)i));
	printf("%s%s\n#   ours\n", insane == NULL ? "" : " ",
	    insane == NULL ? "" : insane);
	zone_reply_print(a->ours, stdout);
	puts("#   theirs");
	zone_reply_print(a->theirs, stdout);
}

static void
judge(struct comparison *c, const struct answers *a)
{
	const char *insane = zone_answer_insane(a->query, a->ours);
	unsigned differ = zone_answers_differ(a);
	unsigned left = explain(c, a, differ);

	c->queries++;
	if (left != 0 || insane != NULL) {
		c->failed++;
		show(c, a, insane, left);
	} else if (differ != 0) {
		c->explained++;
	} else {
		c->same++;
	}
}

/* COUNT queries of one transport, on one connection where that is TCP. */
static void
compare_group(struct comparison *c, const struct zone_query *queries,
    size_t count)
{
	const struct zone_query *q[ASK_GROUP_MAX] = { 0 };
	struct zone_reply ours[ASK_GROUP_MAX] = { 0 };
	struct zone_reply theirs[ASK_GROUP_MAX] = { 0 };
	struct zone_reply *o[ASK_GROUP_MAX] = { 0 };
	struct zone_reply *t[ASK_GROUP_MAX] = { 0 };
	bool may_be_silent = c->peer != PEER_NSD && zone_query_is_odd(queries);
	int wait_ms = may_be_silent ? ASK_IMPATIENT_MS : ASK_PATIENT_MS;

	for (size_t i = 0; i < count; i++) {
		q[i] = &queries[i];
		o[i] = &ours[i];
		t[i] = &theirs[i];
	}
	if (queries->tcp) {
		zone_ask_tcp(c->ours, ASK_PATIENT_MS, q, o, count);
		zone_ask_tcp(c->theirs, wait_ms, q, t, count);
	} else {
		zone_ask_udp(c->ours, ASK_PATIENT_MS, queries, ours);
		zone_ask_udp(c->theirs, wait_ms, queries, theirs);
	}
	for (size_t i = 0; i < count; i++) {
		struct answers a = { q[i], o[i], t[i], c->peer };

		judge(c, &a);
		zone_reply_clear(o[i]);
		zone_reply_clear(t[i]);
	}
}

static bool
is_in(const struct zone_query *queries, size_t count, uint16_t id)
{
	for (size_t i = 0; i < count; i++)
		if (queries[i].id == id)
			return true;
	return false;
}

static void
compare(struct comparison *c, unsigned count)
{
	static struct zone_query group[ASK_GROUP_MAX];
	size_t waiting = 0, wanted = 1;

	while (c->queries + waiting < count) {
		struct zone_query q;

		zone_query_make(&q, &c->chance, &c->names,
		    c->peer == PEER_UNBOUND);
		if (!q.tcp || zone_query_is_odd(&q)) {
			compare_group(c, &q, 1);
			continue;
		}
		if (is_in(group, waiting, q.id))
			continue;
		group[waiting++] = q;
		if (waiting < wanted)
			continue;
		compare_group(c, group, waiting);
		waiting = 0;
		wanted = 1 + chance_below(&c->chance, ASK_GROUP_MAX);
	}
	if (waiting > 0)
		compare_group(c, group, waiting);
}

static void
report(const struct comparison *c, const char *peer)
{
	printf("# %s: %u queries, %u answers the same, %u explained, %u not\n",
	    peer, c->queries, c->same, c->explained, c->failed);
	for (size_t i = 0; i < zone_rule_count; i++)
		if (c->used[i] > 0)
			printf("# %s: %5u %s\n", peer, c->used[i],
			    zone_rules[i].name);
}

/* SEED COUNT PEER OURS THEIRS ZONE... */
static int
ask(int argc, char **argv)
{
	static const char *const peers[PEERS] = { "nsd", "knot", "unbound" };
	static struct comparison c;
	unsigned peer = 0;

	if (argc < 6)
		return usage();
	while (peer < PEERS && strcmp(argv[2], peers[peer]) != 0)
		peer++;
	if (peer == PEERS)
		return usage();
	c.peer = (enum peer)peer;
	c.ours = argv[3];
	c.theirs = argv[4];
	c.chance = chance_of(strtoull(argv[0], NULL, 10));
	for (int i = 5; i < argc; i++)
		if (zone_names_load(&c.names, argv[i]) == -1)
			return 2;
	compare(&c, (unsigned)strtoul(argv[1], NULL, 10));
	report(&c, argv[2]);
	zone_names_clear(&c.names);
	return c.failed == 0 ? 0 : 1;
}

static FILE *
create(const char *folder, const char *file)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", folder, file);
	f = fopen(path, "we");
	if (f == NULL) {
		perror(path);
		exit(2);
	}
	return f;
}

static int
write_zones(const char *seed, const char *folder)
{
	struct chance c = chance_of(strtoull(seed, NULL, 10));
	FILE *f = create(folder, "random.zone");

	zone_random_write(f, &c, "random.test.", false);
	fclose(f);
	f = create(folder, "cuts.zone");
	zone_random_write(f, &c, "cuts.test.", true);
	fclose(f);
	f = create(folder, "large.zone");
	zone_large_write(f);
	fclose(f);
	return 0;
}

static int
print_rules(void)
{
	for (size_t i = 0; i < zone_rule_count; i++)
		printf("%s\t%s\n", zone_rules[i].name, zone_rules[i].sentence);
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "write") == 0)
		return write_zones(argv[2], argv[3]);
	if (argc == 2 && strcmp(argv[1], "rules") == 0)
		return print_rules();
	if (argc > 2 && strcmp(argv[1], "ready") == 0) {
		for (int i = 2; i < argc; i++)
			if (zone_ask_ready(argv[i]) == -1) {
				fprintf(stderr, "%s: no answer\n", argv[i]);
				return 1;
			}
		return 0;
	}
	if (argc > 2 && strcmp(argv[1], "ask") == 0)
		return ask(argc - 2, argv + 2);
	return usage();
}
