/*
 * cares_status.h -- c-ares's statuses as those of the libc calls:
 *   ARES_ENODATA                     EAI_NODATA    NO_DATA
 *   ARES_ENOTFOUND EBADNAME EBADSTR  EAI_NONAME    HOST_NOT_FOUND
 *     ENONAME
 *   ARES_ESERVFAIL EREFUSED          EAI_AGAIN     TRY_AGAIN
 *     ECONNREFUSED ETIMEOUT ENOSERVER
 *   ARES_EBADFAMILY                  EAI_FAMILY    NO_RECOVERY
 *   ARES_EBADFLAGS EBADHINTS         EAI_BADFLAGS  NO_RECOVERY
 *   ARES_ESERVICE                    EAI_SERVICE   NO_RECOVERY
 *   ARES_ENOMEM                      EAI_MEMORY    NO_RECOVERY
 *   all others (EFORMERR, ENOTIMP,   EAI_FAIL      NO_RECOVERY
 *     EBADRESP, EBADQUERY, ...)
 */
#ifndef CLIENTS_CARES_STATUS_H
#define CLIENTS_CARES_STATUS_H

#include <stdbool.h>

#include "emit.h"

/* The EAI_ (GAI) or h_errno name of STATUS, and the number as `raw status`. */
void cares_status_emit(struct emit *out, int status, bool gai);

#endif
