/*
 * embedded.h -- what stands in every page as it is: written by report/embed
 * while the program is built.
 */
#ifndef REPORT_EMBEDDED_H
#define REPORT_EMBEDDED_H

#include <stddef.h>

/* Octets, a NUL behind them that does not count. */
extern const char embedded_css[], embedded_js[];
extern const size_t embedded_css_len, embedded_js_len;
/* SHA-256 in base64, for the Content-Security-Policy. */
extern const char embedded_css_sha256[], embedded_js_sha256[];

#endif
