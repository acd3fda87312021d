#define _GNU_SOURCE
#define CARES_NO_DEPRECATED
#include "cares_channel.h"

#include <sys/types.h>

#include <stddef.h>
#include <sys/select.h>

#include "budget.h"

const struct args_name cares_ai_flags[] = {
	{ "canonname", ARES_AI_CANONNAME },
	{ "numerichost", ARES_AI_NUMERICHOST },
	{ "passive", ARES_AI_PASSIVE },
	{ "numericserv", ARES_AI_NUMERICSERV },
	{ "v4mapped", ARES_AI_V4MAPPED },
	{ "all", ARES_AI_ALL },
	{ "addrconfig", ARES_AI_ADDRCONFIG },
	{ NULL, 0 },
};

const struct args_name cares_ni_flags[] = {
	{ "numerichost", ARES_NI_NUMERICHOST },
	{ "numericserv", ARES_NI_NUMERICSERV },
	{ "nofqdn", ARES_NI_NOFQDN },
	{ "namereqd", ARES_NI_NAMEREQD },
	{ "dgram", ARES_NI_DGRAM },
	{ NULL, 0 },
};

int
cares_channel_open(ares_channel *channel)
{
	struct ares_options options = { 0 };
	struct budget b;

	budget_load(&b);
	options.timeout = (int)b.timeout_s * 1000;
	options.tries = (int)b.attempts;
	return ares_init_options(channel, &options,
	    ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES);
}

void
cares_channel_drive(ares_channel channel, const bool *done)
{
	while (!*done) {
		struct timeval most = { 1, 0 }, tv;
		fd_set readable, writable;
		int count;

		FD_ZERO(&readable);
		FD_ZERO(&writable);
		count = ares_fds(channel, &readable, &writable);
		if (select(count, &readable, &writable, NULL,
			ares_timeout(channel, &most, &tv)) == -1) {
			FD_ZERO(&readable); /* after a signal, as they were */
			FD_ZERO(&writable);
		}
		ares_process(channel, &readable, &writable);
	}
}
