#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench/cold.h"
#include "bench/loop_report.h"
#include "fakedns/xalloc.h"

enum { MS = 1000000 }; /* nanoseconds */

static uint64_t
microseconds(struct timeval tv)
{
	return (uint64_t)tv.tv_sec * 1000000 + (uint64_t)tv.tv_usec;
}

static char *
outcome_of(int status)
{
	if (WIFSIGNALED(status))
		return xasprintf("signal %d", WTERMSIG(status));
	if (WEXITSTATUS(status) == 0)
		return xstrdup("ok");
	return xasprintf("exit %d", WEXITSTATUS(status));
}

static void
add_outcome(struct bench_sample *s, int status)
{
	char *text = outcome_of(status);

	for (size_t i = 0; i < s->outcome_count; i++)
		if (strcmp(s->outcomes[i].status, text) == 0) {
			s->outcomes[i].lookups++;
			free(text);
			return;
		}
	s->outcomes = xgrow(s->outcomes, s->outcome_count, sizeof *s->outcomes);
	s->outcomes[s->outcome_count++] =
	    (struct bench_outcome){ .status = text, .lookups = 1 };
}

static void
add_run(struct bench_sample *s, const struct cell_run *run)
{
	const struct rusage *u = &run->usage;
	const uint64_t ns = run->end_ns - run->start_ns;

	if (s->lookups == 0 || ns < s->min_ns)
		s->min_ns = ns;
	if (ns > s->max_ns)
		s->max_ns = ns;
	s->lookups++;
	s->sum_ns += ns;
	s->user_us += microseconds(u->ru_utime);
	s->system_us += microseconds(u->ru_stime);
	s->cpu_ns = (s->user_us + s->system_us) * 1000;
	s->switches += (uint64_t)u->ru_nvcsw;
	s->forced_switches += (uint64_t)u->ru_nivcsw;
	s->faults += (uint64_t)u->ru_minflt;
	histogram_add(&s->latency, histogram_index(ns), 1);
	add_outcome(s, run->status);
}

/* Runs for MS milliseconds; where LOOKUPS is not 0, so many times. */
static void
run_for(const struct cell_client *client, unsigned ms, unsigned lookups,
    struct bench_sample *out)
{
	struct cell_run run = { 0 };
	uint64_t start = 0;

	for (uint64_t i = 0; lookups == 0 || i < lookups; i++) {
		if (cell_run_client(client, &run) == -1)
			return;
		if (i == 0)
			start = run.start_ns;
		add_run(out, &run);
		out->wall_ns = run.end_ns - start;
		if (lookups == 0 && out->wall_ns >= (uint64_t)ms * MS)
			return;
	}
}

static void
write_all(int fd, const uint8_t *octets, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, octets, len);

		if (n <= 0)
			return; /* the runner is gone */
		octets += n;
		len -= (size_t)n;
	}
}

void
cold_conduct(const struct cell_client *client, int out, void *arg)
{
	const uint8_t begin = LOOP_REPORT_BEGIN;
	const struct cold_spec *spec = arg;
	struct loop_report warm = { 0 }, report = { 0 };
	uint8_t *octets;
	size_t len;

	if (spec->warm_ms > 0)
		run_for(client, spec->warm_ms, 0, &warm.sample);
	write_all(out, &begin, 1);
	run_for(client, spec->ms, spec->lookups, &report.sample);
	octets = loop_report_write(&report, 0, &len);
	write_all(out, octets, len);
	free(octets);
	loop_report_clear(&report);
	loop_report_clear(&warm);
}
