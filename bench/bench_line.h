/*
 * bench_line.h -- the keys of a line of bench.jsonl; for bench_read*.c only.
 */
#ifndef BENCH_BENCH_LINE_H
#define BENCH_BENCH_LINE_H

#include "fakedns/error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bench_line {
	const json_t *json; /* an object */
	const char *text;   /* that it was read from */
	struct place at;
	struct error *err;
	bool bad; /* something was wrong with a key; err says what */
};

/* Sets ERR at the place of KEY, where the line has it. */
void bench_line_bad(struct bench_line *, const char *key, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * The value at KEY.  One of another type makes the line bad, as does one that
 * is missing, unless the name says `any': then it is 0, false or
 * BENCH_UNKNOWN.  A text is to be freed, "" where the line is bad.
 */
char *bench_line_text(struct bench_line *, const char *key);
uint64_t bench_line_count(struct bench_line *, const char *key, uint64_t most);
uint64_t bench_line_any_count(struct bench_line *, const char *key);
bool bench_line_any_flag(struct bench_line *, const char *key);
double bench_line_any_real(struct bench_line *, const char *key);
/* NULL where there is none. */
const json_t *bench_line_any_list(struct bench_line *, const char *key);
/* A number of a list within KEY. */
uint64_t bench_line_item(struct bench_line *, const char *key, const json_t *,
    size_t index, uint64_t most);

#endif
