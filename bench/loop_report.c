#include "config.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bench/loop_report.h"
#include "fakedns/wire.h"
#include "fakedns/xalloc.h"

enum { MARK = 8, NUMBER = 8, STATUS = 32 };
enum { OUTCOMES_MAX = 64 };

static const char begin[] = "RTBENCH1", end[] = "RTBENDED";

/* In the order of loop_report.h, but for what stands around them. */
struct head {
	uint64_t threads, start_ns, end_ns;
	uint64_t buckets, outcomes;
};

static uint64_t
read_number(struct reader *r)
{
	const uint8_t *octets = reader_octets(r, NUMBER);
	uint64_t n = 0;

	for (size_t i = 0; octets != NULL && i < NUMBER; i++)
		n |= (uint64_t)octets[i] << 8 * i;
	return n;
}

static bool
read_mark(struct reader *r, const char *mark)
{
	const uint8_t *octets = reader_octets(r, MARK);

	return octets != NULL && memcmp(octets, mark, MARK) == 0;
}

static void
read_head(struct reader *r, struct head *h, struct loop_report *out)
{
	struct bench_sample *s = &out->sample;
	uint64_t *const numbers[] = { &h->threads, &h->start_ns, &h->end_ns,
		&s->cpu_ns, &s->user_us, &s->system_us, &s->switches,
		&s->forced_switches, &s->faults, &s->runqueue_ns, &s->hwm_kb,
		&out->stack, &s->lookups, &s->sum_ns, &s->min_ns, &s->max_ns,
		&s->late, &h->buckets, &h->outcomes };

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = read_number(r);
	s->wall_ns = h->end_ns - h->start_ns;
}

/* Each bucket once, and in all as many as there were look-ups. */
static bool
read_buckets(struct reader *r, uint64_t count, struct bench_sample *s)
{
	uint64_t next = 0;

	for (; count > 0; count--) {
		uint64_t index = read_number(r), lookups = read_number(r);

		if (r->bad || index < next || index >= HISTOGRAM_SIZE ||
		    lookups > s->lookups - s->latency.total)
			return false;
		next = index + 1;
		histogram_add(&s->latency, index, lookups);
	}
	return s->latency.total == s->lookups;
}

static bool
read_outcomes(struct reader *r, uint64_t count, struct bench_sample *s)
{
	uint64_t rest = s->lookups;

	for (; count > 0; count--) {
		uint64_t lookups = read_number(r), addresses = read_number(r);
		const uint8_t *status = reader_octets(r, STATUS);

		if (r->bad || lookups > rest)
			return false;
		rest -= lookups;
		s->outcomes =
		    xgrow(s->outcomes, s->outcome_count, sizeof *s->outcomes);
		s->outcomes[s->outcome_count++] = (struct bench_outcome){
			.status = xstrndup((const char *)status, STATUS),
			.addresses = addresses,
			.lookups = lookups,
		};
	}
	return rest == 0;
}

static int
compare_outcomes(const void *left, const void *right)
{
	const struct bench_outcome *a = left, *b = right;

	return (a->lookups < b->lookups) - (a->lookups > b->lookups);
}

int
loop_report_read(const uint8_t *octets, size_t len, struct loop_report *out)
{
	struct bench_sample *s = &out->sample;
	struct reader r;
	struct head h = { 0 };
	bool good;

	*out = (struct loop_report){ 0 };
	reader_init(&r, octets, len);
	good = read_mark(&r, begin);
	read_head(&r, &h, out);
	good = good && !r.bad && h.start_ns <= h.end_ns &&
	       h.buckets <= HISTOGRAM_SIZE && h.outcomes <= OUTCOMES_MAX &&
	       read_buckets(&r, h.buckets, s) &&
	       read_outcomes(&r, h.outcomes, s) && read_mark(&r, end) &&
	       !r.bad && r.pos == r.len;
	if (!good) {
		loop_report_clear(out);
		return -1;
	}
	qsort(s->outcomes, s->outcome_count, sizeof *s->outcomes,
	    compare_outcomes);
	return 0;
}

void
loop_report_clear(struct loop_report *r)
{
	bench_sample_clear(&r->sample);
	*r = (struct loop_report){ 0 };
}

static void
write_number(struct writer *w, uint64_t n)
{
	for (size_t i = 0; i < NUMBER; i++)
		writer_u8(w, (unsigned)(n >> 8 * i & 0xff));
}

static void
write_buckets(struct writer *w, const struct histogram *h)
{
	uint64_t count = 0;

	for (size_t i = 0; i < h->size; i++)
		count += h->counts[i] > 0;
	write_number(w, count);
}

uint8_t *
loop_report_write(const struct loop_report *r, uint64_t start_ns, size_t *len)
{
	const struct bench_sample *s = &r->sample;
	const uint64_t numbers[] = { 1, start_ns, start_ns + s->wall_ns,
		s->cpu_ns, s->user_us, s->system_us, s->switches,
		s->forced_switches, s->faults, s->runqueue_ns, s->hwm_kb,
		r->stack, s->lookups, s->sum_ns, s->min_ns, s->max_ns,
		s->late };
	struct writer w = { 0 };

	writer_octets(&w, begin, MARK);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		write_number(&w, numbers[i]);
	write_buckets(&w, &s->latency);
	write_number(&w, s->outcome_count);
	for (size_t i = 0; i < HISTOGRAM_SIZE; i++) {
		if (histogram_count(&s->latency, i) == 0)
			continue;
		write_number(&w, i);
		write_number(&w, histogram_count(&s->latency, i));
	}
	for (size_t i = 0; i < s->outcome_count; i++) {
		char status[STATUS] = { 0 };

		strncpy(status, s->outcomes[i].status, STATUS - 1);
		write_number(&w, s->outcomes[i].lookups);
		write_number(&w, s->outcomes[i].addresses);
		writer_octets(&w, status, STATUS);
	}
	writer_octets(&w, end, MARK);
	*len = w.len;
	return w.octets;
}
