#define _GNU_SOURCE
#include "cares_status.h"

#include <stddef.h>
#include <sys/types.h>

#include <ares.h>

static const struct {
	int status;
	const char *gai;
	const char *resolver;
} statuses[] = {
	{ ARES_SUCCESS, "ok", "ok" }, { ARES_ENODATA, "EAI_NODATA", "NO_DATA" },
	{ ARES_ENOTFOUND, "EAI_NONAME", "HOST_NOT_FOUND" },
	{ ARES_EBADNAME, "EAI_NONAME", "HOST_NOT_FOUND" },
	{ ARES_EBADSTR, "EAI_NONAME", "HOST_NOT_FOUND" },
	{ ARES_ENONAME, "EAI_NONAME", "HOST_NOT_FOUND" },
	{ ARES_ESERVFAIL, "EAI_AGAIN", "TRY_AGAIN" },
	{ ARES_EREFUSED, "EAI_AGAIN", "TRY_AGAIN" },
	{ ARES_ECONNREFUSED, "EAI_AGAIN", "TRY_AGAIN" },
	{ ARES_ETIMEOUT, "EAI_AGAIN", "TRY_AGAIN" },
	{ ARES_EBADFAMILY, "EAI_FAMILY", "NO_RECOVERY" },
	{ ARES_EBADFLAGS, "EAI_BADFLAGS", "NO_RECOVERY" },
	{ ARES_EBADHINTS, "EAI_BADFLAGS", "NO_RECOVERY" },
	{ ARES_ENOMEM, "EAI_MEMORY", "NO_RECOVERY" },
	{ 25, "EAI_SERVICE", "NO_RECOVERY" }, /* ARES_ESERVICE, 1.19.1 */
	{ 26, "EAI_AGAIN", "TRY_AGAIN" },     /* ARES_ENOSERVER, 1.20.0 */
};

void
cares_status_emit(struct emit *out, int status, bool gai)
{
	const char *name = gai ? "EAI_FAIL" : "NO_RECOVERY";
	size_t i;

	for (i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
		if (statuses[i].status == status)
			name = gai ? statuses[i].gai : statuses[i].resolver;
	}
	emit_line(out, "%s", name);
	emit_line(out, "raw status %d", status);
}
