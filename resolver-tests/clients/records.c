#include "records.h"

#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>

#include "address.h"
#include "rrnames.h"

enum {
	HEADER_LEN = 12,
	NAME_MAX_OCTETS = 255, /* RFC 1035 3.1 */
	NAME_TEXT = 4 * NAME_MAX_OCTETS + 2,
	TYPE_A = 1,
	TYPE_NS = 2,
	TYPE_CNAME = 5,
	TYPE_SOA = 6,
	TYPE_PTR = 12,
	TYPE_MX = 15,
	TYPE_TXT = 16,
	TYPE_AAAA = 28,
	TYPE_OPT = 41
};

struct message {
	const uint8_t *octets;
	size_t len;
};

/* One resource record; the owner is text. */
struct record {
	char owner[NAME_TEXT];
	unsigned type;
	unsigned class;
	uint32_t ttl;
	size_t rdata; /* offset */
	size_t rdlength;
};

static unsigned
u16_at(const struct message *m, size_t at)
{
	return (unsigned)m->octets[at] << 8 | m->octets[at + 1];
}

static uint32_t
u32_at(const struct message *m, size_t at)
{
	return (uint32_t)u16_at(m, at) << 16 | u16_at(m, at + 2);
}

static size_t
add_octet(char *text, size_t n, uint8_t octet)
{
	if (octet == '\\') {
		text[n++] = '\\';
		text[n++] = '\\';
	} else if (octet <= ' ' || octet > '~' ||
		   strchr(".;\"", octet) != NULL) {
		text[n++] = '\\';
		text[n++] = (char)('0' + octet / 100);
		text[n++] = (char)('0' + octet / 10 % 10);
		text[n++] = (char)('0' + octet % 10);
	} else {
		text[n++] = (char)octet;
	}
	return n;
}

/* A name while it is read. */
struct name_reader {
	size_t at;    /* where the next label starts */
	size_t end;   /* after the name where it began; 0 until known */
	size_t total; /* octets so far, uncompressed */
	unsigned hops;
	size_t n; /* characters of text so far */
};

/* Follows a pointer.  Returns 0, or -1 where there is no sense in it. */
static int
follow_pointer(const struct message *m, struct name_reader *r)
{
	if (m->len - r->at < 2 || ++r->hops > NAME_MAX_OCTETS)
		return -1;
	if (r->end == 0)
		r->end = r->at + 2;
	r->at = u16_at(m, r->at) & 0x3fff;
	return 0;
}

/* Takes the label of LEN octets after its length octet. */
static int
take_label(const struct message *m, struct name_reader *r, unsigned len,
    char *text)
{
	unsigned i;

	r->total += len + 1;
	if (m->len - r->at < len + 1 || r->total + 1 > NAME_MAX_OCTETS)
		return -1;
	for (i = 0; i < len; i++)
		r->n = add_octet(text, r->n, m->octets[r->at + 1 + i]);
	text[r->n++] = '.';
	r->at += len + 1;
	return 0;
}

/*
 * The name at *AT as text; *AT moves behind it.  Returns 0, or -1 where it
 * leaves the message, is too long, loops or has a label type of old drafts.
 */
static int
read_name(const struct message *m, size_t *at, char text[NAME_TEXT])
{
	struct name_reader r = { .at = *at };

	for (;;) {
		unsigned len;

		if (r.at >= m->len)
			return -1;
		len = m->octets[r.at];
		if (len == 0)
			break;
		if (len >= 0xc0) {
			if (follow_pointer(m, &r) == -1)
				return -1;
		} else if (len > 63 || take_label(m, &r, len, text) == -1) {
			return -1;
		}
	}
	if (r.n == 0)
		text[r.n++] = '.';
	text[r.n] = '\0';
	*at = r.end != 0 ? r.end : r.at + 1;
	return 0;
}

static int
read_record(const struct message *m, size_t *at, struct record *rr)
{
	size_t p = *at;

	if (read_name(m, &p, rr->owner) == -1 || m->len - p < 10)
		return -1;
	rr->type = u16_at(m, p);
	rr->class = u16_at(m, p + 2);
	rr->ttl = u32_at(m, p + 4);
	rr->rdlength = u16_at(m, p + 8);
	rr->rdata = p + 10;
	if (m->len - rr->rdata < rr->rdlength)
		return -1;
	*at = rr->rdata + rr->rdlength;
	return 0;
}

static void
add_hex(struct emit *out, const uint8_t *octets, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		emit_add(out, "%02x", octets[i]);
}

static void
add_unknown(struct emit *out, const struct message *m, const struct record *rr)
{
	emit_add(out, " \\# %zu", rr->rdlength);
	if (rr->rdlength > 0)
		emit_add(out, " ");
	add_hex(out, m->octets + rr->rdata, rr->rdlength);
}

static bool
add_address(struct emit *out, const struct message *m, const struct record *rr)
{
	int family = rr->type == TYPE_A ? AF_INET : AF_INET6;
	char text[ADDRESS_SIZE];

	if (rr->rdlength != (rr->type == TYPE_A ? 4 : 16))
		return false;
	emit_add(out, " %s",
	    address_format(family, m->octets + rr->rdata, 0, text));
	return true;
}

/* NS, CNAME, PTR; MX with its preference. */
static bool
add_name(struct emit *out, const struct message *m, const struct record *rr)
{
	size_t at = rr->rdata + (rr->type == TYPE_MX ? 2 : 0);
	char text[NAME_TEXT];

	if (rr->rdlength < (rr->type == TYPE_MX ? 3 : 1))
		return false;
	if (read_name(m, &at, text) == -1 || at != rr->rdata + rr->rdlength)
		return false;
	if (rr->type == TYPE_MX)
		emit_add(out, " %u", u16_at(m, rr->rdata));
	emit_add(out, " %s", text);
	return true;
}

static bool
add_soa(struct emit *out, const struct message *m, const struct record *rr)
{
	char mname[NAME_TEXT], rname[NAME_TEXT];
	size_t at = rr->rdata, end = rr->rdata + rr->rdlength;
	int i;

	if (read_name(m, &at, mname) == -1 || at > end)
		return false;
	if (read_name(m, &at, rname) == -1 || at > end || end - at != 20)
		return false;
	emit_add(out, " %s %s", mname, rname);
	for (i = 0; i < 5; i++)
		emit_add(out, " %u", u32_at(m, at + 4 * (size_t)i));
	return true;
}

static bool
add_txt(struct emit *out, const struct message *m, const struct record *rr)
{
	size_t at, end = rr->rdata + rr->rdlength;

	for (at = rr->rdata; at < end; at += m->octets[at] + 1U)
		if (end - at < m->octets[at] + 1U)
			return false;
	if (rr->rdlength == 0)
		return false;
	for (at = rr->rdata; at < end; at += m->octets[at] + 1U) {
		emit_add(out, " \"");
		emit_add_octets(out, m->octets + at + 1, m->octets[at], "\"");
		emit_add(out, "\"");
	}
	return true;
}

/* False, with nothing added, where RDATA does not fit the type. */
static bool
add_known(struct emit *out, const struct message *m, const struct record *rr)
{
	switch (rr->type) {
	case TYPE_A:
	case TYPE_AAAA:
		return add_address(out, m, rr);
	case TYPE_NS:
	case TYPE_CNAME:
	case TYPE_PTR:
	case TYPE_MX:
		return add_name(out, m, rr);
	case TYPE_SOA:
		return add_soa(out, m, rr);
	case TYPE_TXT:
		return add_txt(out, m, rr);
	default:
		return false;
	}
}

static void
emit_opt(struct emit *out, const struct message *m, const struct record *rr)
{
	emit_add(out, "raw opt version=%u size=%u flags=%04x rdata=",
	    rr->ttl >> 16 & 0xff, rr->class, rr->ttl & 0xffff);
	add_hex(out, m->octets + rr->rdata, rr->rdlength);
	emit_add(out, "\n");
}

static void
emit_record(struct emit *out, const struct message *m, const char *section,
    const struct record *rr)
{
	char class[RRNAMES_SIZE], type[RRNAMES_SIZE];

	if (rr->type == TYPE_OPT) {
		emit_opt(out, m, rr);
		return;
	}
	emit_add(out, "%s %s %u %s %s", section, rr->owner, rr->ttl,
	    rrnames_class(rr->class, class), rrnames_type(rr->type, type));
	if (!add_known(out, m, rr))
		add_unknown(out, m, rr);
	emit_add(out, "\n");
}

/* The question at *AT; OUT may be NULL.  Returns 0, or -1. */
static int
walk_question(const struct message *m, size_t *at, struct emit *out)
{
	char name[NAME_TEXT], class[RRNAMES_SIZE], type[RRNAMES_SIZE];
	size_t p = *at;

	if (read_name(m, &p, name) == -1 || m->len - p < 4)
		return -1;
	if (out != NULL)
		emit_line(out, "question %s %s %s", name,
		    rrnames_class(u16_at(m, p + 2), class),
		    rrnames_type(u16_at(m, p), type));
	*at = p + 4;
	return 0;
}

/*
 * Everything after the header, as far as it can be decoded; OUT may be NULL.
 * *EXTENDED becomes the upper eight bits of the rcode (RFC 6891 6.1.3).
 */
static void
walk(const struct message *m, struct emit *out, unsigned *extended)
{
	static const char *const sections[] = { "answer", "authority",
		"additional" };
	size_t at = HEADER_LEN;
	struct record rr;
	unsigned i, s;

	for (i = u16_at(m, 4); i > 0; i--)
		if (walk_question(m, &at, out) == -1)
			goto malformed;
	for (s = 0; s < 3; s++) {
		for (i = u16_at(m, 6 + 2 * s); i > 0; i--) {
			if (read_record(m, &at, &rr) == -1)
				goto malformed;
			if (rr.type == TYPE_OPT)
				*extended = rr.ttl >> 24;
			if (out != NULL)
				emit_record(out, m, sections[s], &rr);
		}
	}
	if (out != NULL && at < m->len)
		emit_line(out, "raw trailing %zu", m->len - at);
	return;
malformed:
	if (out != NULL)
		emit_line(out, "malformed %zu", at);
}

static void
emit_header(struct emit *out, const struct message *m, unsigned extended)
{
	static const struct {
		const char *name;
		unsigned bit;
	} flags[] = { { "qr", 0x8000 }, { "aa", 0x0400 }, { "tc", 0x0200 },
		{ "rd", 0x0100 }, { "ra", 0x0080 }, { "z", 0x0040 },
		{ "ad", 0x0020 }, { "cd", 0x0010 } };
	unsigned bits = u16_at(m, 2), any = 0;
	char rcode[RRNAMES_SIZE];
	size_t i;

	emit_line(out, "raw id %04x", u16_at(m, 0));
	emit_add(out, "flags");
	for (i = 0; i < sizeof flags / sizeof flags[0]; i++) {
		if ((bits & flags[i].bit) != 0) {
			emit_add(out, " %s", flags[i].name);
			any = 1;
		}
	}
	emit_add(out, any ? "\n" : " none\n");
	if ((bits >> 11 & 0xf) != 0)
		emit_line(out, "opcode %u", bits >> 11 & 0xf);
	emit_line(out, "rcode %s",
	    rrnames_rcode(extended << 4 | (bits & 0xf), rcode));
}

void
records_emit(struct emit *out, const uint8_t *octets, size_t len)
{
	struct message m = { octets, len };
	unsigned extended = 0;

	if (len < HEADER_LEN) {
		emit_line(out, "malformed 0");
		return;
	}
	walk(&m, NULL, &extended);
	emit_header(out, &m, extended);
	walk(&m, out, &extended);
}
