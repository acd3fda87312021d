#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "resolver-tests/observation.h"

void
observation_clear(struct observation *o)
{
	for (size_t i = 0; i < o->step_count; i++) {
		free(o->steps[i].text);
		free(o->steps[i].raw);
		free(o->steps[i].servers);
	}
	free(o->steps);
	free(o->failure);
	bits_clear(&o->entries_used);
	free(o->journal);
	free(o->diagnostics);
	memset(o, 0, sizeof *o);
}
