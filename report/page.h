/*
 * page.h -- a report as one file of HTML that needs nothing else: no network,
 * no other file, and for its tables and texts no script.
 *
 * What the page and its script know of each other:
 *
 * #overview has the sections, #page is empty and hidden, <noscript id="pages">
 * has an article a scenario, which begins at a line `<article id="s/NAME" …`
 * and ends at a line `</article>`; neither can stand in escaped text.  Where
 * scripts run, that is mere text, from which the script puts the one that the
 * address #s/NAME asks for into #page; without scripts it is part of the page.
 * Row i of #grid is scenario i of #data, cell k its client k; row v of
 * table.trials is variant v.  section.wanted has variants (data-v) that want
 * the same, and their title (data-title).  Trials that are no pass are
 * section.trial, id t/NAME/V/G, data-v the variant, data-c the clients, with
 * figure.ladder.
 *
 * #data is JSON: clients, families, a text a column; verdicts, names; tags,
 * [name, meaning]; kinds of ladder events, [name, way]; reasons; scenarios,
 * [name, title, tags, claims, numbers of reasons, variants], a variant being
 * [name, a digit a client: its verdict, or "-", a number a client: the same
 * for the same outcome, -1 for none].
 *
 * #ladders has a line a scenario: its name as in JSON, a tab, an object with
 * w, words; h, shapes: [addresses, call …], a call being [step, cut, 7 numbers
 * an event …]: kind, server, flags, how often asked, octets, socket from
 * 1 on, words; t, for each variant and client 0 or [shape, microseconds since
 * the event before in its call …].  Flags: 1 TCP, 2 TC, 4 a message, fate << 3,
 * tone << 5, RCODE << 7; see ladder.h and ladder_words.h.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "report/data.h"

/* The same results and the same corpus make the same octets. */
void page_write(const struct report *, FILE *);

#endif
