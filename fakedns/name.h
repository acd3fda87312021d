/*
 * name.h -- domain names, kept as the wire has them, uncompressed.
 */
#ifndef FAKEDNS_NAME_H
#define FAKEDNS_NAME_H

#include "fakedns/error.h"
#include "fakedns/wire.h"

enum { NAME_MAX_OCTETS = 255, NAME_MAX_LABEL = 63 }; /* RFC 1035 2.3.4 */
enum { NAME_TEXT_MAX = 4 * NAME_MAX_OCTETS + 1 };    /* every octet \DDD */

struct name {
	uint8_t len; /* 1..255, the root's zero octet included */
	uint8_t octets[NAME_MAX_OCTETS];
};

extern const struct name name_root;

/*
 * Master-file text (RFC 1035 5.1: \DDD, \X) to a name; a name without a final
 * dot is below ORIGIN; "@" is ORIGIN.  Returns 0, or -1 with *WHY pointing to
 * constant text that says what is wrong.
 */
int name_parse(const char *text, const struct name *origin, struct name *out,
    const char **why);
/* Absolute text with its final dot, in BUF; returns BUF. */
char *name_format(const struct name *, char buf[NAME_TEXT_MAX]);
/*
 * Reads a name at the reader's position, following pointers (4.1.4) back
 * into the message; sets bad where it is not one (loop, overlong, cut off).
 */
void name_read(struct reader *, struct name *out);

/* Without regard to ASCII case (RFC 4343). */
bool name_equal(const struct name *, const struct name *);
uint32_t name_hash(const struct name *);
/* True where NAME is PARENT or below it. */
bool name_is_below(const struct name *name, const struct name *parent);
unsigned name_labels(const struct name *); /* the root has none */
/* NAME without its first label; the root stays the root. */
void name_parent(const struct name *name, struct name *out);
/* Replaces suffix FROM (name_is_below) with TO; -1 where over 255 octets. */
int name_replace_suffix(const struct name *name, const struct name *from,
    const struct name *to, struct name *out);
/* "*" put in front of PARENT; -1 where over 255 octets. */
int name_wildcard(const struct name *parent, struct name *out);

#endif
