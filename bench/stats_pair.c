/* what the slices of one client and workload say by themselves */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench/interval.h"
#include "bench/stats_internal.h"
#include "fakedns/xalloc.h"

/*
 * fakedns is the bottleneck where it takes more than half of the processor time
 * of both, unless both mostly wait; or where queries lay there for more than a
 * tenth of the latency.  Threads on few processors, and clients that run at
 * once, make queues of themselves: there it has to be at work nearly all the
 * time.
 */
#define BOUND_SHARE 0.5
#define BOUND_IDLE 0.1
#define BOUND_QUEUED 0.1
#define BOUND_BUSY 0.8
/* More of the look-ups that fail than that: it does something else. */
#define FAILING_SHARE 0.01

/* Sums over the slices of a pair. */
struct sums {
	double wall_ns, cpu_ns, user_us, system_us, server_ns, queued_ns;
	double sum_ns, max_ns, hwm_kb;
};

static void
add_slice(struct sums *sums, struct stats_pair *p, const struct bench_sample *s)
{
	sums->wall_ns += (double)s->wall_ns;
	sums->cpu_ns += (double)s->cpu_ns;
	sums->user_us += (double)s->user_us;
	sums->system_us += (double)s->system_us;
	sums->server_ns += (double)s->server_cpu_ns;
	sums->queued_ns += (double)s->queued_ns;
	sums->sum_ns += (double)s->sum_ns;
	sums->max_ns = fmax(sums->max_ns, (double)s->max_ns);
	sums->hwm_kb = fmax(sums->hwm_kb, (double)s->hwm_kb);
	if (p->usual == NULL && s->outcome_count > 0)
		p->usual = &s->outcomes[0];
	p->lookups += s->lookups;
	p->errors += s->errors;
	histogram_merge(&p->latency, &s->latency);
}

/* E to the middle of the logarithms; -1 where one of them is none. */
static double
middle_of(const struct stats_slice *slices, size_t count, enum stats_aspect a)
{
	double *v = xcalloc(count, sizeof *v), ret;
	struct interval at;

	for (size_t i = 0; i < count; i++)
		v[i] = slices[i].value[a];
	interval_of(v, count, 0.25, &at);
	ret = exp(at.middle);
	free(v);
	return isfinite(ret) ? ret : BENCH_UNKNOWN;
}

static double
share(double part, double whole)
{
	return whole > 0 ? part / whole : 0;
}

static void
fill_latencies(struct stats_pair *p, const struct sums *sums)
{
	static const struct {
		enum figure figure;
		double q;
	} quantiles[] = { { FIGURE_P50, 0.5 }, { FIGURE_P90, 0.9 },
		{ FIGURE_P99, 0.99 }, { FIGURE_P999, 0.999 } };

	if (p->latency.total == 0)
		return;
	for (size_t i = 0; i < sizeof quantiles / sizeof *quantiles; i++)
		p->figures[quantiles[i].figure] =
		    fmin((double)histogram_quantile(&p->latency,
			     quantiles[i].q),
			sums->max_ns);
	p->figures[FIGURE_MEAN] = share(sums->sum_ns, (double)p->lookups);
	p->figures[FIGURE_MAX] = sums->max_ns;
}

static void
fill_cpu(struct stats_pair *p, const struct sums *sums, double cpu_ns)
{
	const double parts = sums->user_us + sums->system_us;

	p->figures[FIGURE_CPU] = cpu_ns;
	if (cpu_ns < 0 || parts <= 0)
		return;
	p->figures[FIGURE_USER] = cpu_ns * sums->user_us / parts;
	p->figures[FIGURE_SYSTEM] = cpu_ns * sums->system_us / parts;
}

static double
scaled(double value, double by)
{
	return value < 0 ? BENCH_UNKNOWN : value * by;
}

static void
fill_counts(struct stats_pair *p, const struct sums *sums,
    const struct bench_client *client)
{
	const struct bench_counts *c = p->counts;
	double *f = p->figures;

	f[FIGURE_BINARY] = client->binary_octets;
	if (sums->hwm_kb > 0)
		f[FIGURE_RSS] = sums->hwm_kb * 1024;
	if (c == NULL)
		return;
	f[FIGURE_CALLS] = c->system_calls;
	f[FIGURE_INSTRUCTIONS] = c->instructions;
	f[FIGURE_PACKETS_OUT] = c->packets_out;
	f[FIGURE_PACKETS_IN] = c->packets_in;
	f[FIGURE_OCTETS_OUT] = c->octets_out;
	f[FIGURE_OCTETS_IN] = c->octets_in;
	f[FIGURE_UDP] = c->udp_sent;
	f[FIGURE_TCP] = c->tcp_connections;
	f[FIGURE_STACK] = c->stack_octets;
	f[FIGURE_RSS] = fmax(f[FIGURE_RSS], scaled(c->rss_kb, 1024));
}

static bool
is_bound(const struct stats_pair *p, const struct bench_mode *mode)
{
	if (p->server_share > BOUND_SHARE && p->server_busy > BOUND_IDLE)
		return true;
	return p->queued_share > BOUND_QUEUED &&
	       ((mode->threads == 1 && !mode->together) ||
		   p->server_busy > BOUND_BUSY);
}

static enum stats_standing
standing(const struct stats_pair *p, const struct bench_mode *mode)
{
	if (p->proof == NULL || (strcmp(p->proof->verdict, "pass") != 0 &&
				    strcmp(p->proof->verdict, "fixed") != 0))
		return STATS_UNPROVEN;
	if (p->lookups == 0)
		return STATS_MISSING;
	if (share((double)p->errors, (double)p->lookups) > FAILING_SHARE)
		return STATS_FAILING;
	return is_bound(p, mode) ? STATS_BOUND : STATS_MEASURED;
}

static void
fill_pair(struct stats *s, size_t workload, size_t client)
{
	struct stats_pair *p = stats_pair(s, workload, client);
	const struct bench_mode *mode = &s->set->workloads[workload].mode;
	const struct stats_slice *slices =
	    stats_slices(s, workload, client, &p->rounds);
	struct sums sums = { 0 };
	double speed = BENCH_UNKNOWN, cpu = BENCH_UNKNOWN;

	for (int f = 0; f < FIGURES; f++)
		p->figures[f] = BENCH_UNKNOWN;
	for (size_t i = 0; i < p->rounds; i++)
		add_slice(&sums, p, slices[i].sample);
	if (p->rounds > 0) {
		speed = middle_of(slices, p->rounds, STATS_SPEED);
		cpu = middle_of(slices, p->rounds, STATS_CPU);
	}
	if (mode->rate > 0)
		p->figures[FIGURE_RATE] =
		    share((double)p->lookups, sums.wall_ns) * 1e9;
	else
		p->figures[FIGURE_RATE] = scaled(speed, 1e9);
	fill_latencies(p, &sums);
	fill_cpu(p, &sums, cpu);
	fill_counts(p, &sums, &s->set->clients[client]);
	if (p->lookups > 0)
		p->figures[FIGURE_ERRORS] =
		    (double)p->errors / (double)p->lookups;
	p->server_share = share(sums.server_ns, sums.server_ns + sums.cpu_ns);
	p->server_busy = share(sums.server_ns, sums.wall_ns);
	p->queued_share = share(sums.queued_ns, sums.sum_ns);
	p->standing = standing(p, mode);
}

void
stats_fill_pairs(struct stats *s)
{
	const struct bench_set *set = s->set;

	for (size_t i = 0; i < set->proof_count; i++)
		stats_pair(s, set->proofs[i].workload, set->proofs[i].client)
		    ->proof = &set->proofs[i];
	for (size_t i = 0; i < set->counts_count; i++)
		stats_pair(s, set->counts[i].workload, set->counts[i].client)
		    ->counts = &set->counts[i];
	for (size_t w = 0; w < set->workload_count; w++)
		for (size_t c = 0; c < set->client_count; c++)
			fill_pair(s, w, c);
}
