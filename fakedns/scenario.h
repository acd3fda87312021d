/*
 * scenario.h -- one variant of one scenario file, as plain data.
 * The language is described in corpus/scenario.5 and nowhere else.
 */
#ifndef FAKEDNS_SCENARIO_H
#define FAKEDNS_SCENARIO_H

#include "fakedns/entry.h"

/* A list of words; each text and the list are owned. */
struct words {
	char **v;
	size_t count;
};
void words_add(struct words *, const char *text);
void words_clear(struct words *);

/* FILE_BEGIN, FILE_HEX_BEGIN, FILE_NONE, FILE_MODE, FILE_LINK */
struct file_spec {
	struct place at;
	char *path; /* below /etc */
	uint8_t *octets;
	size_t len;
	unsigned mode; /* 0644 unless FILE_MODE says */
	char *link;    /* target, or NULL */
	bool none;     /* the file must not exist */
};

/* A line of a RESULT block. */
struct result_line {
	struct place at;
	char *text; /* owned; the canonical line */
	/* ADDRESSES lo..hi OF prefix: how many address lines fall in it */
	bool is_range;
	long lo, hi; /* hi is LONG_MAX where open */
	int family;  /* AF_INET or AF_INET6 */
	uint8_t prefix[16];
	unsigned bits;
};

struct result {
	struct place at;
	bool permitted; /* a policy; otherwise wanted */
	struct result_line *lines;
	size_t count;
};

enum order { ORDER_ANY, ORDER_WIRE, ORDER_RFC6724 };

enum fact_kind {
	FACT_UDP_SENT,        /* datagrams the client sent to a server */
	FACT_TCP_SYNS,        /* connection attempts */
	FACT_TCP_CONNECTIONS, /* handshakes completed */
	FACT_TCP_QUERIES,     /* whole messages sent over TCP */
	FACT_SOCKETS,         /* distinct client ports */
	FACT_TCP_SEGMENTS,    /* segments that brought octets */
	FACT_ELAPSED_MS,
	FACT_DISTINCT_IDS, /* different questions, different IDs */
	FACT_NO_QUERY,
	FACT_NO_EDNS,
};
enum { FACT_KINDS = FACT_NO_EDNS + 1 };
extern const char *const fact_names[FACT_KINDS];

/* One fact of an EXPECT or PIN line. */
struct fact {
	struct place at;
	bool is_pin;
	char *family;   /* for=musl, PIN musl…; NULL: every client */
	char *versions; /* PIN musl>=1.2.2: ">=1.2.2"; NULL: every version */
	int server;     /* index, or -1: the cell in all */
	enum fact_kind kind;
	long lo, hi; /* both included; a fact without a number is 1..1 */
};

enum clock { CLOCK_TRUE, CLOCK_FROZEN, CLOCK_STEP };

/* How a client makes a call. */
struct manner_spec {
	unsigned repeat;     /* calls a thread makes; 1 unless REPEAT */
	unsigned threads;    /* 0 unless THREADS: the main one */
	unsigned long stack; /* octets a thread; 0: the libc's default */
	unsigned signals_ms; /* 0: none */
	unsigned cancel_ms;  /* 0: never */
	enum clock clock;
	bool fork, aio, errno_counts;
};

enum {
	BENCH_THREADS_MAX = 64,
	BENCH_RATE_MAX = 100000,
	BENCH_LOOKUPS_MAX = 100000
};

/* BENCH: a benchmark makes the call so, in a slice of its time. */
struct bench_spec {
	struct place at;
	bool wanted;
	bool cold;        /* a process a look-up */
	bool together;    /* all clients at once */
	unsigned threads; /* 1 unless it says */
	unsigned rate;    /* look-ups a second; 0: one behind the other */
	unsigned lookups; /* a thread, a slice; 0: for as long as it lasts */
};

/* CALL: one run of a client. */
struct call {
	struct place at;
	unsigned step;     /* from 1 */
	struct words argv; /* escapes kept, quotes gone */
	struct manner_spec manner;
	enum order order;
	struct result *results;
	size_t result_count;
	struct fact *facts;
	size_t fact_count;
};

enum ipv6_switch { IPV6_ON, IPV6_DISABLED, IPV6_ABSENT };

/* KERNEL and LIMIT: the cell's switches. */
struct kernel_spec {
	enum ipv6_switch ipv6;
	int bindv6only;           /* -1: the kernel's */
	int tcp_fastopen;         /* -1: the kernel's */
	unsigned mtu;             /* 0: the kernel's */
	struct words addresses;   /* further ones on lo */
	struct words unreachable; /* addresses a router calls unreachable */
	bool default_route;       /* route=default */
	bool route_declined;      /* route=none */
	bool race_wanted;         /* race=wanted */
	char *hostname;           /* owned; "probe" unless set */
	unsigned long nofile;     /* 0: not limited */
	unsigned long stack;      /* octets; 0: not limited */
};

struct scenario {
	char *path;    /* of the file */
	char *name;    /* "tcp/eof:n=2": path below the corpus, variant */
	char *variant; /* "n=2,m=3", or "" */
	bool is_plain; /* no SCENARIO_BEGIN: a testns data file */
	/* hash of the lines without comments, facts, title, REF and the like */
	uint64_t fingerprint;
	uint64_t hash; /* of all that can alter a trial: parse_print.c */
	struct place at;
	char *title;
	struct words why, refs, tags, claims, clients, needs;
	char *unconfirmed; /* reason, or NULL */
	/* server's side */
	struct server_spec *servers;
	size_t server_count;
	struct source_spec *sources; /* of FROM lines; each once */
	size_t source_count;
	struct server_change *changes;
	size_t change_count;
	struct zone_spec *zones;
	size_t zone_count;
	struct truncate_spec *truncates; /* the last that holds wins */
	size_t truncate_count;
	struct noedns_spec *noedns; /* the last that holds wins */
	size_t noedns_count;
	struct entry *entries; /* the first that matches wins */
	size_t entry_count;
	/* client's side */
	struct file_spec *files; /* the defaults are not among them */
	size_t file_count;
	struct words env; /* NAME=VALUE */
	struct kernel_spec kernel;
	unsigned deadline_ms; /* of the whole trial; 30000 unless DEADLINE */
	struct call *calls;   /* steps ascend */
	size_t call_count;
	struct bench_spec bench;
};

/* All variants of one file, in file order of their VARY values. */
struct scenarios {
	struct scenario **v; /* owned */
	size_t count;
};

/*
 * Reads PATH and appends one scenario a variant to OUT.  NAME is the name
 * without its variant.  ONLY, where not NULL, is a variant ("n=48,m=2", any
 * order; what it leaves out is not restricted).  Returns -1 with ERR set to
 * "PATH:LINE:COLUMN: what is wrong, want what"; OUT keeps what it had.
 */
int scenarios_load(const char *path, const char *name, const char *only,
    struct scenarios *out, struct error *err);
/*
 * The same, named PATH, for the first variant alone; *VARIANTS is how many
 * there are that ONLY lets through.  The others are not parsed.
 */
int scenarios_load_first(const char *path, const char *only,
    struct scenarios *out, size_t *variants, struct error *err);
/*
 * Reads every *.scn below DIR, sorted by name.  A file that cannot be read
 * does not stop the others: FAULT is called for each; returns how many.
 */
size_t scenarios_load_tree(const char *dir, struct scenarios *out,
    void (*fault)(const struct error *, void *), void *arg);
void scenarios_clear(struct scenarios *);

bool scenario_has_tag(const struct scenario *, const char *tag);
/* State of server I at STEP, its changes worked in. */
void scenario_server_state(const struct scenario *, size_t i, unsigned step,
    enum udp_state *, enum tcp_state *);
/* Which server has the address and port of source I (FROM); -1: none. */
int scenario_source_server(const struct scenario *, size_t i);
bool scope_holds(const struct scope *, unsigned step, size_t server);

#endif
