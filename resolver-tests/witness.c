#include "config.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fakedns/clock.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/witness_internal.h"

enum { TOLD_LATE_US = 10000 }; /* at most, on a busy machine */

static uint64_t
now_us(const struct witness *w)
{
	return clock_ns(CLOCK_MONOTONIC) / 1000 - w->opened_us;
}

void
witness_init(struct witness *w, const struct scenario *s,
    const struct ip_end *addresses, uint64_t opened_us)
{
	*w = (struct witness){ .scenario = s,
		.addresses = addresses,
		.opened_us = opened_us };
	w->opened_ns = clock_ns(CLOCK_REALTIME) - now_us(w) * 1000;
}

static void
forget(struct witness *w)
{
	for (size_t i = 0; i < w->sighting_count; i++)
		free(w->sightings[i].octets);
	free(w->sightings);
	free(w->heard);
	free(w->told_us);
	w->sightings = NULL;
	w->heard = NULL;
	w->told_us = NULL;
	w->sighting_count = w->heard_count = w->lost = 0;
	w->told_count = w->replies = 0;
	w->watching = false;
}

void
witness_clear(struct witness *w)
{
	forget(w);
}

void
witness_begin(struct witness *w, unsigned step, struct text *journal)
{
	forget(w);
	w->watching = true;
	w->begun_us = now_us(w);
	text_add(journal, "{\"us\":%llu,\"event\":\"call\",\"step\":%u}\n",
	    (unsigned long long)w->begun_us, step);
	w->from = journal->len;
}

/* The ID (RFC 1035, 4.1.1) of a message of LEN octets, 0 where it is cut. */
static uint16_t
id_of(const uint8_t *octets, size_t len)
{
	return len < 2 ? 0 : (uint16_t)((unsigned)octets[0] << 8 | octets[1]);
}

static void
hear_query(struct witness *w, const struct journal_event *e)
{
	if (w->heard_count > WITNESS_HEARD_MAX)
		return;
	w->heard = xgrow(w->heard, w->heard_count, sizeof *w->heard);
	w->heard[w->heard_count++] = (struct heard){ .server = e->server,
		.port = e->client_port,
		.id = id_of(e->octets, e->len) };
}

void
witness_hear(struct witness *w, const struct journal_event *e)
{
	if (!w->watching || e->tcp)
		return;
	if (e->kind == JOURNAL_QUERY)
		hear_query(w, e);
	else if (e->kind == JOURNAL_REPLY &&
		 w->told_count < WITNESS_HEARD_MAX) {
		w->told_us =
		    xgrow(w->told_us, w->told_count, sizeof *w->told_us);
		w->told_us[w->told_count++] = e->us;
	}
}

/* The address as the scenario writes it, else as the kernel would, in BUF. */
static const char *
address_of(const struct witness *w, const struct ip_end *server,
    char buf[INET6_ADDRSTRLEN])
{
	const struct ip_end *declared = witness_server(w, server);

	if (declared != NULL)
		return w->scenario->servers[declared - w->addresses].address;
	inet_ntop(server->family == 4 ? AF_INET : AF_INET6, server->octets, buf,
	    INET6_ADDRSTRLEN);
	return buf;
}

/* True where a nameserver has told of the datagram; each tells of one. */
static bool
was_heard(struct witness *w, const struct sighting *s)
{
	char buf[INET6_ADDRSTRLEN];
	const char *server = address_of(w, &s->server, buf);
	const uint16_t id = id_of(s->octets, s->len);

	for (size_t i = 0; i < w->heard_count; i++) {
		struct heard *h = &w->heard[i];

		if (h->matched || h->port != s->client.port || h->id != id ||
		    strcmp(h->server, server) != 0)
			continue;
		h->matched = true;
		return true;
	}
	return w->heard_count > WITNESS_HEARD_MAX; /* nobody knows */
}

/*
 * A frame without a time passed before the next one.  A nameserver tells of a
 * reply when it is on its way, and a client may be faster than that: what it
 * sent then comes behind the reply all the same.
 */
static void
settle_times(struct witness *w)
{
	uint64_t limit = now_us(w), told;

	for (size_t i = w->sighting_count; i > 0; i--) {
		struct sighting *s = &w->sightings[i - 1];

		if (s->us > limit)
			s->us = limit;
		limit = s->us;
	}
	limit = 0;
	for (size_t i = 0; i < w->sighting_count; i++) {
		struct sighting *s = &w->sightings[i];

		if (s->replies > 0 && s->replies <= w->told_count) {
			told = w->told_us[s->replies - 1];
			if (told > s->us && told - s->us < TOLD_LATE_US)
				s->us = told;
		}
		if (s->us < limit)
			s->us = limit;
		limit = s->us;
	}
}

static void
add_event(const struct witness *w, const struct sighting *s, struct text *out)
{
	char buf[INET6_ADDRSTRLEN];
	struct journal_event e = { .kind = s->kind,
		.us = s->us,
		.server = address_of(w, &s->server, buf),
		.tcp = s->tcp,
		.client_port = s->client.port };
	struct writer line = { 0 };

	if (s->octets != NULL) {
		e.has_message = true;
		e.octets = s->octets;
		e.len = s->len;
		e.kept = s->len > SIGHTING_KEPT ? SIGHTING_KEPT : 0;
	}
	journal_write(&line, &e, w->with_octets);
	text_add_octets(out, (const char *)line.octets, line.len);
	writer_clear(&line);
}

/* Every line of a journal starts with its time. */
static uint64_t
time_of(const char *line)
{
	return strtoull(line + strlen("{\"us\":"), NULL, 10);
}

/* The nameservers' LINES with what was seen between them. */
static void
merge(struct witness *w, const char *lines, struct text *out)
{
	size_t i = 0;

	while (i < w->sighting_count || *lines != '\0') {
		const size_t len = strcspn(lines, "\n") + 1;

		if (*lines == '\0' ||
		    (i < w->sighting_count &&
			w->sightings[i].us < time_of(lines))) {
			const struct sighting *s = &w->sightings[i++];

			if (s->us >= w->begun_us && !s->taken)
				add_event(w, s, out);
			continue;
		}
		text_add_octets(out, lines, len);
		lines += len;
	}
}

size_t
witness_end(struct witness *w, unsigned step, struct text *journal)
{
	const size_t lost = w->lost;
	struct text merged = { 0 };

	if (!w->watching)
		return 0;
	settle_times(w);
	for (size_t i = 0; i < w->sighting_count; i++)
		w->sightings[i].taken =
		    w->sightings[i].kind == JOURNAL_UNHEARD &&
		    was_heard(w, &w->sightings[i]);
	text_add_octets(&merged, journal->s, w->from);
	merge(w, journal->s + w->from, &merged);
	text_add(&merged, "{\"us\":%llu,\"event\":\"end\",\"step\":%u}\n",
	    (unsigned long long)now_us(w), step);
	text_clear(journal);
	*journal = merged;
	forget(w);
	return lost;
}
