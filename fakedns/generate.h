/*
 * generate.h -- BIND's $GENERATE: one line of text for each number of a range.
 */
#ifndef FAKEDNS_GENERATE_H
#define FAKEDNS_GENERATE_H

#include "fakedns/error.h"

enum { GENERATE_MAX = 65536 }; /* lines one directive may make */

/*
 * DIRECTIVE is "$GENERATE START-STOP[/STEP] TEXT", numbers from 0; with
 * STOP one less than START there is no line.  Calls EACH with every line: `$`
 * becomes the number, `${offset,width,base}` (base d, o, x or X) the number
 * formatted, `\$` and `$$` a dollar sign.  Stops where EACH returns -1.
 * Returns 0, or -1 with ERR set to "AT: why".
 */
int generate_expand(const char *directive, const struct place *at,
    int (*each)(const char *line, void *arg, struct error *err), void *arg,
    struct error *err);

#endif
