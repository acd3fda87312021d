/*
 * data_internal.h -- how a report is put together; for data*.c only.
 */
#ifndef REPORT_DATA_INTERNAL_H
#define REPORT_DATA_INTERNAL_H

#include "report/data.h"

/* The columns: every client of every run. */
void report_make_clients(struct report *);
/* The rows: every scenario of the runs, with empty trials. */
void report_make_rows(struct report *);
/* What results_file.h leaves out, from the file of run I once more. */
int report_read_details(struct report *, size_t i, struct error *err);

/* The variant of that name; NULL where no run has it. */
struct report_variant *report_find_variant(const struct report *,
    const char *name);

/*
 * The diff as people read it, to be freed: the corpus has no folder, the client
 * no name, and what its record says is left out, since it stands beside it.
 */
char *report_diff(const struct results_trial *, const struct results_client *);

#endif
