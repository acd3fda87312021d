#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/junit.h"
#include "resolver-tests/text.h"
#include "resolver-tests/xml.h"

enum element { PASSED, FAILURE, ERROR, SKIPPED };
enum { ELEMENTS = SKIPPED + 1 };
static const char *const element_names[ELEMENTS] = { "", "failure", "error",
	"skipped" };

static enum element
element_of(const struct results_trial *t)
{
	if (t->verdict == VERDICT_ERROR)
		return ERROR;
	if (verdict_is_bad(t->verdict))
		return FAILURE;
	return t->verdict == VERDICT_KNOWN || t->verdict == VERDICT_NA ||
		       t->verdict == VERDICT_SKIP
		   ? SKIPPED
		   : PASSED;
}

/* Trials side by side, and what they come to. */
struct count {
	size_t all, elements[ELEMENTS];
	unsigned long long elapsed_ms;
};

static struct count
count_trials(const struct results_trial *t, size_t count)
{
	struct count sum = { .all = count };

	for (size_t i = 0; i < count; i++) {
		sum.elements[element_of(&t[i])]++;
		sum.elapsed_ms += t[i].elapsed_ms;
	}
	return sum;
}

static void
add_attribute(struct text *out, const char *name, const char *value)
{
	text_add(out, " %s=\"", name);
	xml_add_value(out, value);
	text_add(out, "\"");
}

static void
add_seconds(struct text *out, unsigned long long ms)
{
	text_add(out, " time=\"%llu.%03llu\"", ms / 1000, ms % 1000);
}

static void
add_property(struct text *out, const char *name, const char *value)
{
	if (*value == '\0')
		return;
	text_add(out, "   <property");
	add_attribute(out, "name", name);
	add_attribute(out, "value", value);
	text_add(out, "/>\n");
}

static void
add_properties(struct text *out, const struct results_file *f,
    const struct results_client *c)
{
	text_add(out, "  <properties>\n");
	add_property(out, "resolver-tests", f->program);
	add_property(out, "kernel", f->kernel);
	add_property(out, "machine", f->machine);
	add_property(out, "family", c->family);
	add_property(out, "version", c->version);
	add_property(out, "arch", c->arch);
	add_property(out, "package", c->package);
	add_property(out, "sha256", c->sha256);
	text_add(out, "  </properties>\n");
}

/* "known: why [musl:51d4]", "fail: EAI_AGAIN", "n/a: CLIENTS of …" */
static char *
message_of(const struct results_trial *t)
{
	const char *name = verdict_names[t->verdict];
	const int reference = (int)strcspn(t->reference, " ");

	if (t->verdict == VERDICT_KNOWN)
		return xasprintf(reference == 0 ? "%s: %s%.*s"
						: "%s: %s [%.*s]",
		    name, t->reason, reference, t->reference);
	if (*t->summary == '\0')
		return xasprintf("%s: %.*s", name, (int)strcspn(t->diff, "\n"),
		    t->diff);
	return xasprintf("%s: %s", name, t->summary);
}

/* GitLab shows the text of the element alone, others the message alone. */
static void
add_outcome(struct text *out, const struct results_trial *t)
{
	enum element element = element_of(t);
	char *message = message_of(t);

	if (element != PASSED) {
		text_add(out, "   <%s type=\"%s\"", element_names[element],
		    verdict_names[t->verdict]);
		add_attribute(out, "message", message);
		text_add(out, ">");
		xml_add_value(out, message);
		if (verdict_is_bad(t->verdict)) {
			text_add(out, "\n");
			xml_add_text(out, t->diff);
		}
		text_add(out, "</%s>\n", element_names[element]);
	} else {
		text_add(out, "   <system-out>");
		xml_add_value(out, message);
		text_add(out, "</system-out>\n");
	}
	free(message);
}

/*
 * Jenkins takes what is before the last dot of a class for its package, so
 * that one is the client: "musl-1.2.5.tcp".  The name alone runs it again.
 */
static void
add_trial(struct text *out, const struct results_client *c,
    const struct results_trial *t)
{
	char *topic = xstrndup(t->scenario, strcspn(t->scenario, "/:"));
	char *class = xasprintf("%s.%s", c->name, *topic == '\0' ? "-" : topic);

	text_add(out, "  <testcase");
	add_attribute(out, "classname", class);
	add_attribute(out, "name", t->scenario);
	add_seconds(out, t->elapsed_ms);
	if (t->verdict == VERDICT_PASS)
		text_add(out, "/>\n");
	else {
		text_add(out, ">\n");
		add_outcome(out, t);
		text_add(out, "  </testcase>\n");
	}
	free(class);
	free(topic);
}

/* "2026-11-22T05:58:07"; schemas want no zone.  A foreign text is left out. */
static void
add_timestamp(struct text *out, const char *date)
{
	const char *shape = "dddd-dd-ddTdd:dd:dd";
	size_t i = 0;

	while (shape[i] != '\0' && date[i] != '\0' &&
	       (shape[i] == 'd' ? date[i] >= '0' && date[i] <= '9'
				: date[i] == shape[i]))
		i++;
	if (shape[i] == '\0')
		text_add(out, " timestamp=\"%.*s\"", (int)i, date);
}

static void
print(FILE *out, struct text *text)
{
	fputs(text->s, out);
	text_clear(text);
}

static void
print_suite(const struct results_file *f, const struct results_client *c,
    const struct results_trial *t, size_t count, FILE *out)
{
	struct count sum = count_trials(t, count);
	struct text text = { 0 };

	text_add(&text, " <testsuite");
	add_attribute(&text, "name", c->name);
	text_add(&text,
	    " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\"",
	    sum.all, sum.elements[FAILURE], sum.elements[ERROR],
	    sum.elements[SKIPPED]);
	add_seconds(&text, sum.elapsed_ms);
	add_timestamp(&text, f->date);
	text_add(&text, ">\n");
	add_properties(&text, f, c);
	print(out, &text);
	for (size_t i = 0; i < count; i++) {
		add_trial(&text, c, &t[i]);
		print(out, &text);
	}
	fputs(" </testsuite>\n", out);
}

/* What is missing must not look as if it had passed. */
static void
print_lack(FILE *out, const char *why)
{
	fprintf(out,
	    " <testsuite name=\"resolver-tests\" tests=\"1\" failures=\"0\" "
	    "errors=\"1\" skipped=\"0\" time=\"0.000\">\n"
	    "  <testcase classname=\"resolver-tests.run\" name=\"end\" "
	    "time=\"0.000\">\n"
	    "   <error type=\"error\" message=\"%s\">%s\n</error>\n"
	    "  </testcase>\n </testsuite>\n",
	    why, why);
}

void
junit_print(const struct results_file *f, FILE *out)
{
	struct count sum = count_trials(f->trials, f->count);
	struct text head = { 0 };
	const char *lack = results_file_lack(f);
	size_t extra = lack != NULL;

	text_add(&head, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			"<testsuites name=\"resolver-tests\"");
	text_add(&head, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"",
	    sum.all + extra, sum.elements[FAILURE],
	    sum.elements[ERROR] + extra);
	add_seconds(&head, f->wall_ms);
	text_add(&head, ">\n");
	print(out, &head);
	for (size_t i = 0, end; i < f->count; i = end) {
		size_t client = f->trials[i].client;

		for (end = i; end < f->count; end++)
			if (f->trials[end].client != client)
				break;
		print_suite(f, &f->clients[client], &f->trials[i], end - i,
		    out);
	}
	if (lack != NULL)
		print_lack(out, lack);
	fputs("</testsuites>\n", out);
}
