#include "config.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>

#include "resolver-tests/cell_internal.h"

#define LOAD(field)                                                            \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
/* Goes on where the loaded word is VALUE, else skips NO instructions. */
#define WANT(value, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (no))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, (what))

/*
 * A kernel without IPv6, for the caller: socket(AF_INET6, ...) fails as it
 * does there.  disable_ipv6 is weaker and leaves the socket call working.
 */
int
cell_filter_no_ipv6(struct cell_trouble *t)
{
	/* args are 64 bits wide; both machines are little-endian, so the
	 * family is in the word the field starts with. */
	struct sock_filter code[] = {
		LOAD(arch),
		WANT(CELL_AUDIT_ARCH, 5),
		LOAD(nr),
		WANT(SYS_socket, 3),
		LOAD(args[0]),
		WANT(AF_INET6, 1),
		RETURN(SECCOMP_RET_ERRNO | EAFNOSUPPORT),
		RETURN(SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = { sizeof code / sizeof code[0],
		code };

	errno = ENOSYS;
	if (CELL_AUDIT_ARCH == 0)
		return cell_trouble_set(t,
		    "client without AF_INET6: no filter for this architecture");
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == -1)
		return cell_trouble_set(t, "client's seccomp filter");
	return 0;
}
