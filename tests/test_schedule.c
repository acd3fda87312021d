/* Which trials are run again, and which run counts. */
#include "config.h"

#include <event2/event.h>

#include "resolver-tests/busy.h"
#include "resolver-tests/schedule.h"
#include "resolver-tests/trial.h"
#include "tests/judged.h"
#include "tests/unit.h"

#define SCENARIO                                                               \
	"SCENARIO_BEGIN t\nCALL getaddrinfo a.\nRESULT_BEGIN\nok\n"            \
	"RESULT_END\nEXPECT elapsed<100\nSCENARIO_END\n"

/* What is told of a case's runs, in their order; '\0' ends them. */
struct run {
	const char *text;
	unsigned elapsed_ms;
};

static const struct {
	bool saturated;
	struct run runs[4];
	enum verdict verdict;
	unsigned repeats;
} cases[] = {
	{ false, { { "ok\n", 1 } }, VERDICT_PASS, 0 },
	{ true, { { "ok\n", 1 } }, VERDICT_PASS, 0 },
	{ false, { { "x\n", 1 }, { "x\n", 1 } }, VERDICT_FAIL, 1 },
	{ true, { { "x\n", 1 }, { "x\n", 1 } }, VERDICT_FAIL, 1 },
	{ false, { { "ok\n", 100 }, { "ok\n", 1 } }, VERDICT_PASS, 1 },
	{ false, { { "ok\n", 100 }, { "ok\n", 100 } }, VERDICT_FAIL, 1 },
	{ true, { { "ok\n", 100 }, { "x\n", 1 } }, VERDICT_FAIL, 1 },
	{ false, { { "x\n", 1 }, { "ok\n", 1 } }, VERDICT_UNSTABLE, 1 },
	{ true, { { "x\n", 1 }, { "ok\n", 1 }, { "ok\n", 1 } }, VERDICT_PASS,
	    2 },
	{ true, { { "x\n", 1 }, { "ok\n", 1 }, { "x\n", 1 } }, VERDICT_FAIL,
	    2 },
	{ true, { { "x\n", 1 }, { "y\n", 1 }, { "ok\n", 1 } }, VERDICT_PASS,
	    2 },
};

static const struct run *next_run;
static bool saturated;
static struct finished got;

/* In place of the machine's. */
void
busy_start(struct busy *b, struct event_base *base)
{
	(void)b;
	(void)base;
}

void
busy_stop(struct busy *b)
{
	(void)b;
}

bool
busy_since(const struct busy *b, uint64_t since_ms)
{
	(void)b;
	ck_assert_uint_eq(since_ms, 7);
	return saturated;
}

unsigned
busy_width(const struct busy *b, unsigned width, unsigned least, unsigned most)
{
	(void)b;
	(void)least;
	(void)most;
	return width;
}

uint64_t
busy_now_ms(void)
{
	return 7;
}

struct told {
	trial_done *done;
	void *arg;
};

static void
tell(evutil_socket_t fd, short what, void *arg)
{
	struct told *t = arg;
	struct observation observation = { .step_count = 1 };
	struct step_observation *step;

	(void)fd;
	(void)what;
	ck_assert_ptr_nonnull(next_run->text);
	step = xcalloc(1, sizeof *step);
	step->text = xstrdup(next_run->text);
	step->raw = xstrdup("");
	step->elapsed_ms = next_run->elapsed_ms;
	step->total.v[FACT_ELAPSED_MS] = (long)next_run->elapsed_ms;
	next_run++;
	observation.steps = step;
	t->done(&observation, t->arg);
	free(t);
}

/* In place of a real one. */
void
trial_start(struct event_base *base, const struct trial_spec *spec,
    trial_done *done, void *arg)
{
	static const struct timeval now = { 0, 0 };
	struct told *t = xcalloc(1, sizeof *t);

	(void)spec;
	*t = (struct told){ done, arg };
	event_base_once(base, -1, EV_TIMEOUT, tell, t, &now);
}

static void
finished(const struct finished *f, void *arg)
{
	enum verdict *verdict = arg;

	got = *f;
	*verdict = f->judgement->verdict;
}

START_TEST(repeats)
{
	enum verdict verdict = VERDICT_ERROR;
	struct judged j;
	struct job job;
	struct schedule s = { .base = event_base_new(),
		.count = 1,
		.width = 4,
		.finished = finished,
		.arg = &verdict };

	judged_init(&j, "t/t", SCENARIO, "");
	job = (struct job){ j.scenarios.v[0], &j.client, 0 };
	s.jobs = &job;
	s.known = &j.known;
	next_run = cases[_i].runs;
	saturated = cases[_i].saturated;
	schedule_run(&s);
	ck_assert_int_eq(verdict, cases[_i].verdict);
	ck_assert_uint_eq(got.repeat, cases[_i].repeats);
	ck_assert_ptr_null(next_run->text);
	event_base_free(s.base);
	judged_clear(&j);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("schedule");
	TCase *tc = tcase_create("schedule");

	tcase_add_loop_test(tc, repeats, 0,
	    (int)(sizeof cases / sizeof *cases));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
