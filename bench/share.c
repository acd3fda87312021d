#include "config.h"

#include <sys/resource.h>
#include <time.h>

#include "bench/share.h"
#include "fakedns/clock.h"

void
share_mark(struct share_mark *m, const struct server *server)
{
	struct rusage usage;

	if (m->is_set)
		return;
	getrusage(RUSAGE_SELF, &usage);
	m->is_set = true;
	m->cpu_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
	m->forced_switches = (uint64_t)usage.ru_nivcsw;
	m->load = *server_load(server);
}

void
share_fill(const struct share_mark *begin, const struct share_mark *end,
    struct bench_sample *out)
{
	if (!begin->is_set || !end->is_set)
		return;
	out->server_cpu_ns = end->cpu_ns - begin->cpu_ns;
	out->server_forced_switches =
	    end->forced_switches - begin->forced_switches;
	out->datagrams = end->load.datagrams - begin->load.datagrams;
	out->queued = end->load.queued - begin->load.queued;
	out->queued_ns = end->load.queued_ns - begin->load.queued_ns;
}
