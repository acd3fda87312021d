/* What reproduce.sh has to know, and what it compares with */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/bug.h"
#include "resolver-tests/fact.h"

/* For a POSIX shell. */
static void
add_quoted(struct text *out, const char *word)
{
	text_add(out, "'");
	for (; *word != '\0'; word++)
		text_add(out, *word == '\'' ? "'\\''" : "%c", *word);
	text_add(out, "'");
}

/* An option of cell, its word quoted. */
static void
add_option(struct text *out, const char *option, const char *word)
{
	text_add(out, " %s ", option);
	if (word[strspn(word, "0123456789abcdefghijklmnopqrstuvwxyz.:/=_-")] ==
	    '\0')
		text_add(out, "%s", word);
	else
		add_quoted(out, word);
}

static void
add_number(struct text *out, const char *option, unsigned long value)
{
	if (value > 0)
		text_add(out, " %s %lu", option, value);
}

/* Each once, and none that the loopback interface has anyway. */
static void
add_addresses(const struct scenario *s, struct text *out)
{
	struct words seen = { 0 };
	size_t count =
	    s->server_count + s->source_count + s->kernel.addresses.count;

	for (size_t i = 0; i < count; i++) {
		size_t source = i - s->server_count,
		       other = source - s->source_count;
		const char *address =
		    i < s->server_count        ? s->servers[i].address
		    : source < s->source_count ? s->sources[source].address
					       : s->kernel.addresses.v[other];
		bool is_new = strncmp(address, "127.", 4) != 0 &&
			      strcmp(address, "::1") != 0;

		for (size_t k = 0; k < seen.count; k++)
			is_new &= strcmp(seen.v[k], address) != 0;
		if (is_new) {
			words_add(&seen, address);
			add_option(out, "-a", address);
		}
	}
	words_clear(&seen);
}

static void
add_kernel(const struct scenario *s, struct text *out)
{
	const struct kernel_spec *k = &s->kernel;

	for (size_t i = 0; i < k->unreachable.count; i++)
		add_option(out, "-u", k->unreachable.v[i]);
	if (k->ipv6 == IPV6_DISABLED)
		text_add(out, " -s ipv6/conf/all/disable_ipv6=1"
			      " -s ipv6/conf/lo/disable_ipv6=1");
	if (k->ipv6 == IPV6_ABSENT)
		text_add(out, " -6");
	if (k->bindv6only >= 0)
		text_add(out, " -s ipv6/bindv6only=%d", k->bindv6only);
	if (k->tcp_fastopen >= 0)
		text_add(out, " -s ipv4/tcp_fastopen=%d", k->tcp_fastopen);
	if (k->default_route)
		text_add(out, " -r");
	add_number(out, "-m", k->mtu);
	add_number(out, "-n", k->nofile);
	add_number(out, "-k", k->stack);
	if (strcmp(k->hostname, "probe") != 0)
		add_option(out, "-H", k->hostname);
	for (size_t i = 0; i < s->env.count; i++)
		add_option(out, "-E", s->env.v[i]);
}

void
bug_case_text(const struct bug *b, struct text *out)
{
	struct text cell = { 0 };

	text_add(&cell, "-t %u", b->scenario->deadline_ms);
	add_addresses(b->scenario, &cell);
	add_kernel(b->scenario, &cell);
	text_add(out,
	    "# case.sh -- what reproduce.sh has to know of this case\n"
	    "# shellcheck shell=sh disable=SC2034\n"
	    "# of the libc.a that the reported program was linked with\n"
	    "LIBRARY_SHA256=%s\n"
	    "# of server.scn\n"
	    "STEP=%u\n"
	    "# the order of lines counts\n"
	    "ORDERED=%d\n"
	    "# options of cell\n"
	    "CELL=",
	    b->client->sha256, b->call->step, b->call->order != ORDER_ANY);
	add_quoted(out, cell.s);
	text_add(out, "\n");
	text_clear(&cell);
}

void
bug_facts_text(const struct bug *b, struct text *out)
{
	const struct bug_trial *t = bug_reported(b);

	for (size_t i = 0; i < b->call->fact_count; i++) {
		const struct fact *f = &b->call->facts[i];

		if (f->is_pin || !fact_applies(f, b->client) ||
		    !bug_fact_is_visible(b, f))
			continue;
		text_add(out, "%s %s %ld ", fact_names[f->kind],
		    f->server < 0 ? "-"
				  : b->scenario->servers[f->server].address,
		    f->lo);
		if (f->hi == LONG_MAX)
			text_add(out, "- ");
		else
			text_add(out, "%ld ", f->hi);
		text_add(out, "%ld\n", t->facts[i]);
	}
}

void
bug_blocks_text(const struct bug *b, bool permitted, struct text *out)
{
	bool first = true;

	for (size_t i = 0; i < b->call->result_count; i++) {
		const struct result *r = &b->call->results[i];

		if (r->permitted != permitted)
			continue;
		text_add(out, "%s", first ? "" : "\n");
		first = false;
		for (size_t k = 0; k < r->count; k++)
			text_add(out, "%s\n", r->lines[k].text);
	}
}
