/*
 * budget.h -- what `options` in resolv.conf allow, for clients whose library
 * does not read it.
 */
#ifndef CLIENTS_BUDGET_H
#define CLIENTS_BUDGET_H

/* The defaults of resolv.conf(5): 5, 2, 1. */
struct budget {
	unsigned timeout_s; /* 1..60: one wait for one server */
	unsigned attempts;  /* 1..10: rounds over the servers */
	unsigned ndots;     /* 0..15 */
};

void budget_init(struct budget *b);

/* Takes what LINE, if it is an `options` line, says; the last word counts. */
void budget_read_line(struct budget *b, const char *line);

/* The defaults, then /etc/resolv.conf if there is one. */
void budget_load(struct budget *b);

#endif
