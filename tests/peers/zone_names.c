#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/peers/zone_names.h"

static void
add(struct zone_names *names, const ldns_rdf *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (ldns_dname_compare(names->v[i], name) == 0)
			return;
	names->v = realloc(names->v, (names->count + 1) * sizeof *names->v);
	if (names->v == NULL)
		abort();
	names->v[names->count++] = ldns_rdf_clone(name);
}

static void
add_record(struct zone_names *names, const ldns_rr *rr)
{
	add(names, ldns_rr_owner(rr));
	for (size_t i = 0; i < ldns_rr_rd_count(rr); i++)
		if (ldns_rdf_get_type(ldns_rr_rdf(rr, i)) ==
		    LDNS_RDF_TYPE_DNAME)
			add(names, ldns_rr_rdf(rr, i));
}

int
zone_names_load(struct zone_names *names, const char *path)
{
	FILE *f = fopen(path, "re");
	ldns_status status = LDNS_STATUS_FILE_ERR;
	ldns_zone *zone = NULL;
	int line = 0;

	if (f != NULL) {
		status = ldns_zone_new_frm_fp_l(&zone, f, NULL, 0,
		    LDNS_RR_CLASS_IN, &line);
		fclose(f);
	}
	if (status != LDNS_STATUS_OK) {
		fprintf(stderr, "%s:%d: %s\n", path, line,
		    ldns_get_errorstr_by_id(status));
		return -1;
	}
	add_record(names, ldns_zone_soa(zone));
	for (size_t i = 0; i < ldns_zone_rr_count(zone); i++)
		add_record(names, ldns_rr_list_rr(ldns_zone_rrs(zone), i));
	ldns_zone_deep_free(zone);
	return 0;
}

void
zone_names_clear(struct zone_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		ldns_rdf_deep_free(names->v[i]);
	free(names->v);
	*names = (struct zone_names){ 0 };
}
