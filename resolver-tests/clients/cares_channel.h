/*
 * cares_channel.h -- a c-ares channel, and the loop that its user has to write.
 */
#ifndef CLIENTS_CARES_CHANNEL_H
#define CLIENTS_CARES_CHANNEL_H

#include <stdbool.h>
#include <sys/types.h>

#include <ares.h>

#include "args.h"

extern const struct args_name cares_ai_flags[], cares_ni_flags[];

/*
 * Opens a channel with the scenario's time budget.  Returns an ARES_ status.
 */
int cares_channel_open(ares_channel *channel);

/* Drives CHANNEL until a callback has set *DONE. */
void cares_channel_drive(ares_channel channel, const bool *done);

#endif
