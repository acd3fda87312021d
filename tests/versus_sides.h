/*
 * tests/versus_sides.h -- two files of results made of text, and compared.
 */
#ifndef TESTS_VERSUS_SIDES_H
#define TESTS_VERSUS_SIDES_H

#include <check.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/versus.h"
#include "tests/memory_file.h"

#define RUN "{\"type\":\"run\",\"format\":1,\"date\":\"D\"}\n"
#define TRIAL_OF(scenario, client, family, verdict, summary, known)            \
	"{\"type\":\"trial\",\"scenario\":\"" scenario                         \
	"\",\"client\":\"" client "\",\"family\":\"" family                    \
	"\",\"verdict\":\"" verdict "\",\"summary\":\"" summary                \
	"\",\"known\":\"" known "\",\"reference\":\"musl:1 x\"}\n"
#define TRIAL(scenario, client, verdict, summary, known)                       \
	TRIAL_OF(scenario, client, "f", verdict, summary, known)
#define ON(client, family) TRIAL_OF("t/x", client, family, "pass", "ok", "")
#define LAST(count) "{\"type\":\"end\",\"trials\":" #count "}\n"

struct sides {
	struct results_file a, b;
	struct versus v;
	struct error err;
};

static inline void
sides_load(struct results_file *f, const char *path, const char *text)
{
	struct memory_file m;
	struct error err = { 0 };

	ck_assert_msg(results_file_load(f, memory_file_open(&m, text), &err) ==
			  0,
	    "%s", err.text);
	close(m.fd);
	free(f->path);
	f->path = xstrdup(path);
}

static inline int
sides_compare(struct sides *s, const char *a, const char *b, const char *as)
{
	memset(s, 0, sizeof *s);
	sides_load(&s->a, "a.jsonl", a);
	sides_load(&s->b, "b.jsonl", b);
	return versus_init(&s->v, &s->a, &s->b, &as, as == NULL ? 0 : 1,
	    &s->err);
}

static inline void
sides_clear(struct sides *s)
{
	versus_clear(&s->v);
	results_file_clear(&s->a);
	results_file_clear(&s->b);
}

#endif
