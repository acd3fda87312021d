/*
 * manner.h -- how the calls are made: how often, in which threads, and what
 * disturbs them.
 */
#ifndef CLIENTS_MANNER_H
#define CLIENTS_MANNER_H

#include <stdbool.h>

/* Bits of what a call, or a client, cannot be put through. */
enum {
	MANNER_THREADS = 1, /* what it returns is shared by all threads */
	MANNER_CANCEL = 2,  /* it waits in the client's own loop */
	MANNER_ERRNO = 4    /* what it does to errno is not looked at */
};

struct manner {
	unsigned repeat;     /* calls a thread makes, from 1 */
	unsigned threads;    /* that make them; 0: the main thread does */
	unsigned stack;      /* octets for a thread; 0: the libc's default */
	unsigned signals_ms; /* between two signals; 0: none come */
	unsigned cancel_ms;  /* until a call is cancelled; 0: none is */
	bool fork;           /* then once more, in two processes */
	bool aio;            /* a read is outstanding meanwhile */
	bool errno_counts;   /* errno is part of the outcome */
};

/*
 * Reads --repeat N --threads N --stack OCTETS --signals MS --cancel MS --fork
 * --aio --errno from ARGV[1] on.  Returns the index of the first other word, or
 * -1 where a number is wrong.
 */
int manner_parse(int argc, char **argv, struct manner *out);

/* The bits of above that M needs. */
int manner_needs(const struct manner *m);

#endif
