#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/answer.h"
#include "fakedns/xalloc.h"

struct answer *
answer_new(const struct answer *like, const struct outgoing *packets)
{
	size_t size = sizeof *like + like->count * sizeof *packets;
	struct answer *a;
	uint8_t *octets;

	for (size_t i = 0; i < like->count; i++)
		size += packets[i].len;
	a = xmalloc(size);
	*a = *like;
	a->holders = 1;
	a->size = size;
	a->packets = (struct outgoing *)(a + 1);
	octets = (uint8_t *)(a->packets + like->count);
	for (size_t i = 0; i < like->count; i++) {
		a->packets[i] = packets[i];
		a->packets[i].answer = a;
		a->packets[i].octets = octets;
		a->packets[i].last = i + 1 == like->count;
		if (packets[i].len > 0)
			memcpy(octets, packets[i].octets, packets[i].len);
		octets += packets[i].len;
	}
	return a;
}

struct answer *
answer_hold(struct answer *a)
{
	a->holders++;
	return a;
}

void
answer_release(struct answer *a)
{
	if (a != NULL && --a->holders == 0)
		free(a);
}

void
reply_clear(struct reply *reply)
{
	answer_release(reply->answer);
	*reply = (struct reply){ 0 };
}

struct outgoing
reply_packet(const struct reply *reply, size_t i)
{
	struct outgoing o = reply->answer->packets[i];

	o.id = (uint16_t)(o.id + reply->id);
	return o;
}

void
outgoing_write(const struct outgoing *o, uint8_t *octets)
{
	if (o->len > 0)
		memcpy(octets, o->octets, o->len);
	if (o->sets_id) {
		octets[0] = (uint8_t)(o->id >> 8);
		octets[1] = (uint8_t)o->id;
	}
}

uint8_t *
outgoing_octets(const struct outgoing *o)
{
	uint8_t *octets = xmalloc(o->len);

	outgoing_write(o, octets);
	return octets;
}
