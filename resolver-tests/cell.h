/*
 * cell.h -- a sealed place for one trial: user, network, mount, PID, UTS and
 * IPC namespaces of its own, a private /etc, the rest of the file system
 * read-only.  PID 1 of the cell is a small reaper; the client is its child.
 * The reaper opens the nameservers' sockets inside and hands them out, so one
 * event loop outside serves many cells.  Nothing here blocks but cell_reap()
 * and cell_probe().
 *
 * One trial: cell_spawn(); for each step cell_begin_step(), cell_receive()
 * until CELL_SOCKETS says last, cell_start(), cell_receive() until
 * CELL_EXITED; then cell_end() or cell_kill(), and cell_reap().
 */
#ifndef RESOLVER_TESTS_CELL_H
#define RESOLVER_TESTS_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

#include "fakedns/error.h"

/* The one user and group that exist inside. */
enum { CELL_UID = 1000 };

/* Tags of descriptors the cell hands out beside those of its sockets. */
enum {
	/* Packet socket on lo; comes with the first step.  Close it before
	 * the cell ends: who closes it last waits 10 ms for the kernel. */
	CELL_TAG_PACKETS = -1,
	CELL_TAG_STDOUT = -2, /* read end; each step has its own */
	CELL_TAG_STDERR = -3,
};

/* A file of the private /etc; its parents are made (mode 755). */
struct cell_file {
	const char *path;   /* below /etc, no dot segments */
	const void *octets; /* contents; NULL where len is 0 */
	size_t len;
	unsigned mode;           /* as chmod(2) takes it; 000 is 000 */
	const char *link_target; /* not NULL: a symbolic link instead */
};

struct cell_sysctl {
	const char *path; /* below /proc/sys/net/ */
	const char *value;
};

enum cell_socket_state {
	CELL_SOCKET_OPEN,
	CELL_SOCKET_FULL, /* TCP: the backlog is full, SYNs get no answer */
	CELL_SOCKET_BLACKHOLE, /* TCP: a filter drops every segment */
};

/*
 * Only CELL_SOCKET_OPEN ones are handed out; the reaper keeps the others, for
 * one step.  A handed out socket is bound (and listens), non-blocking,
 * close-on-exec, and IPv6 only where it is IPv6.
 */
struct cell_socket {
	int tag; /* 0 or more; comes back beside the descriptor */
	bool tcp;
	const char *address; /* "192.0.2.53", "2001:db8::53", "fe80::53%lo" */
	uint16_t port;
	enum cell_socket_state state;
	bool fast_open; /* TCP: takes data in a SYN, where the sysctl allows */
};

struct cell_client; /* how to run it: cell_client.c's */

/* The client gets nothing but this, /dev/null as stdin and two pipes. */
struct cell_command {
	int exec_fd; /* from cell_open_program(); the caller's */
	char *const *argv;
	char *const *envp;
	unsigned nofile; /* RLIMIT_NOFILE; 0: 1024 */
	size_t stack;    /* RLIMIT_STACK, octets; 0: 8 MiB */
	/* Bit i: it may run on processor i; 0: on those of the runner. */
	uint64_t processors;
	bool traced; /* by PID 1, which counts its system calls */
	/* In PID 1, with CONDUCT_ARG as it was at cell_spawn(): runs the client
	 * as often as it likes; NULL: once.  OUT is the client's stdout. */
	void (*conduct)(const struct cell_client *, int out, void *arg);
	void *conduct_arg;
};

/* For conduct(): one process of the client, from before clone to its end. */
struct cell_run {
	uint64_t start_ns, end_ns; /* CLOCK_MONOTONIC */
	int status;                /* as waitpid(2) gives it */
	struct rusage usage;
};
/* Returns 0, or -1 where no process could be made. */
int cell_run_client(const struct cell_client *, struct cell_run *out);

struct cell_step {
	const struct cell_socket *sockets; /* those to be opened by this step */
	size_t socket_count;
	struct cell_command command;
};

/* Zero means the default everywhere.  All of it is borrowed by cell_spawn()
 * and may be gone when that returns: the cell has a copy. */
struct cell_spec {
	const char *hostname; /* NULL: "probe" */
	/* Put on lo, beside 127.0.0.0/8 and ::1, which are always there. */
	const char *const *addresses;
	size_t address_count;
	const struct cell_file *files;
	size_t file_count;
	const struct cell_sysctl *sysctls; /* set before addresses are */
	size_t sysctl_count;
	bool no_ipv6_sockets; /* socket(AF_INET6) fails: EAFNOSUPPORT */
	/* Sending to them fails with EHOSTUNREACH. */
	const char *const *unreachable;
	size_t unreachable_count;
	bool default_route; /* IPv4 and IPv6, through lo */
	unsigned mtu;       /* of lo; 0: the kernel's 65536 */
	bool no_packets;    /* no packet socket: it slows down the rest */
	const struct cell_step *steps;
	size_t step_count;
};

struct cell {
	pid_t pid;   /* of its PID 1, seen from here; 0 after cell_reap() */
	int pidfd;   /* readable once it can be reaped; -1: kernel too old */
	int control; /* readable: call cell_receive() */
};

enum { CELL_HANDED_MAX = 64 };

enum cell_report_kind {
	CELL_NOTHING, /* no message yet */
	CELL_SOCKETS, /* handed, handed_count, last */
	CELL_EXITED,  /* status, user_us, system_us, elapsed_us */
	CELL_FAILED,  /* failure; the cell is over, CELL_GONE follows */
	CELL_GONE,    /* PID 1 of the cell has ended: cell_reap() */
};

struct cell_report {
	enum cell_report_kind kind;
	struct {
		int tag;
		int fd; /* now the receiver's */
	} handed[CELL_HANDED_MAX];
	size_t handed_count;
	bool last;        /* no more descriptors for this step */
	int status;       /* of the client, as waitpid(2) gives it */
	uint64_t user_us; /* CPU time of the client and its children */
	uint64_t system_us;
	uint64_t elapsed_us;   /* from before fork to the end of the client */
	uint64_t system_calls; /* where it was traced */
	uint64_t instructions; /* the same, in user mode; 0: no counter here */
	struct error failure;  /* what could not be set up, why, the remedy */
};

/*
 * Makes a cell and starts its set-up; faults found inside come back as
 * CELL_FAILED.  Descriptors 0 to 2 must be open.  Returns 0, or -1 with ERR
 * set: what was refused and which setting of the machine to change.
 */
int cell_spawn(const struct cell_spec *, struct cell *out, struct error *err);

/*
 * Asks for the sockets of step K.  Before the next step the caller closes
 * what the step opens again; what it keeps open stays as it is.
 */
void cell_begin_step(const struct cell *, size_t k);
/* Runs the client of the step begun last. */
void cell_start(const struct cell *);
/* Reads one message; does not wait for it. */
void cell_receive(const struct cell *, struct cell_report *out);
/* Ends the cell and all processes in it: by request, or at once. */
void cell_end(const struct cell *);
void cell_kill(const struct cell *);
/*
 * Waits for the end of PID 1 and closes what CELL holds.  Returns at once
 * where pidfd is readable; after CELL_GONE alone it may take 10 ms.
 */
void cell_reap(struct cell *);

/*
 * A descriptor for cell_command.exec_fd that works whoever owns the file and
 * the folders above it.  Returns it, the caller closes it, or -1 with ERR.
 */
int cell_open_program(const char *path, struct error *err);

/*
 * Makes one cell and ends it.  Returns 0, or -1 with ERR: why this machine
 * makes none and what to change.
 */
int cell_probe(struct error *err);

#endif
