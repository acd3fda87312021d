/*
 * error.h -- one message for the person who gave us bad input.
 * The lowest function that knows the words sets it; nobody rewords it.
 */
#ifndef FAKEDNS_ERROR_H
#define FAKEDNS_ERROR_H

/* Zero-initialise it; text is "" until error_set() or error_at(). */
struct error {
	char text[1024];
};

/* Where a line of a file came from: for file:line:column messages. */
struct place {
	const char *file; /* borrowed from whoever loaded the file */
	unsigned line;    /* from 1 */
	unsigned column;  /* from 1, octets; 0 when only the line is known */
};

/* Both keep the first message; ERR may not be NULL. */
void error_set(struct error *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* "FILE:LINE:COLUMN: " in front of the words. */
void error_at(struct error *err, const struct place *at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
