#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "resolver-tests/wrap.h"

/* Columns of LEN octets of UTF-8. */
static unsigned
columns(const char *s, size_t len)
{
	unsigned n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)s[i] & 0xc0) != 0x80;
	return n;
}

void
wrap_print(FILE *out, unsigned indent, unsigned used, const char *text)
{
	unsigned column = used, width;
	size_t len;

	for (text += strspn(text, " \n"); *text != '\0';
	     text += len + strspn(text + len, " \n")) {
		len = strcspn(text, " \n");
		width = columns(text, len);
		if (column > indent && column + 1 + width > WRAP_COLUMNS) {
			fputc('\n', out);
			column = 0;
		}
		if (column < indent)
			column += (unsigned)fprintf(out, "%*s",
			    (int)(indent - column), "");
		else if (column > indent) {
			fputc(' ', out);
			column++;
		}
		fprintf(out, "%.*s", (int)len, text);
		column += width;
	}
	fputc('\n', out);
}

void
wrap_print_text(FILE *out, unsigned indent, unsigned used, struct text *text)
{
	char *words = text_take(text);

	wrap_print(out, indent, used, words);
	free(words);
}
