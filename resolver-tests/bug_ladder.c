/* The ladder of the reported call, with the lines of server.scn */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/variant_lines.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/bug.h"
#include "resolver-tests/ladder_text.h"

enum { COLUMNS = 78 };

/* Where a line of the scenario's file is in server.scn; 0: not there. */
static unsigned
line_of(const struct variant_lines *lines, unsigned line)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->v[i].line == line)
			return (unsigned)i + 1;
	return 0;
}

/* Rules name lines of the scenario's file. */
static void
move_rules(json_t *trial, const struct variant_lines *lines)
{
	json_t *journal = json_object_get(trial, "journal"), *event;
	size_t i;

	json_array_foreach(journal, i, event)
	{
		const char *rule =
		    json_string_value(json_object_get(event, "rule"));
		const char *colon = rule == NULL ? NULL : strrchr(rule, ':');
		unsigned line =
		    colon == NULL ? 0
				  : line_of(lines,
					(unsigned)strtoul(colon + 1, NULL, 10));

		if (line > 0)
			json_object_set_new(event, "rule",
			    json_sprintf("server.scn:%u", line));
	}
}

void
bug_ladder_text(const struct bug *b, const struct variant_lines *lines,
    struct text *out)
{
	const struct ladder_style style = { .columns = COLUMNS };
	json_t *trial = json_deep_copy(bug_reported(b)->line);
	struct ladders ladders;

	move_rules(trial, lines);
	ladders_make(trial, &ladders);
	if (ladders.count > 0)
		ladder_text(&ladders,
		    b->call_index < ladders.count ? b->call_index : 0, &style,
		    out);
	ladders_clear(&ladders);
	json_decref(trial);
}
