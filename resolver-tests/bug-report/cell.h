/*
 * cell.h -- shared by the parts of cell.
 */
#ifndef CELL_H
#define CELL_H

#include <stddef.h>

enum { ADDRESSES_MAX = 64 };

struct network {
	const char *addresses[ADDRESSES_MAX]; /* on lo, beside 127.0.0.0/8 */
	size_t address_count;
	const char *unreachable[ADDRESSES_MAX];
	size_t unreachable_count;
	int default_route; /* through lo, IPv4 and IPv6 */
	long mtu;          /* of lo; 0: the kernel's */
};

/* Of the network namespace that the process is in; does not fail, but die. */
void make_network(const struct network *);

struct program {
	int fd;
	char **argv;
	char **environment;
	long files; /* RLIMIT_NOFILE */
	long stack; /* RLIMIT_STACK, octets */
	int no_ipv6_sockets;
};

/* OUT becomes its standard output; dies where it cannot be run. */
void exec_program(const struct program *, int out) __attribute__((noreturn));

/* Says why, with what errno means, and exits with 2. */
void die(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif
