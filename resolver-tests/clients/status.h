/*
 * status.h -- the first line of an outcome, and numbers by their names.
 */
#ifndef CLIENTS_STATUS_H
#define CLIENTS_STATUS_H

#include "emit.h"

/* What h_errno and errno are before a call, to see whether the call sets it. */
enum { STATUS_UNTOUCHED = -9, STATUS_ERRNO_UNTOUCHED = 4095 };

/*
 * `ok` or the EAI_ name of STATUS, `errno NAME` after EAI_SYSTEM, and the
 * number as `raw status`.
 */
void status_emit_gai(struct emit *out, int status, int error);

/*
 * The name of an h_errno value; `ERROR` and `h_errno untouched` for
 * STATUS_UNTOUCHED; `errno NAME` after NETDB_INTERNAL; `raw h_errno`.
 */
void status_emit_h_errno(struct emit *out, int value, int error);

/*
 * A line `KEY NAME` of an errno value: `KEY 0` for none, `KEY untouched` for
 * STATUS_ERRNO_UNTOUCHED.
 */
void status_emit_errno(struct emit *out, const char *key, int error);

/*
 * Where errno counts, a line `errno zeroed` if ERROR, errno after the call, is
 * zero: POSIX lets no function do that.  The two above include it.
 */
void status_emit_zeroed(struct emit *out, int error);

#endif
