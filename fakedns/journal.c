#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/journal.h"
#include "fakedns/xalloc.h"

static const char *const kind_names[] = { "query", "reply", "drop", "accept",
	"fin", "reset", "stall", "eof", "aborted", "trouble" };

void
journal_describe(struct journal_event *e, const uint8_t *octets, size_t len)
{
	struct query q;
	struct reader r;

	e->has_message = true;
	e->octets = len;
	e->has_question = query_parse(octets, len, &q) == 0 && q.questions > 0;
	e->id = q.id;
	e->flags = q.flags;
	e->question = q.question;
	reader_init(&r, octets, len);
	reader_octets(&r, 6);
	e->answers = reader_u16(&r);
}

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

	fprintf(f, ",\"octets\":%zu,\"id\":%u,\"flags\":\"", e->octets, e->id);
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if ((e->flags & flags[i].bit) != 0) {
			fprintf(f, "%s%s", space, flags[i].name);
			space = " ";
		}
	fprintf(f, "\",\"rcode\":%d,\"answers\":%u", e->flags & FLAG_RCODE,
	    e->answers);
	if (!e->has_question)
		return;
	fputs(",\"name\":\"", f);
	put_text(f, name_format(&e->question.name, name));
	fprintf(f, "\",\"type\":\"%s\"",
	    rr_type_format(e->question.type, type));
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
		fputc('"', f);
	}
	fputc('}', f);
	fclose(f);
	return text;
}
