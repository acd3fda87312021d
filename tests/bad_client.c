/*
 * bad_client.c -- a client that misbehaves as its argument says, for the
 * tests of the runner: bad_client getaddrinfo
 * crash|hang|flood|chatter|nul|fail|orphan.
 */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Raises a deadly signal, as a broken resolver would. */
static void
crash(void)
{
	signal(SIGSEGV, SIG_DFL);
	raise(SIGSEGV);
}

/* Leaves a process behind that has its own session, and ends well. */
static int
orphan(void)
{
	if (fork() == 0) {
		setsid();
		for (;;)
			pause();
	}
	puts("ok");
	return 0;
}

int
main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[2] : "";

	if (argc == 2 && strcmp(argv[1], "version") == 0)
		puts("ok\nlibrary bad 1.0");
	else if (strcmp(what, "crash") == 0)
		crash();
	else if (strncmp(what, "hang", 4) == 0)
		for (;;)
			pause();
	else if (strcmp(what, "flood") == 0)
		for (;;)
			puts("address 192.0.2.1");
	else if (strcmp(what, "chatter") == 0)
		for (;;)
			fputs("and another thing\n", stderr);
	else if (strcmp(what, "nul") == 0)
		fwrite("ok\0address 192.0.2.1\n", 1, 21, stdout);
	else if (strcmp(what, "fail") == 0)
		return 3;
	else if (strcmp(what, "orphan") == 0)
		return orphan();
	else
		printf("unsupported %s\n", argc > 1 ? argv[1] : "");
	return 0;
}
