/*
 * html.h -- foreign text in a page: the one place where it is escaped.
 *
 * Whatever the text is, it stays text: markup and quotes are escaped; control
 * characters, those that turn the direction of writing or cannot be seen, and
 * what is not UTF-8 are written \DDD, an octet each, as inert.h does.
 */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include <stddef.h>
#include <stdio.h>

/* Within a line, and in attributes within quotes of either kind. */
void html_text(FILE *, const char *text);
void html_octets(FILE *, const char *text, size_t len);
/* Text of several lines: newlines stay. */
void html_lines(FILE *, const char *text);
/*
 * A string of JSON with its quotes, for a <script> that holds data: there is
 * no "<", ">" nor "&" in it.  What cannot be seen is written \DDD here, too.
 */
void html_json(FILE *, const char *text);
/* The same without the quotes. */
void html_json_octets(FILE *, const char *text);

/* A link to the page of a scenario, by its name with or without variant. */
void html_scenario_link(FILE *, const char *name);
/* The same without saying the variant. */
void html_base_link(FILE *, const char *name);

#endif
