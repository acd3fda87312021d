/*
 * parse_entry.h -- an entry while it is being read; for parse_entry.c,
 * parse_section.c and parse_hex.c alone.
 */
#ifndef FAKEDNS_PARSE_ENTRY_H
#define FAKEDNS_PARSE_ENTRY_H

#include "fakedns/parse.h"

enum place_in_entry { IN_NONE, IN_QUESTION, IN_SECTION };

struct entry_reader {
	struct parser *p;
	struct entry e;
	enum place_in_entry where;
	enum section section;
	bool question_was_read; /* of the current packet */
	struct rr_context context;
};

/* The message that lines are about. */
struct packet_spec *entry_reader_packet(struct entry_reader *);

/* SECTION, and a line of one: a question or a record. */
int parse_section(struct entry_reader *);
int parse_section_line(struct entry_reader *);
/* HEX_ANSWER_BEGIN, RAW, HEX_EDNSDATA_BEGIN, up to their end */
int parse_hex_answer(struct entry_reader *);
int parse_raw(struct entry_reader *);
int parse_hex_ednsdata(struct entry_reader *);

#endif
