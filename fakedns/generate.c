#include "config.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fakedns/generate.h"
#include "fakedns/wire.h"

enum {
	NUMBER_MAX = 0x7fffffff,
	WIDTH_MAX = 255,
	DIGITS_MAX = WIDTH_MAX + 1,
};

struct range {
	long long start, stop, step;
};

/* Digits at *TEXT, which moves behind them; false where none or too many. */
static bool
take_number(const char **text, long long *out)
{
	size_t digits = strspn(*text, "0123456789");

	if (digits == 0 || digits > 10)
		return false;
	*out = strtoll(*text, NULL, 10);
	*text += digits;
	return *out <= NUMBER_MAX;
}

/* "$GENERATE START-STOP[/STEP]" and the blanks behind it. */
static bool
take_range(const char **text, struct range *out)
{
	static const char word[] = "$GENERATE";
	const char *p = *text + strspn(*text, " \t");
	size_t blanks;

	out->step = 1;
	if (strncasecmp(p, word, strlen(word)) != 0)
		return false;
	p += strlen(word);
	blanks = strspn(p, " \t");
	p += blanks;
	if (blanks == 0 || !take_number(&p, &out->start) || *p++ != '-' ||
	    !take_number(&p, &out->stop))
		return false;
	if (*p == '/') {
		p++;
		if (!take_number(&p, &out->step))
			return false;
	}
	blanks = strspn(p, " \t");
	*text = p + blanks;
	return blanks > 0;
}

static int
check_range(const struct range *range, const struct place *at,
    struct error *err)
{
	if (range->step == 0)
		error_at(err, at, "$GENERATE step 0, want 1 or more");
	else if (range->stop < range->start - 1)
		error_at(err, at,
		    "$GENERATE %lld-%lld, want START-STOP upwards, or STOP "
		    "one less for no line",
		    range->start, range->stop);
	else if ((range->stop - range->start) / range->step >= GENERATE_MAX)
		error_at(err, at,
		    "$GENERATE %lld-%lld/%lld, want at most %d lines",
		    range->start, range->stop, range->step, GENERATE_MAX);
	else
		return 0;
	return -1;
}

/* NUMBER in BASE with at least WIDTH digits; false where BASE is none. */
static bool
format_number(long long number, int width, char base, char buf[DIGITS_MAX])
{
	unsigned value = (unsigned)number;

	if (base == 'd')
		snprintf(buf, DIGITS_MAX, "%0*u", width, value);
	else if (base == 'o')
		snprintf(buf, DIGITS_MAX, "%0*o", width, value);
	else if (base == 'x')
		snprintf(buf, DIGITS_MAX, "%0*x", width, value);
	else if (base == 'X')
		snprintf(buf, DIGITS_MAX, "%0*X", width, value);
	else
		return false;
	return true;
}

/* "{offset,width,base}" at *TEXT; the formatted number goes to OUT. */
static bool
take_format(const char **text, long long number, struct writer *out)
{
	const char *p = *text + 1;
	bool minus = *p == '-';
	long long offset, width = 0;
	char base = 'd', buf[DIGITS_MAX];

	p += minus;
	if (!take_number(&p, &offset))
		return false;
	if (*p == ',') {
		p++;
		if (!take_number(&p, &width) || width > WIDTH_MAX)
			return false;
	}
	if (*p == ',') {
		base = *++p;
		p += base != '\0';
	}
	number += minus ? -offset : offset;
	if (*p != '}' || number < 0 || number > NUMBER_MAX ||
	    !format_number(number, (int)width, base, buf))
		return false;
	writer_octets(out, buf, strlen(buf));
	*text = p + 1;
	return true;
}

/* TEXT with NUMBER in it, to OUT, with a final zero. */
static bool
fill_line(const char *text, long long number, struct writer *out)
{
	char digits[24];

	out->len = 0;
	while (*text != '\0') {
		if ((*text == '$' || *text == '\\') && text[1] == '$') {
			writer_u8(out, '$');
			text += 2;
		} else if (*text == '\\' && text[1] != '\0') {
			writer_octets(out, text, 2);
			text += 2;
		} else if (*text != '$') {
			writer_u8(out, (unsigned char)*text++);
		} else if (text[1] == '{') {
			text++;
			if (!take_format(&text, number, out))
				return false;
		} else {
			snprintf(digits, sizeof digits, "%lld", number);
			writer_octets(out, digits, strlen(digits));
			text++;
		}
	}
	writer_u8(out, '\0');
	return true;
}

int
generate_expand(const char *directive, const struct place *at,
    int (*each)(const char *line, void *arg, struct error *err), void *arg,
    struct error *err)
{
	const char *p = directive;
	struct writer line = { 0 };
	struct range range;
	int ret = 0;

	if (!take_range(&p, &range) || *p == '\0') {
		error_at(err, at,
		    "bad \"%.60s\", want \"$GENERATE START-STOP[/STEP] TEXT\"",
		    directive);
		return -1;
	}
	if (check_range(&range, at, err) == -1)
		return -1;
	for (long long n = range.start; ret == 0 && n <= range.stop;
	     n += range.step) {
		if (fill_line(p, n, &line)) {
			ret = each((char *)line.octets, arg, err);
			continue;
		}
		error_at(err, at,
		    "bad ${} for %lld in \"%.60s\", want "
		    "${offset[,width[,base]]}, base d, o, x or X",
		    n, p);
		ret = -1;
	}
	writer_clear(&line);
	return ret;
}
