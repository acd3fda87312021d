/*
 * motivation_print.h -- the two forms of motivation_print().
 */
#ifndef REPORT_MOTIVATION_PRINT_H
#define REPORT_MOTIVATION_PRINT_H

#include "report/motivation.h"

void motivation_print_text(const struct motivation *, FILE *);
void motivation_print_markdown(const struct motivation *, FILE *);

#endif
