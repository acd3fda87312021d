/*
 * cell_program.c -- becomes the program, with the limits it is to have.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cell.h"

#if defined __x86_64__
#define ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCH AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define ARCH AUDIT_ARCH_RISCV64
#else
#define ARCH 0
#endif

#define LOAD(field)                                                            \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define WANT(value, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (no))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, (what))

/* As on a kernel without IPv6. */
static void
refuse_ipv6_sockets(void)
{
	struct sock_filter code[] = {
		LOAD(arch),
		WANT(ARCH, 5),
		LOAD(nr),
		WANT(SYS_socket, 3),
		LOAD(args[0]),
		WANT(AF_INET6, 1),
		RETURN(SECCOMP_RET_ERRNO | EAFNOSUPPORT),
		RETURN(SECCOMP_RET_ALLOW),
	};
	struct sock_fprog filter = { sizeof code / sizeof *code, code };

	errno = ENOSYS;
	if (ARCH == 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == -1)
		die("refuse IPv6 sockets");
}

static void
limit(int resource, long value)
{
	struct rlimit r = { (rlim_t)value, (rlim_t)value };

	if (setrlimit(resource, &r) == -1)
		die("setrlimit");
}

void
exec_program(const struct program *p, int out)
{
	int null = open("/dev/null", O_RDONLY);

	dup2(null, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	close(null);
	close(out);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_STACK, p->stack);
	limit(RLIMIT_NOFILE, p->files);
	if (p->no_ipv6_sockets)
		refuse_ipv6_sockets();
	fexecve(p->fd, p->argv, p->environment);
	die("%s", p->argv[0]);
}
