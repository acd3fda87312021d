/*
 * xalloc.h -- allocation that cannot fail: out of memory ends the process.
 */
#ifndef FAKEDNS_XALLOC_H
#define FAKEDNS_XALLOC_H

#include <stddef.h>

/* Each returns memory the caller frees with free(). */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *p, size_t size);
void *xreallocarray(void *p, size_t count, size_t size);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t len);
void *xmemdup(const void *p, size_t len);
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * Makes room for one more element behind COUNT: returns P, moved or not.
 * Capacity is the next power of two, so that no field has to hold it.
 */
void *xgrow(void *p, size_t count, size_t size);

#endif
