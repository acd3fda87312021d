/* A client's output and the cell's traffic as an observation. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/trial_internal.h"

char *
exit_words(int status)
{
	if (WIFSIGNALED(status)) {
		const char *name = sigabbrev_np(WTERMSIG(status));

		return name == NULL ? xasprintf("signal %d", WTERMSIG(status))
				    : xasprintf("signal %s", name);
	}
	return WEXITSTATUS(status) == 0
		   ? NULL
		   : xasprintf("exit %d", WEXITSTATUS(status));
}

/* Lines that start with "raw " to RAW, the others to TEXT. */
static void
split_lines(char *out, struct text *text, struct text *raw)
{
	struct lines lines;

	lines_split(out, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		struct text *to = line_has_key(&lines.v[i], "raw") ? raw : text;

		text_add_octets(to, lines.v[i].s, lines.v[i].len);
		text_add(to, "\n");
	}
	lines_clear(&lines);
}

static bool
same_question(const struct traffic_query *a, const struct traffic_query *b)
{
	return a->qtype == b->qtype && a->qclass == b->qclass &&
	       name_equal(&a->qname, &b->qname);
}

/* What the list of queries says about server I, or all where -1. */
static void
query_facts(const struct traffic *t, int server, struct fact_values *out)
{
	out->v[FACT_DISTINCT_IDS] = out->v[FACT_NO_EDNS] =
	    out->v[FACT_NO_QUERY] = 1;
	for (size_t i = 0; i < t->query_count; i++) {
		const struct traffic_query *q = &t->queries[i];

		if (server >= 0 && q->server != server)
			continue;
		out->v[FACT_NO_QUERY] = 0;
		if (q->parsed && q->arcount > 0)
			out->v[FACT_NO_EDNS] = 0;
		for (size_t k = 0; k < i; k++) {
			const struct traffic_query *p = &t->queries[k];

			if ((server < 0 || p->server == server) &&
			    p->id == q->id && !same_question(p, q))
				out->v[FACT_DISTINCT_IDS] = 0;
		}
	}
}

static void
fill_facts(const struct traffic *t, const struct traffic_counts *c, int server,
    unsigned elapsed_ms, struct fact_values *out)
{
	out->v[FACT_UDP_SENT] = (long)c->udp_sent;
	out->v[FACT_TCP_SYNS] = (long)c->tcp_syns;
	out->v[FACT_TCP_CONNECTIONS] = (long)c->tcp_connections;
	out->v[FACT_TCP_QUERIES] = (long)c->tcp_queries;
	out->v[FACT_SOCKETS] = (long)(c->udp_sockets + c->tcp_sockets);
	out->v[FACT_TCP_SEGMENTS] = (long)c->tcp_segments;
	out->v[FACT_ELAPSED_MS] = (long)elapsed_ms;
	query_facts(t, server, out);
}

void
observe_step(struct trial *t, const char *outcome, unsigned elapsed_ms)
{
	struct observation *o = &t->observation;
	size_t servers = t->spec.scenario->server_count;
	struct step_observation s = { .elapsed_ms = elapsed_ms,
		.server_count = servers };
	struct text text = { 0 }, raw = { 0 };
	char *out = text_take(&t->out.text);

	split_lines(out, &text, &raw);
	free(out);
	s.text = text_take(&text);
	if (outcome == NULL && strncmp(s.text, "unsupported ", 12) == 0)
		o->kind = OBSERVED_UNSUPPORTED;
	if (outcome != NULL) { /* what was printed before is no outcome */
		text_add(&raw, "%s", s.text);
		free(s.text);
		s.text = xasprintf("%s\n", outcome);
	}
	s.raw = text_take(&raw);
	fill_facts(&t->traffic, &t->traffic.total, -1, elapsed_ms, &s.total);
	s.servers = xcalloc(servers, sizeof *s.servers);
	for (size_t i = 0; i < servers; i++)
		fill_facts(&t->traffic, &t->traffic.servers[i], (int)i,
		    elapsed_ms, &s.servers[i]);
	o->steps = xgrow(o->steps, o->step_count, sizeof s);
	o->steps[o->step_count++] = s;
	o->elapsed_ms += elapsed_ms;
}
