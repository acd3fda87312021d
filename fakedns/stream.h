/*
 * stream.h -- what one message becomes on a TCP connection once its faults
 * are worked: which octets, cut into which segments, and what follows.
 */
#ifndef FAKEDNS_STREAM_H
#define FAKEDNS_STREAM_H

#include <sys/uio.h>

#include "fakedns/answer.h"

/* What happens when the last octet was sent. */
enum ending {
	END_NONE,
	END_FIN,   /* close(2): a FIN, and a RST to whatever comes later */
	END_HALF,  /* our FIN; what comes is thrown away until theirs */
	END_RESET, /* RST */
	END_STALL, /* silence: nothing is read or sent any more */
};

enum { STREAM_PIECES = 4, STREAM_HEAD = 4 };

struct stream {
	const struct tcp_fault *fault; /* borrowed */
	uint8_t head[STREAM_HEAD];     /* length prefix, and ID if it is set */
	size_t head_len;
	const uint8_t *octets; /* borrowed; what is behind the head */
	size_t len;
	size_t keep; /* octets that go out, before= and after= counted */
	enum ending ending;
};

/* Neither octets, nor segments, nor an end that would not be there anyway. */
bool stream_is_honest(const struct tcp_fault *);
/*
 * ANSWERS is this message's number on its connection, from 1.  The stream
 * borrows what the message points to.
 */
void stream_init(struct stream *, const struct outgoing *, unsigned answers);
/* A stream of octets that have been through this before. */
void stream_init_raw(struct stream *, const uint8_t *octets, size_t len);
/* Where the segment ends that octet AT is in. */
size_t stream_segment_end(const struct stream *, size_t at);
/* Octets FROM to TO; returns how many pieces they are. */
size_t stream_slice(const struct stream *, size_t from, size_t to,
    struct iovec v[STREAM_PIECES]);

#endif
