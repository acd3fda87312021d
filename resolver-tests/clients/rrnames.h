/*
 * rrnames.h -- the mnemonics of RR types, classes and response codes
 * (RFC 6895); TYPEn, CLASSn (RFC 3597) and RCODEn for the rest.
 */
#ifndef CLIENTS_RRNAMES_H
#define CLIENTS_RRNAMES_H

enum { RRNAMES_SIZE = 24 };

/* All three write into BUF and return it. */
const char *rrnames_type(unsigned type, char buf[RRNAMES_SIZE]);
const char *rrnames_class(unsigned class, char buf[RRNAMES_SIZE]);
const char *rrnames_rcode(unsigned rcode, char buf[RRNAMES_SIZE]);

/*
 * A mnemonic (in either case), TYPEn, CLASSn or a number, which may be
 * negative or too large on purpose.  Returns 0, or -1 for other text or NULL.
 */
int rrnames_type_value(const char *text, int *value);
int rrnames_class_value(const char *text, int *value);

#endif
