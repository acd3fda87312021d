#include "config.h"

#include <event2/event.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "fakedns/clock.h"
#include "resolver-tests/busy.h"

enum { LOOK_EVERY_MS = 100, SATURATED_PERCENT = 10, IDLE_PERCENT = 25 };
enum { STEP_UP = 16, PART_DOWN = 8 };

uint64_t
busy_now_ms(void)
{
	return clock_ns(CLOCK_MONOTONIC) / 1000000;
}

/* proc(5): user nice system idle iowait irq softirq steal. */
static bool
read_line(const char *line, uint64_t *idle, uint64_t *total)
{
	uint64_t v[8];

	if (strncmp(line, "cpu ", 4) != 0 ||
	    sscanf(line,
		"cpu %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64
		" %" SCNu64 " %" SCNu64 " %" SCNu64,
		&v[0], &v[1], &v[2], &v[3], &v[4], &v[5], &v[6], &v[7]) != 8)
		return false;
	*idle = v[3] + v[4];
	*total = 0;
	for (int i = 0; i < 8; i++)
		*total += v[i];
	return true;
}

void
busy_take(struct busy *b, const char *line, uint64_t now_ms)
{
	uint64_t idle, total;

	if (!read_line(line, &idle, &total))
		return;
	if (b->is_known && total > b->total) {
		b->idle_percent =
		    (unsigned)((idle - b->idle) * 100 / (total - b->total));
		if (b->idle_percent < SATURATED_PERCENT)
			b->saturated_ms = now_ms;
	}
	b->idle = idle;
	b->total = total;
	b->is_known = true;
}

static void
look(evutil_socket_t fd, short what, void *arg)
{
	struct busy *b = arg;
	char line[256];
	FILE *f = fopen("/proc/stat", "re");

	(void)fd;
	(void)what;
	if (f == NULL)
		return;
	if (fgets(line, sizeof line, f) != NULL)
		busy_take(b, line, busy_now_ms());
	fclose(f);
	if (b->looked != NULL)
		b->looked(b->arg);
}

void
busy_start(struct busy *b, struct event_base *base)
{
	static const struct timeval pause = { 0, LOOK_EVERY_MS * 1000 };

	b->tick = event_new(base, -1, EV_PERSIST, look, b);
	event_add(b->tick, &pause);
}

void
busy_stop(struct busy *b)
{
	event_free(b->tick);
	b->tick = NULL;
}

bool
busy_since(const struct busy *b, uint64_t since_ms)
{
	return b->saturated_ms != 0 && b->saturated_ms >= since_ms;
}

unsigned
busy_width(const struct busy *b, unsigned width, unsigned least, unsigned most)
{
	if (b->idle_percent >= IDLE_PERCENT)
		width += STEP_UP;
	else if (b->idle_percent < SATURATED_PERCENT)
		width -= width / PART_DOWN;
	return width > most ? most : width < least ? least : width;
}
