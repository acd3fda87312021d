#include "config.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/entry.h"

void
packet_spec_init(struct packet_spec *packet)
{
	memset(packet, 0, sizeof *packet);
	packet->truncate.at = packet->truncate_tcp.at = TRUNCATE_AT_DEFAULT;
	packet->copies = packet->edns_lie.copies = 1;
	for (size_t i = 0; i < 4; i++)
		packet->counts[i] = COUNT_HONEST;
	packet->tcp.close_after = TCP_AFTER_NEVER;
	packet->tcp.rst_after = TCP_AFTER_NEVER;
	packet->tcp.stall_after = TCP_AFTER_NEVER;
}

static void
packet_spec_clear(struct packet_spec *packet)
{
	free(packet->edns.options);
	for (size_t i = 0; i < SECTIONS; i++)
		rrs_clear(&packet->sections[i]);
	writer_clear(&packet->hex);
	for (size_t i = 0; i < packet->edit_count; i++) {
		free(packet->edits[i].field);
		free(packet->edits[i].octets);
	}
	free(packet->edits);
	for (size_t i = 0; i < packet->pointer_count; i++)
		free(packet->pointers[i].field);
	free(packet->pointers);
	free(packet->other_question);
	free(packet->edns_lie.owner);
	writer_clear(&packet->edns_lie.options);
	writer_clear(&packet->cookie.client_octets);
	writer_clear(&packet->cookie.server_octets);
	writer_clear(&packet->tcp_before);
	writer_clear(&packet->tcp_after);
	free(packet->after);
	free(packet->from_text);
	free(packet->faults);
}

void
entry_clear(struct entry *e)
{
	for (size_t i = 0; i < e->packet_count; i++)
		packet_spec_clear(&e->packets[i]);
	free(e->packets);
	free(e->name);
	free(e->match.qname_regex);
	if (e->match.regex != NULL)
		regfree(e->match.regex);
	free(e->match.regex);
	memset(e, 0, sizeof *e);
}
