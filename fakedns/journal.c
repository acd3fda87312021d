#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/journal.h"
#include "fakedns/xalloc.h"

enum { ANCOUNT_AT = 6 }; /* RFC 1035 4.1.1 */

static const char *const kind_names[] = { "query", "reply", "drop", "accept",
	"fin", "reset", "stall", "eof", "aborted", "trouble" };

/* S as a JSON string's inside. */
static void
put_text(FILE *f, const char *s)
{
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			fprintf(f, "\\%c", c);
		else if (c < 0x20 || c > 0x7e)
			fprintf(f, "\\u%04x", c);
		else
			fputc(c, f);
	}
}

static void
put_message(FILE *f, const struct journal_event *e)
{
	static const struct {
		uint16_t bit;
		const char *name;
	} flags[] = { { FLAG_QR, "qr" }, { FLAG_AA, "aa" }, { FLAG_TC, "tc" },
		{ FLAG_RD, "rd" }, { FLAG_RA, "ra" }, { FLAG_AD, "ad" },
		{ FLAG_CD, "cd" } };
	const char *space = "";
	char name[NAME_TEXT_MAX], type[16];
	struct query q;
	struct reader r;
	bool has_question =
	    query_parse(e->octets, e->len, &q) == 0 && q.questions > 0;

	reader_init(&r, e->octets, e->len);
	reader_octets(&r, ANCOUNT_AT);
	fprintf(f, ",\"octets\":%zu,\"id\":%u,\"flags\":\"", e->len, q.id);
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if ((q.flags & flags[i].bit) != 0) {
			fprintf(f, "%s%s", space, flags[i].name);
			space = " ";
		}
	fprintf(f, "\",\"rcode\":%d,\"answers\":%u", q.flags & FLAG_RCODE,
	    reader_u16(&r));
	if (!has_question)
		return;
	fputs(",\"name\":\"", f);
	put_text(f, name_format(&q.question.name, name));
	fprintf(f, "\",\"type\":\"%s\"", rr_type_format(q.question.type, type));
}

char *
journal_format(const struct journal_event *e)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (f == NULL)
		return xstrdup("{}");
	fprintf(f, "{\"us\":%llu,\"event\":\"%s\",\"server\":\"", e->us,
	    kind_names[e->kind]);
	put_text(f, e->server);
	fprintf(f, "\",\"transport\":\"%s\",\"port\":%u",
	    e->tcp ? "tcp" : "udp", e->client_port);
	if (e->has_message)
		put_message(f, e);
	if (e->rule != NULL) {
		fputs(",\"rule\":\"", f);
		put_text(f, e->rule);
		if (e->rule_line > 0)
			fprintf(f, ":%u", e->rule_line);
		fputc('"', f);
	}
	if (e->faults != NULL) {
		fputs(",\"faults\":\"", f);
		put_text(f, e->faults);
		fputc('"', f);
	}
	fputc('}', f);
	fclose(f);
	return text;
}
