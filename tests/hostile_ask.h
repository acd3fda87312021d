/*
 * hostile_ask.h -- what hostile_client.c needs on both its sides: sockets,
 * queries, and the honest client that has to get its answers.
 */
#ifndef TESTS_HOSTILE_ASK_H
#define TESTS_HOSTILE_ASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HOSTILE_QUERY_MAX = 64 };

extern uint16_t hostile_port; /* the server's */

/* Says what was wrong, with errno, and ends the program. */
_Noreturn void hostile_fail(const char *what);
/* Marsaglia's xorshift: the same numbers in each run. */
uint32_t hostile_draw(void);
void hostile_draw_octets(uint8_t *octets, size_t len);
/* Connected; ADDRESS is in host order. */
int hostile_open_socket(bool tcp, uint32_t address);
int hostile_open_tcp(void); /* to 127.0.0.1 */
void hostile_reset(int fd); /* closes with RST */
/* True where something came within a second. */
bool hostile_can_read(int fd);
/*
 * "LABEL.example." of type A with its TCP length in front; returns how long
 * all of it is.
 */
size_t hostile_put_query(uint8_t out[HOSTILE_QUERY_MAX], uint16_t id,
    const char *label);

/* Asks for www.example.: the answer comes and is right, or the program ends. */
void hostile_ask_udp(void);
void hostile_ask_over(int tcp_fd);
void hostile_ask(void); /* UDP, and TCP on a connection of its own */

#endif
