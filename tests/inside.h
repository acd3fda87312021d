/*
 * inside.h -- what test_cell does inside a cell, as its client: says what it
 * finds there.
 */
#ifndef TESTS_INSIDE_H
#define TESTS_INSIDE_H

/* "inside" WHAT ARGS...: one fact a line on stdout; the exit status. */
int inside_main(int argc, char **argv);

#endif
