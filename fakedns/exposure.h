/*
 * exposure.h -- whoever reaches such a nameserver may believe it: addresses
 * that others reach are for people who ask for it.
 */
#ifndef FAKEDNS_EXPOSURE_H
#define FAKEDNS_EXPOSURE_H

#include <stdbool.h>

/* True where the address is on a loopback interface, or in 127.0.0.0/8. */
bool exposure_is_none(const char *address);

#endif
