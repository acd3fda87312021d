/*
 * pcapng.h -- the blocks of a capture file (draft-ietf-opsawg-pcapng), which
 * Wireshark and tcpdump read.  The least octet of a number comes first: of a
 * pipe tshark(1) takes no other order than the machine's.
 */
#ifndef FAKEDNS_PCAPNG_H
#define FAKEDNS_PCAPNG_H

#include "fakedns/wire.h"

/*
 * Section header and the one interface: lo, Ethernet, times in nanoseconds.
 * PROGRAM and COMMENT are UTF-8; COMMENT may be NULL.
 */
void pcapng_begin(struct writer *, const char *program, const char *comment);
/* NS: since 1970.  LEN octets are kept of a frame that had WHOLE. */
void pcapng_packet(struct writer *, uint64_t ns, const uint8_t *frame,
    size_t len, size_t whole);
/* How many frames the kernel had no room for; stands last. */
void pcapng_end(struct writer *, uint64_t ns, uint64_t dropped);

#endif
