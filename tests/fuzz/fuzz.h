/*
 * fuzz.h -- what the fuzz targets share: texts to scenarios, questions to
 * octets, and what has to hold for every answer.
 *
 * A target is one file with LLVMFuzzerTestOneInput().  `make fuzz` links it
 * with libFuzzer; replay.c runs the same code over the seeds in `make check`.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "fakedns/responder.h"
#include "fakedns/scenario.h"

/* The folder below tests/fuzz/seeds that has the target's seeds. */
extern const char fuzz_target[];
int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t len);

/* Not assert(): it has to hold in every build. */
#define FUZZ_HOLDS(condition)                                                  \
	((condition) ? (void)0 : fuzz_fails(__FILE__, __LINE__, #condition))
_Noreturn void fuzz_fails(const char *file, int line, const char *condition);

/*
 * TEXT as a scenario file: every variant to OUT.  False where it is none; OUT
 * is empty then and the error names its place.  Also false, with nothing
 * looked at, where it would just take long: see fuzz_is_tame().
 */
bool fuzz_load(const void *text, size_t len, struct scenarios *out);
/* The same for a text of the target's own, which has to be right. */
void fuzz_load_own(const char *text, struct scenarios *out);
/* True where TEXT makes no more than some thousand lines of its few. */
bool fuzz_is_tame(const void *text, size_t len);

/* Appends formatted text, without a zero. */
void fuzz_put(struct writer *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* A question as octets; EDNS is the UDP size in OPT, 0 for none. */
struct fuzz_question {
	struct name name;
	uint16_t type, id, edns;
};
void fuzz_encode(const struct fuzz_question *, struct writer *out);
/* The name in TEXT; false where it is none. */
bool fuzz_name(const char *text, struct name *out);

/* What a question got; the octets are the reply's. */
enum { FUZZ_PACKETS_MAX = 4096 };
struct fuzz_reply {
	enum reply_rule rule;
	size_t entry;
	const char *trouble;
	size_t count;
	struct writer packets[FUZZ_PACKETS_MAX];
};
void fuzz_get(struct responder *, size_t server, bool tcp,
    const uint8_t *octets, size_t len, struct fuzz_reply *out);
void fuzz_forget(struct fuzz_reply *);
/*
 * Asks, looks at what comes and forgets it.  An honest answer has to be
 * whole, with its ID, and to fit.
 */
void fuzz_ask(struct responder *, const struct scenario *, size_t server,
    bool tcp, const uint8_t *octets, size_t len);
/* Both transports, with EDNS and without. */
void fuzz_ask_all(struct responder *, const struct scenario *, size_t server,
    const struct fuzz_question *);
/*
 * A whole message: the records its counts promise, and nothing behind them.
 * Where M is not NULL, they are its records.
 */
bool fuzz_is_whole(const uint8_t *octets, size_t len, const struct message *m,
    bool is_compressed);

#endif
