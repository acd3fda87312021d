#define _GNU_SOURCE
#include "status.h"

#include <errno.h>
#include <netdb.h>
#include <stddef.h>

struct status_name {
	int value;
	const char *name;
};

static const struct status_name gai[] = {
	{ 0, "ok" },
	{ EAI_AGAIN, "EAI_AGAIN" },
	{ EAI_BADFLAGS, "EAI_BADFLAGS" },
	{ EAI_FAIL, "EAI_FAIL" },
	{ EAI_FAMILY, "EAI_FAMILY" },
	{ EAI_MEMORY, "EAI_MEMORY" },
	{ EAI_NONAME, "EAI_NONAME" },
	{ EAI_OVERFLOW, "EAI_OVERFLOW" },
	{ EAI_SERVICE, "EAI_SERVICE" },
	{ EAI_SOCKTYPE, "EAI_SOCKTYPE" },
	{ EAI_SYSTEM, "EAI_SYSTEM" },
#ifdef EAI_NODATA
	{ EAI_NODATA, "EAI_NODATA" },
#endif
#ifdef EAI_ADDRFAMILY
	{ EAI_ADDRFAMILY, "EAI_ADDRFAMILY" },
#endif
	{ 0, NULL },
};

static const struct status_name resolver[] = {
	{ 0, "ok" },
	{ HOST_NOT_FOUND, "HOST_NOT_FOUND" },
	{ TRY_AGAIN, "TRY_AGAIN" },
	{ NO_RECOVERY, "NO_RECOVERY" },
	{ NO_DATA, "NO_DATA" },
	{ STATUS_UNTOUCHED, "ERROR" },
#ifdef NETDB_INTERNAL
	{ NETDB_INTERNAL, "NETDB_INTERNAL" },
#endif
	{ 0, NULL },
};

#define NAMED(e)                                                               \
	{                                                                      \
		e, #e                                                          \
	}
static const struct status_name errnos[] = {
	NAMED(EACCES),
	NAMED(EADDRINUSE),
	NAMED(EADDRNOTAVAIL),
	NAMED(EAFNOSUPPORT),
	NAMED(EAGAIN),
	NAMED(EBADF),
	NAMED(EBADMSG),
	NAMED(ECONNREFUSED),
	NAMED(ECONNRESET),
	NAMED(EFAULT),
	NAMED(EHOSTUNREACH),
	NAMED(EINTR),
	NAMED(EINVAL),
	NAMED(EIO),
	NAMED(EISDIR),
	NAMED(ELOOP),
	NAMED(EMFILE),
	NAMED(EMSGSIZE),
	NAMED(ENAMETOOLONG),
	NAMED(ENETDOWN),
	NAMED(ENETUNREACH),
	NAMED(ENFILE),
	NAMED(ENOBUFS),
	NAMED(ENODEV),
	NAMED(ENOENT),
	NAMED(ENOMEM),
	NAMED(ENOSPC),
	NAMED(ENOSYS),
	NAMED(ENOTCONN),
	NAMED(ENOTDIR),
	NAMED(EPERM),
	NAMED(EPIPE),
	NAMED(EPROTO),
	NAMED(EPROTONOSUPPORT),
	NAMED(ERANGE),
	NAMED(ESRCH),
	NAMED(ETIMEDOUT),
	{ 0, NULL },
};
#undef NAMED

/* NULL where TABLE does not have it. */
static const char *
find_name(const struct status_name *table, int value)
{
	for (; table->name != NULL; table++) {
		if (table->value == value)
			return table->name;
	}
	return NULL;
}

void
status_emit_errno(struct emit *out, const char *key, int error)
{
	const char *name = find_name(errnos, error);

	if (error == STATUS_ERRNO_UNTOUCHED)
		emit_line(out, "%s untouched", key);
	else if (name != NULL)
		emit_line(out, "%s %s", key, name);
	else
		emit_line(out, "%s %d", key, error);
}

void
status_emit_zeroed(struct emit *out, int error)
{
	if (error == 0 && out->errno_counts)
		emit_line(out, "errno zeroed");
}

void
status_emit_gai(struct emit *out, int status, int error)
{
	const char *name = find_name(gai, status);

	emit_line(out, "%s", name == NULL ? "EAI_UNKNOWN" : name);
	if (status == EAI_SYSTEM)
		status_emit_errno(out, "errno", error);
	status_emit_zeroed(out, error);
	emit_line(out, "raw status %d", status);
}

void
status_emit_h_errno(struct emit *out, int value, int error)
{
	const char *name = find_name(resolver, value);

	emit_line(out, "%s", name == NULL ? "H_ERRNO_UNKNOWN" : name);
	if (value == STATUS_UNTOUCHED)
		emit_line(out, "h_errno untouched");
#ifdef NETDB_INTERNAL
	if (value == NETDB_INTERNAL)
		status_emit_errno(out, "errno", error);
#endif
	status_emit_zeroed(out, error);
	emit_line(out, "raw h_errno %d", value);
	status_emit_errno(out, "raw errno", error);
}
