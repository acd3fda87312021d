/*
 * server_load.h -- how busy a server was with datagrams, and how long they had
 * to wait for it; for server*.c alone.
 */
#ifndef FAKEDNS_SERVER_LOAD_H
#define FAKEDNS_SERVER_LOAD_H

#include <stddef.h>
#include <sys/socket.h>
#include <time.h>

#include "fakedns/server.h"

enum { LOAD_CONTROL = CMSG_SPACE(sizeof(struct timespec)) };

/* Datagrams of FD say from now on when they arrived. */
void load_stamp(int fd);
uint64_t load_clock_ns(void);
/*
 * COUNT datagrams were read at START_NS; before, the server was at work until
 * BUSY_NS.  Those that came earlier than that have waited.
 */
void load_add(struct server_load *, const struct mmsghdr *, size_t count,
    uint64_t start_ns, uint64_t busy_ns);

#endif
