/*
 * page_parts.h -- the parts of the page, each of which writes itself; page.c
 * puts them in their order.  All is well-formed as XML is.
 */
#ifndef REPORT_PAGE_PARTS_H
#define REPORT_PAGE_PARTS_H

#include "report/data.h"

/* Verdicts, counted by client. */
void totals_html(const struct report *, FILE *);
/* Which version of a resolver has what its predecessor has not. */
void versions_html(const struct report *, FILE *);
bool versions_any(const struct report *); /* there is anything to say */
void matrix_html(const struct report *, FILE *);
void provenance_html(const struct report *, FILE *);
/* The page of a scenario. */
void article_html(const struct report *, const struct report_scenario *,
    FILE *);
/* Its texts: what is wanted, by variant, and the file. */
void wanted_html(const struct report_scenario *, FILE *);
void source_html(const struct report_scenario *, FILE *);
/* Alike trials, with what was wanted and what came. */
void trials_html(const struct report *, const struct report_scenario *, FILE *);

/* For the script: #data, and a line of #ladders. */
void data_json(const struct report *, FILE *);
void ladders_json(const struct report *, const struct report_scenario *,
    FILE *);

#endif
