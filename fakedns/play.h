/*
 * play.h -- one run of fakedns: sockets, journal and capture around a server.
 */
#ifndef FAKEDNS_PLAY_H
#define FAKEDNS_PLAY_H

#include "fakedns/options.h"
#include "fakedns/scenario.h"

/* Serves until SIGTERM or SIGINT; returns the exit status. */
int play(const struct options *, const struct scenario *);

#endif
