/*
 * xml.h -- any octets as text of XML 1.0.
 */
#ifndef RESOLVER_TESTS_XML_H
#define RESOLVER_TESTS_XML_H

#include "resolver-tests/text.h"

/*
 * What inert_add() makes of TEXT, with the signs of mark-up as entities.  The
 * first is for the value of an attribute, the second keeps newlines.
 */
void xml_add_value(struct text *out, const char *text);
void xml_add_text(struct text *out, const char *text);

#endif
