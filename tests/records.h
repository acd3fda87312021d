/*
 * records.h -- records, messages and names as text, for tests.  ldns is the
 * decoder: what a test sees is what another implementation reads.
 */
#ifndef TESTS_RECORDS_H
#define TESTS_RECORDS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ldns/ldns.h>

#include "fakedns/message.h"
#include "tests/unit.h"

static inline struct name
records_name(const char *text)
{
	struct name name = { 0 };
	const char *why = "";

	ck_assert_msg(name_parse(text, &name_root, &name, &why) == 0, "%s: %s",
	    text, why);
	return name;
}

/* Every line of TEXT is a record. */
static inline void
records_add(struct rrs *out, const char *text)
{
	char *copy = strdup(text), *save = NULL;
	struct place at = { .file = "test", .line = 1, .column = 1 };
	struct error err = { 0 };
	struct rr_context ctx;

	rr_context_init(&ctx);
	for (char *line = strtok_r(copy, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save), at.line++)
		ck_assert_msg(rr_parse(line, &at, &ctx, out, &err) == 0, "%s",
		    err.text);
	free(copy);
}

/* "SECTION OWNER TTL CLASS TYPE RDATA", blanks instead of tabs. */
static inline void
records_print(FILE *f, const char *section, const ldns_rr_list *list)
{
	for (size_t i = 0; i < ldns_rr_list_rr_count(list); i++) {
		char *text = ldns_rr2str(ldns_rr_list_rr(list, i));

		for (char *p = text; *p != '\0'; p++)
			if (*p == '\t')
				*p = ' ';
		fprintf(f, "%s %s", section, text);
		free(text);
	}
}

static inline void
records_print_head(FILE *f, const ldns_pkt *pkt)
{
	char *rcode = ldns_pkt_rcode2str(ldns_pkt_get_rcode(pkt));

	fprintf(f, "%s%s%s%s%s%s\n", rcode, ldns_pkt_qr(pkt) ? " qr" : "",
	    ldns_pkt_aa(pkt) ? " aa" : "", ldns_pkt_tc(pkt) ? " tc" : "",
	    ldns_pkt_rd(pkt) ? " rd" : "", ldns_pkt_ra(pkt) ? " ra" : "");
	free(rcode);
}

/* The octets as text; the caller frees it. */
static inline char *
records_decode(const uint8_t *octets, size_t len)
{
	ldns_pkt *pkt = NULL;
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	ck_assert_int_eq(ldns_wire2pkt(&pkt, octets, len), LDNS_STATUS_OK);
	records_print_head(f, pkt);
	records_print(f, "an", ldns_pkt_answer(pkt));
	records_print(f, "ns", ldns_pkt_authority(pkt));
	records_print(f, "ar", ldns_pkt_additional(pkt));
	if (ldns_pkt_edns(pkt))
		fprintf(f, "opt %u rcode %u version %u flags %u\n",
		    ldns_pkt_edns_udp_size(pkt),
		    ldns_pkt_edns_extended_rcode(pkt),
		    ldns_pkt_edns_version(pkt), ldns_pkt_edns_z(pkt));
	ldns_pkt_free(pkt);
	fclose(f);
	return text;
}

static inline char *
records_text(const struct message *m)
{
	struct writer out = { 0 };
	char *text;

	message_encode(m, COMPRESS_RFC1035, &out, NULL);
	text = records_decode(out.octets, out.len);
	writer_clear(&out);
	return text;
}

#endif
