/*
 * stage_tcp.h -- the tests of connections: what is there besides the stage.
 */
#ifndef TESTS_STAGE_TCP_H
#define TESTS_STAGE_TCP_H

#include "fakedns/connection.h"
#include "tests/stage.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define HEX(octets) "HEX_ANSWER_BEGIN\n" octets "\nHEX_ANSWER_END\n"
#define FIVE HEX("0102030405") /* 00 05 01 02 03 04 05 on the wire */

static inline bool
nobody_is_connected(const struct stage *stage)
{
	return stage->server->tcp != NULL &&
	       LIST_EMPTY(&stage->server->tcp->alive);
}

/* Everything that is ready now is worked. */
static inline void
turn(struct stage *stage)
{
	event_base_loop(stage->base, EVLOOP_NONBLOCK);
}

#endif
