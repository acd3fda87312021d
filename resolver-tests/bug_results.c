/* The result lines of the scenario, all clients, without folders of here */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/bug.h"
#include "resolver-tests/results_json.h"
#include "resolver-tests/text.h"

/* TEXT with each CORPUS, a folder, as "corpus"; to be freed. */
static char *
without_folder(const char *text, const char *corpus)
{
	struct text out = { 0 };
	const char *at;

	while ((at = strstr(text, corpus)) != NULL) {
		text_add_octets(&out, text, (size_t)(at - text));
		text_add(&out, "corpus");
		text = at + strlen(corpus);
	}
	text_add(&out, "%s", text);
	return text_take(&out);
}

static void
strip(json_t *value, const char *corpus)
{
	const char *key;
	json_t *one;
	size_t i;
	void *next;

	if (json_is_string(value)) {
		char *text = without_folder(json_string_value(value), corpus);

		json_string_set(value, text);
		free(text);
	}
	json_array_foreach(value, i, one)
	{
		strip(one, corpus);
	}
	json_object_foreach_safe(value, next, key, one)
	{
		strip(one, corpus);
	}
}

/* VALUE is released. */
static void
add_line(json_t *value, const struct bug *b, struct text *out)
{
	char *line;

	strip(value, b->suite->corpus);
	line = json_dumps(value, JSON_COMPACT | JSON_ENSURE_ASCII);
	text_add_octets(out, line, strlen(line));
	text_add(out, "\n");
	free(line);
	json_decref(value);
}

void
bug_results_text(const struct bug *b, struct text *out)
{
	char *const command[] = { (char *)(uintptr_t) "resolver-tests",
		(char *)(uintptr_t) "bug-report", b->scenario->name,
		b->client->name };
	const struct run_info info = { .argc = 4,
		.argv = command,
		.clients = &b->suite->clients,
		.scenarios = 1 };
	struct results_counts counts = { 0 };

	add_line(results_json_run(&info), b, out);
	for (size_t i = 0; i < b->suite->clients.count; i++) {
		if (b->trials[i].line == NULL)
			continue;
		add_line(json_deep_copy(b->trials[i].line), b, out);
		counts.trials++;
		counts.verdicts[b->trials[i].verdict]++;
	}
	add_line(results_json_end(&counts, &b->times), b, out);
}
