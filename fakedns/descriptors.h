/*
 * descriptors.h -- what a program does about its files before all else.
 */
#ifndef FAKEDNS_DESCRIPTORS_H
#define FAKEDNS_DESCRIPTORS_H

/*
 * Where one of the descriptors 0 to 2 is closed, the next file or socket would
 * get its number, and what is meant for people would go there.
 */
void descriptors_open_standard(void);
/* As many open files as this user may have. */
void descriptors_raise_limit(void);

#endif
