/*
 * parse.h -- shared by the parts of the scenario parser (parse_*.c) only.
 */
#ifndef FAKEDNS_PARSE_H
#define FAKEDNS_PARSE_H

#include "fakedns/scenario.h"
#include "fakedns/source.h"

/* What VARY and $GENERATE have made of a file, all its variants together. */
enum { MADE_LINES_MAX = 1 << 18, MADE_OCTETS_MAX = 1 << 26 };
struct made {
	size_t variants;
	size_t lines, octets; /* beyond those of the file */
};

struct parser {
	struct scenario *s; /* being filled */
	const struct source *source;
	const struct varies *varies;
	size_t variant;
	struct made *made; /* borrowed */
	size_t next;       /* index of the line to read next */
	char *line;        /* owned; the current one, variables replaced */
	struct place at;   /* its first column */
	struct tokens t;   /* its words */
	struct error *err;
	bool ended;    /* SCENARIO_END was read */
	bool in_range; /* RANGE_BEGIN … RANGE_END */
	struct place range_at;
	bool in_when; /* WHEN_BEGIN … WHEN_END */
	struct place when_at;
	struct scope scope; /* what an entry or zone starts with */
	struct name origin; /* $ORIGIN and $TTL outside zones */
	uint32_t ttl;
	bool origin_was_read;   /* $ORIGIN of a data file */
	struct name last_owner; /* of a data file's last entry; or no octets */
	bool server_is_default; /* servers[0] came without a SERVER line */
	unsigned next_step;     /* of a bare CALL */
};

/* Each goes to the next line: 1, 0 at the end of the file, -1 with an error. */
int parser_line(struct parser *);     /* as it is: no words, no comments */
int parser_words(struct parser *);    /* skips empty lines and comments */
int parser_raw_line(struct parser *); /* not even WHEN_BEGIN counts */

/* The current line, or octets of a file, become part of the hashes. */
void parser_print_line(struct parser *);
void parser_print(struct parser *, const char *octets, size_t len);

/* generate_expand() within what a file may make. */
int parser_generate(struct parser *, const char *directive,
    const struct place *at,
    int (*each)(const char *line, void *arg, struct error *err), void *arg);

/* Error at word I; returns -1. */
int parser_bad(struct parser *, size_t i, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Error where the line has not COUNT words (or more); WANT is its form. */
int parser_count(struct parser *, size_t min, size_t max, const char *want);
bool parser_is(const struct parser *, size_t i, const char *word);
/* A number of word I, decimal or 0x…, within bounds. */
int parser_number(struct parser *, size_t i, long min, long max, unsigned *out);
/* Error where something stands behind word 0, the END of a block. */
int parser_end(struct parser *, const char *end);
/* "250ms" or "12s" to milliseconds; word I is there. */
int parser_duration(struct parser *, size_t i, unsigned *out_ms);
/* Text from word I to the end of the line, comment cut off; to be freed. */
char *parser_rest(const struct parser *, size_t i);
/* Hex digits of word I; appends to OUT. */
int parser_hex(struct parser *, size_t i, struct writer *out);
/* The same for TEXT in word I. */
int parser_hex_value(struct parser *, size_t i, const char *text,
    struct writer *out);
/* Hex digits up to a line END; ';' starts a comment; appends to OUT. */
int parser_hex_block(struct parser *, const char *end, struct writer *out);
/* "key=value" in word I: where value starts, or NULL. */
const char *parser_value(const struct parser *, size_t i, const char *key);
/* True for "key=n" or "key:n" in word I, n from 0 to MAX. */
bool parser_setting(const struct parser *, size_t i, const char *key, long max,
    long *out);
/* Index of TEXT in WORDS (NULL at their end), or -1. */
int word_index(const char *text, const char *const *words);
bool number_parse(const char *text, long min, long max, long *out);
/* The same with a sign, "+5" or "-5", or without one. */
bool signed_parse(const char *text, long min, long max, long *out);
/* "250ms" or "12s", at most an hour, to milliseconds. */
bool duration_parse(const char *text, unsigned *out_ms);
/* "16k", "1m" or a plain number. */
bool octets_parse(const char *text, unsigned long *out);
/* "3", "1..2", "1.." with HI LONG_MAX where open. */
bool range_parse(const char *text, long *lo, long *hi);

/*
 * Octets of an address, an IPv6 one's scope ("%lo") left out; its family, or 0
 * where it is none.
 */
int parser_address(const char *text, uint8_t octets[16]);
/* The CALL that a line is about; NULL with an error where there is none. */
struct call *parser_last_call(struct parser *);
/* Makes sure that address is a server; -1 with an error at word I. */
int parser_server(struct parser *, size_t i, const char *address);

struct keyword {
	const char *word;
	int (*parse)(struct parser *, void *arg);
};
/* Calls what word 0 names; otherwise an error that lists the words. */
int parser_dispatch(struct parser *, const struct keyword *, size_t count,
    void *arg);

/* Releases a scenario, half read or whole. */
void scenario_free(struct scenario *);

/* Blocks and lines; each starts at its own first line. */
int parse_meta(struct parser *, void *);
int parse_server(struct parser *, void *);
int parse_server_change(struct parser *); /* STEP n SERVER … */
int parse_range_begin(struct parser *, void *);
int parse_range_end(struct parser *, void *);
int parse_address(struct parser *, void *);
int parse_noedns(struct parser *, void *);
int parse_truncate(struct parser *, void *);
int parse_zone(struct parser *, void *);
int parse_directive(struct parser *, void *); /* $ORIGIN, $TTL */
int parse_entry(struct parser *, void *);
int parse_match(struct parser *, struct entry *);
/* What words of MATCH cannot stand together; fills the place. */
int match_check(const struct entry *, struct error *);
int parse_times(struct parser *, struct entry *); /* TIMES SKIP CHANCE */
int parse_skip(struct parser *, struct entry *);
int parse_chance(struct parser *, struct entry *);
int parse_reply(struct parser *, struct packet_spec *);
int parse_adjust(struct parser *, struct entry *, struct packet_spec *);
/* A line that damages a packet, one of those below. */
int parse_fault(struct parser *, struct packet_spec *);
bool parse_is_fault(const char *word);
/* Each is given the struct packet_spec. */
int parse_delay(struct parser *, void *);
int parse_copies(struct parser *, void *);
int parse_from(struct parser *, void *);
int parse_after(struct parser *, void *);
int parse_packet_truncate(struct parser *, void *);
int parse_limit_rr(struct parser *, void *);
int parse_edns(struct parser *, void *);
int parse_cookie(struct parser *, void *);
int parse_raw_rr(struct parser *, void *);
int parse_compress(struct parser *, void *);
int parse_pointer(struct parser *, void *);
int parse_size(struct parser *, void *);
int parse_edit(struct parser *, void *); /* POKE FLIP CUT APPEND */
int parse_mutate(struct parser *, void *);
int parse_tcp(struct parser *, void *);
/*
 * "address", "address:port", "[IPv6]:port" or ":port" (ADDRESS "" then); PORT
 * is -1 where there is none.
 */
enum { PARSE_ADDRESS_MAX = 80 };
bool parse_source(const char *text, char address[PARSE_ADDRESS_MAX],
    long *port);
/*
 * When the file has been read: names are unique, AFTER leads to an entry and
 * not in a circle, FROM to a source of the scenario.
 */
int parse_settle(struct parser *);
int parse_question(struct parser *, size_t i, struct question *);
int parse_file(struct parser *, void *);
int parse_env(struct parser *, void *);
int parse_limit(struct parser *, void *);
int parse_kernel(struct parser *, void *);
int parse_deadline(struct parser *, void *);
int parse_call(struct parser *, void *);
int parse_bench(struct parser *, void *);
int parse_step(struct parser *, void *);
int parse_order(struct parser *, void *);
int parse_manner(struct parser *, void *); /* REPEAT, THREADS, ... */
int parse_result(struct parser *, void *);
int parse_expect(struct parser *, void *);
int parse_pin(struct parser *, void *);

#endif
