/*
 * descriptors.h -- what the process has open.
 */
#ifndef CLIENTS_DESCRIPTORS_H
#define CLIENTS_DESCRIPTORS_H

/* How many descriptors are open; without /proc, and without opening one. */
int descriptors_count(void);

#endif
