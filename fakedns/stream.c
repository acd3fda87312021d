#include "config.h"

#include <string.h>

#include "fakedns/stream.h"

enum { PREFIX = 2 };

static const struct tcp_fault honest = { .close_after = TCP_AFTER_NEVER,
	.rst_after = TCP_AFTER_NEVER,
	.stall_after = TCP_AFTER_NEVER };

bool
stream_is_honest(const struct tcp_fault *f)
{
	return !f->has_length && f->close_after == TCP_AFTER_NEVER &&
	       f->rst_after == TCP_AFTER_NEVER &&
	       f->stall_after == TCP_AFTER_NEVER && !f->half_close &&
	       !f->no_read && f->segment == 0 && f->split == 0 &&
	       f->close_after_answers == 0 && f->before_len == 0 &&
	       f->after_len == 0;
}

/* close_after as it holds for answer number ANSWERS. */
static long
close_after(const struct tcp_fault *f, unsigned answers)
{
	if (f->close_after != TCP_AFTER_NEVER)
		return f->close_after;
	if (f->close_after_answers > 0 ? answers >= f->close_after_answers
				       : f->half_close)
		return TCP_AFTER_END;
	return TCP_AFTER_NEVER;
}

/* The first of the ends that happen; keep is what there is to send. */
static void
choose_ending(struct stream *s, unsigned answers)
{
	const struct tcp_fault *f = s->fault;
	const struct {
		long after;
		enum ending ending;
	} ends[] = {
		{ close_after(f, answers), f->half_close ? END_HALF : END_FIN },
		{ f->rst_after, END_RESET },
		{ f->stall_after, END_STALL },
	};
	const size_t len = s->keep;

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t after = ends[i].after == TCP_AFTER_END
				   ? len
				   : (size_t)ends[i].after;

		if (ends[i].after == TCP_AFTER_NEVER || after > len)
			continue;
		if (s->ending == END_NONE || after < s->keep) {
			s->keep = after;
			s->ending = ends[i].ending;
		}
	}
}

static unsigned
length_prefix(const struct tcp_fault *f, size_t len)
{
	int n = (int)len;

	if (f->has_length)
		n = f->length_is_relative ? n + f->length : f->length;
	return (unsigned)n & 0xffff;
}

void
stream_init(struct stream *s, const struct outgoing *o, unsigned answers)
{
	unsigned length = length_prefix(o->tcp, o->len);

	*s = (struct stream){ .fault = o->tcp,
		.head = { (uint8_t)(length >> 8), (uint8_t)length,
		    (uint8_t)(o->id >> 8), (uint8_t)o->id },
		.head_len = o->sets_id ? STREAM_HEAD : PREFIX,
		.octets = o->octets,
		.len = o->len };
	if (o->sets_id) {
		s->octets += 2;
		s->len -= 2;
	}
	s->keep = o->tcp->before_len + s->head_len + s->len + o->tcp->after_len;
	choose_ending(s, answers);
}

void
stream_init_raw(struct stream *s, const uint8_t *octets, size_t len)
{
	*s = (struct stream){ .fault = &honest,
		.octets = octets,
		.len = len,
		.keep = len };
}

size_t
stream_segment_end(const struct stream *s, size_t at)
{
	const size_t split = s->fault->split, n = s->fault->segment;
	size_t end = s->keep;

	if (at < split)
		end = split;
	else if (n > 0)
		end = at + n - (at - split) % n;
	return end < s->keep ? end : s->keep;
}

size_t
stream_slice(const struct stream *s, size_t from, size_t to,
    struct iovec v[STREAM_PIECES])
{
	const struct {
		const uint8_t *octets;
		size_t len;
	} pieces[STREAM_PIECES] = {
		{ s->fault->before, s->fault->before_len },
		{ s->head, s->head_len },
		{ s->octets, s->len },
		{ s->fault->after, s->fault->after_len },
	};
	size_t count = 0, at = 0; /* where the piece starts */

	for (size_t i = 0; i < STREAM_PIECES && at < to; i++) {
		const size_t len = pieces[i].len;
		size_t skip = from > at ? from - at : 0;
		size_t most = to - at < len ? to - at : len;

		if (skip < most)
			v[count++] = (struct iovec){
				/* writev(2) only reads it */
				(void *)(uintptr_t)(pieces[i].octets + skip),
				most - skip
			};
		at += len;
	}
	return count;
}
