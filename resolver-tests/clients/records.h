/*
 * records.h -- a DNS message (RFC 1035) as lines of text.  It reads any octets
 * safely and shares no code with the server that may have made them.
 *
 *   flags qr rd ra                 those set; `flags none` without any
 *   opcode 2                       only where it is not 0 (QUERY)
 *   rcode NXDOMAIN                 with the upper bits of an OPT record
 *   question host.example. IN A
 *   answer host.example. 60 IN A 198.51.100.1
 *   raw opt version=0 size=1232 flags=0000 rdata=
 *   malformed 57                   offset of the first thing not decoded
 *   raw trailing 3                 octets after the last record
 *
 * A, AAAA, CNAME, NS, PTR, SOA, MX and TXT are presented, all else and RDATA
 * that does not fit its type as RFC 3597 `\# length hex`.  In names a dot
 * inside a label is \046 and a space \032; in TXT a quote is \034.
 */
#ifndef CLIENTS_RECORDS_H
#define CLIENTS_RECORDS_H

#include <stddef.h>
#include <stdint.h>

#include "emit.h"

void records_emit(struct emit *out, const uint8_t *octets, size_t len);

#endif
