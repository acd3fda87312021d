/*
 * packets.h -- a packet socket on the loopback interface of the namespace it
 * is opened in.  It hears every frame once, in order.
 */
#ifndef FAKEDNS_PACKETS_H
#define FAKEDNS_PACKETS_H

#include "fakedns/ip.h"

struct packets_frame {
	uint64_t ns;  /* since 1970, when it passed; 0 before packets_stamp() */
	size_t len;   /* octets that are here */
	size_t whole; /* octets it had */
	uint8_t octets[IP_FRAME_MAX];
};

/*
 * A non-blocking, close-on-exec socket with room for BUFFER octets, as far as
 * the kernel allows.  Returns -1 with errno; *WHAT then says what failed.
 */
int packets_open(int buffer, const char **what);
/* Frames get a time from now on. */
void packets_stamp(int fd);
/* -1 where no frame waits. */
int packets_read(int fd, struct packets_frame *);
/* Frames the kernel had no room for since the last call. */
unsigned packets_lost(int fd);

#endif
