/*
 * load.h -- one load: who is asked, what, how much at a time, for how long.
 */
#ifndef BENCH_LOAD_H
#define BENCH_LOAD_H

#include <netinet/in.h>
#include <stdbool.h>
#include <sys/socket.h>

#include "tests/bench/queries.h"
#include "tests/bench/tally.h"
#include "tests/bench/usage.h"
#include "tests/bench/window.h"

/* What was counted and used up to a moment. */
struct mark {
	uint64_t at_us;
	struct tally tally;
	struct usage own, server;
};

struct load {
	struct sockaddr_storage server;
	socklen_t server_len;
	struct queries queries;
	struct wanted wanted;
	unsigned sockets;        /* or connections */
	unsigned window;         /* queries a socket waits for, at most */
	unsigned per_connection; /* queries; 0: the connection stays open */
	unsigned idle;           /* connections that only stay open */
	uint64_t warmup_us, measure_us, timeout_us;
	const char *server_pids; /* "12,13", or NULL */

	/* the rest changes while the load runs */
	struct tally tally;
	bool measuring; /* start is taken */
	struct mark start, end;
};

/* Microseconds of a clock that is never set. */
uint64_t load_now_us(void);
/*
 * Has the load to go on asking?  To be called often; takes start and end
 * when their time has come.
 */
bool load_goes_on(struct load *, uint64_t now_us);
/* Takes the time: what load_goes_on() counts from. */
void load_begin(struct load *);

/* Each runs the whole load; returns 0, or -1 with errno set. */
int udp_run(struct load *);
int tcp_run(struct load *);

#endif
