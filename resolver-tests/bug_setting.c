/* Parts of report.md: what was there when the call was made */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>

#include "fakedns/variant_lines.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/bug.h"
#include "resolver-tests/bug_markdown.h"
#include "resolver-tests/bug_versions.h"
#include "resolver-tests/inert.h"
#include "resolver-tests/plan_files.h"

enum { SERVER_LINES = 40 };

/* What the nameserver is told, without the frame of a scenario. */
static void
add_server(const struct variant_lines *lines, struct text *out)
{
	size_t from = 0, to = lines->count;

	while (
	    to > 0 && (*lines->v[to - 1].text == '\0' ||
			  strcmp(lines->v[to - 1].text, "SCENARIO_END") == 0))
		to--;
	while (from < to &&
	       (*lines->v[from].text == '\0' ||
		   strncmp(lines->v[from].text, "SCENARIO_BEGIN", 14) == 0))
		from++;
	text_add(out, from < to ? "The nameserver (`server.scn`):\n\n"
				: "The nameserver knows nothing.\n\n");
	for (size_t i = from; i < to && i < from + SERVER_LINES; i++) {
		char *line = inert_text(lines->v[i].text);

		text_add(out, "%s%.200s\n", *line == '\0' ? "" : "    ", line);
		free(line);
	}
	if (to - from > SERVER_LINES)
		text_add(out, "    ... %zu lines more\n",
		    to - from - SERVER_LINES);
	text_add(out, from < to ? "\n" : "");
}

static void
add_file(const struct cell_file *f, struct text *out)
{
	char *text = xstrndup(f->octets == NULL ? "" : f->octets, f->len);

	if (f->link_target != NULL) {
		text_add(out, "`%s` is a link to ", f->path);
		inert_add_code(out, f->link_target);
		text_add(out, ".\n\n");
	} else {
		text_add(out, "`%s`:\n\n", f->path);
		bug_markdown_block(out, text);
	}
	free(text);
}

void
bug_setting_text(const struct bug *b, const struct variant_lines *lines,
    struct text *out)
{
	struct cell_spec spec = { 0 };

	add_server(lines, out);
	plan_files(b->scenario, &spec);
	for (size_t i = 0; i < spec.file_count; i++)
		if (strcmp(spec.files[i].path, "/etc/resolv.conf") == 0 ||
		    strcmp(spec.files[i].path, "/etc/hosts") == 0)
			add_file(&spec.files[i], out);
	plan_files_clear(&spec);
	if (b->scenario->kernel.ipv6 != IPV6_ON)
		text_add(out, "The host has no IPv6%s.\n\n",
		    b->scenario->kernel.ipv6 == IPV6_ABSENT
			? ": `socket(AF_INET6)` fails with `EAFNOSUPPORT`"
			: " (sysctl `disable_ipv6`)");
	if (b->scenario->kernel.bindv6only >= 0)
		text_add(out, "The sysctl `net.ipv6.bindv6only` is %d.\n\n",
		    b->scenario->kernel.bindv6only);
	if (b->scenario->kernel.nofile > 0)
		text_add(out, "The program may have %lu files open.\n\n",
		    b->scenario->kernel.nofile);
}

void
bug_environment_text(const struct bug *b, struct text *out)
{
	struct utsname machine = { 0 };
	struct text text = { 0 };
	time_t now = time(NULL);
	struct tm utc = { 0 };
	char date[32];

	uname(&machine);
	gmtime_r(&now, &utc);
	strftime(date, sizeof date, "%Y-%m-%d", &utc);
	text_add(out, "## Environment\n\n");
	bug_versions_libraries(b, out);
	text_add(&text,
	    "The hexadecimal digits are the first of the library's SHA-256. "
	    "In full that of %s %s is\n",
	    b->client->family, b->client->version);
	bug_markdown_wrap(out, false, &text);
	text_add(out, "    %s\n\n", b->client->sha256);
	text_add(&text,
	    "%s %s, scenario `%s`, on %s; Linux %s on %s. Everything was "
	    "measured on a loopback interface. Real networks, other "
	    "architectures and other builds than these were not.",
	    PACKAGE_NAME, PACKAGE_VERSION, b->scenario->name, date,
	    machine.release, machine.machine);
	bug_markdown_wrap(out, false, &text);
}
