/*
 * celltrial.h -- runs a cell from spawn to reap for test_cell, with a server
 * that sends back what it gets over UDP and accepts TCP.
 */
#ifndef TESTS_CELLTRIAL_H
#define TESTS_CELLTRIAL_H

#include "resolver-tests/cell.h"
#include "resolver-tests/traffic.h"

enum { TRIAL_FDS_MAX = 256, TRIAL_TEXT_MAX = 16384 };

struct trial {
	struct cell cell;
	struct cell_report report; /* the last one but CELL_SOCKETS */
	int fds[TRIAL_FDS_MAX];    /* of the sockets, by order of arrival */
	int tags[TRIAL_FDS_MAX];
	size_t fd_count;
	int packets;  /* -1 before the first step */
	int out, err; /* read ends; -1: at end of file */
	char out_text[TRIAL_TEXT_MAX];
	char err_text[TRIAL_TEXT_MAX];
	struct traffic traffic;
};

/* Fails the test where the cell cannot be made. */
void trial_spawn(struct trial *, const struct cell_spec *,
    const struct ip_end *servers, size_t server_count);
/* Waits for all sockets of step K; false: report says why not. */
bool trial_begin(struct trial *, size_t k);
/* Runs the client and serves it until it has exited and its output ended. */
void trial_serve(struct trial *);
/* Reads stdout until it has a whole line. */
void trial_wait_line(struct trial *);
/* Closes the sockets of the step. */
void trial_close_sockets(struct trial *);
/* Counts what was sent and ends the cell. */
void trial_end(struct trial *);
void trial_clear(struct trial *);

#endif
