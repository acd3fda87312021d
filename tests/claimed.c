#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/text.h"
#include "tests/claimed.h"
#include "tests/memory_file.h"

static const struct {
	char letter;
	const char *verdict;
} verdicts[] = {
	{ 'p', "pass" },
	{ 'y', "policy" },
	{ 'k', "known" },
	{ 'f', "fail" },
	{ 'x', "fixed" },
	{ 'c', "changed" },
	{ 'u', "unstable" },
	{ 'e', "error" },
	{ 's', "skip" },
	{ 'n', "n/a" },
};

static const char *
verdict(char letter)
{
	for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++)
		if (verdicts[i].letter == letter)
			return verdicts[i].verdict;
	ck_abort_msg("no verdict \"%c\"", letter);
	return NULL;
}

/* Word I of TEXT, to be freed; NULL behind the last one. */
static char *
word(const char *text, size_t i)
{
	for (;; i--) {
		size_t len;

		text += strspn(text, " ");
		len = strcspn(text, " ");
		if (len == 0)
			return NULL;
		if (i == 0)
			return xstrndup(text, len);
		text += len;
	}
}

static void
add_outcome(struct text *out, const char *cell)
{
	const char *at = cell[1] == '=' ? cell + 2 : cell;

	for (; *at != '\0'; at++)
		if (*at == '&')
			text_add(out, " / ");
		else
			text_add(out, "%c", *at == '~' ? ' ' : *at);
}

static void
add_trial(struct text *out, const char *name, const char *client,
    const char *cell)
{
	char *family = xstrndup(client, strcspn(client, "-"));
	bool known = *cell == 'k';

	if (*cell != '-') {
		text_add(out,
		    "{\"type\":\"trial\",\"scenario\":\"%s\",\"client\":\"%s\","
		    "\"family\":\"%s\",\"verdict\":\"%s\",\"summary\":\"",
		    name, client, family, verdict(*cell));
		add_outcome(out, cell);
		text_add(out, "\",\"known\":\"%s\",\"reference\":\"%s\"}\n",
		    known ? "wrong" : "",
		    known ? "behaviour:D01 musl:51d4669f" : "");
	}
	free(family);
}

static void
add_clients(struct text *out, const char *clients)
{
	char *client;

	text_add(out, "{\"type\":\"run\",\"format\":1,\"clients\":[");
	for (size_t i = 0; (client = word(clients, i)) != NULL; i++) {
		const char *version = client + strcspn(client, "-") + 1;

		text_add(out,
		    "%s{\"name\":\"%s\",\"family\":\"%.*s\","
		    "\"version\":\"%.*s\"}",
		    i == 0 ? "" : ",", client, (int)strcspn(client, "-"),
		    client, (int)strcspn(version, "-"), version);
		free(client);
	}
	text_add(out, "]}\n");
}

static char *
make_results(const char *clients, const struct claimed_row *rows)
{
	struct text out = { 0 };
	char *client, *cell;

	add_clients(&out, clients);
	for (; rows->name != NULL; rows++)
		for (size_t i = 0; (client = word(clients, i)) != NULL; i++) {
			cell = word(rows->cells, i);
			ck_assert_ptr_nonnull(cell);
			add_trial(&out, rows->name, client, cell);
			free(cell);
			free(client);
		}
	return text_take(&out);
}

static size_t
same_scenario(const struct claimed_row *rows)
{
	size_t len = strcspn(rows->name, ":"), count = 1;

	while (rows[count].name != NULL &&
	       strncmp(rows[count].name, rows->name, len + 1) == 0)
		count++;
	return count;
}

static void
load_scenario(struct suite *s, const struct claimed_row *rows, size_t count)
{
	struct text text = { 0 };
	struct memory_file m;
	struct error err = { 0 };
	char *name = xstrndup(rows->name, strcspn(rows->name, ":"));

	if (strchr(rows->name, ':') != NULL) {
		text_add(&text, "VARY n");
		for (size_t i = 1; i <= count; i++)
			text_add(&text, " %zu", i);
		text_add(&text, "\n");
	}
	text_add(&text, "SCENARIO_BEGIN x\n");
	if (*rows->claims != '\0')
		text_add(&text, "CLAIM %s\n", rows->claims);
	text_add(&text, "CALL getaddrinfo x\nSCENARIO_END\n");
	if (scenarios_load(memory_file_open(&m, text.s), name, NULL,
		&s->scenarios, &err) == -1)
		ck_abort_msg("%s", err.text);
	close(m.fd);
	text_clear(&text);
	free(name);
}

void
claimed_init(struct claimed *c, const char *claims, const char *clients,
    const struct claimed_row *rows)
{
	char *results = make_results(clients, rows);
	struct memory_file m;
	struct error err = { 0 };
	const char *path = memory_file_open(&m, results);

	memset(c, 0, sizeof *c);
	c->suite.corpus = xstrdup("no/such/corpus");
	for (size_t run; rows->name != NULL; rows += run) {
		run = same_scenario(rows);
		load_scenario(&c->suite, rows, run);
	}
	if (report_load(&c->report, &c->suite, &path, 1, &err) == -1)
		ck_abort_msg("%s", err.text);
	close(m.fd);
	if (claims_load(memory_file_open(&m, claims), &c->report.claims,
		&err) == -1)
		ck_abort_msg("%s", err.text);
	close(m.fd);
	motivation_init(&c->motivation, &c->report);
	free(results);
}

void
claimed_clear(struct claimed *c)
{
	motivation_clear(&c->motivation);
	report_clear(&c->report);
	suite_clear(&c->suite);
}

char *
claimed_text(const struct claimed *c, bool markdown)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	motivation_print(&c->report, f, markdown);
	fclose(f);
	return text;
}

char *
claimed_html(const struct claimed *c)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	motivation_html(&c->report, f);
	fclose(f);
	return text;
}
