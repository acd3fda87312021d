/*
 * cell_internal.h -- what the parts of the cell share: the messages between
 * the runner and PID 1 of the cell, and the steps of the set-up.
 */
#ifndef RESOLVER_TESTS_CELL_INTERNAL_H
#define RESOLVER_TESTS_CELL_INTERNAL_H

#include <linux/audit.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "resolver-tests/cell.h"

#ifndef CLONE_PIDFD /* Linux 5.2; an older kernel ignores it */
#define CLONE_PIDFD 0x1000
#endif
#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif

/* What seccomp calls this machine; 0: no filter written for it. */
#if defined(__x86_64__) && !defined(__ILP32__)
#define CELL_AUDIT_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define CELL_AUDIT_ARCH AUDIT_ARCH_AARCH64
#else
#define CELL_AUDIT_ARCH 0
#endif

/* clone(2) as a fork; s390 takes the flags second. */
#ifdef __s390__
#define CELL_CLONE(flags, pidfd) syscall(SYS_clone, 0, (flags), (pidfd), 0, 0)
#else
#define CELL_CLONE(flags, pidfd) syscall(SYS_clone, (flags), 0, (pidfd), 0, 0)
#endif

enum cell_verb { CELL_VERB_STEP, CELL_VERB_START, CELL_VERB_END };

struct cell_request {
	uint32_t verb; /* enum cell_verb */
	uint32_t step;
};

/* The first thing that went wrong inside. */
struct cell_trouble {
	int errnum;
	char what[240]; /* the step of the set-up, and on what */
};

struct cell_message {
	enum cell_report_kind kind;
	uint32_t count;
	uint32_t last;
	int tags[CELL_HANDED_MAX];
	int status;
	uint64_t user_us;
	uint64_t system_us;
	uint64_t elapsed_us;
	uint64_t system_calls, instructions;
	struct cell_trouble trouble;
};

/* Descriptors on their way out, or kept for the length of a step. */
struct cell_fds {
	struct cell_fd {
		int tag;
		int fd;
	} * list; /* owned */
	size_t count;
};

/* Keeps errno and the words; returns -1. */
int cell_trouble_set(struct cell_trouble *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Those of the caller outside, for the maps. */
struct cell_owner {
	uid_t uid;
	gid_t gid;
};

/* PID 1 of the cell. */
_Noreturn void cell_init_main(const struct cell_spec *,
    const struct cell_owner *, int control);

/* Each returns 0, or -1 with the trouble set. */
int cell_setup(const struct cell_spec *, const struct cell_owner *,
    struct cell_trouble *);
int cell_files_write(const struct cell_file *, size_t count,
    struct cell_trouble *);
int cell_net_setup(const struct cell_spec *, struct cell_trouble *);
/* Appends what goes out to HANDED and what stays inside to KEPT. */
int cell_sockets_open(const struct cell_step *, struct cell_fds *handed,
    struct cell_fds *kept, struct cell_trouble *);
/* Returns the socket, the caller's, or -1. */
int cell_sockets_open_packets(struct cell_trouble *);
int cell_filter_no_ipv6(struct cell_trouble *);

void cell_fds_add(struct cell_fds *, int tag, int fd);
void cell_fds_close(struct cell_fds *); /* leaves it empty */

/* Runs the client: OUT and ERR become its 1 and 2.  Fills the message. */
void cell_client_run(const struct cell_spec *, const struct cell_command *,
    int out, int err, struct cell_message *);

/*
 * Waits for CLIENT, which asked to be traced, and all of its threads; fills in
 * what they did, and how it ended.
 */
void cell_trace_client(pid_t client, struct cell_run *, struct cell_message *);

/* Closes all descriptors above 2 but those COUNT in KEEP, which it sorts. */
void cell_close_others(int *keep, size_t count);

/* WHAT failed with ERRNUM: the words, and the setting that forbids it. */
void cell_remedy_set(struct error *, const char *what, int errnum);

#endif
