#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tests/peers/zone_random.h"

enum { OWNERS = 120, DEPTH = 4, OWNER_MAX = 64 };

/* What may stand at a name beside what (RFC 1034 3.6.2, RFC 6672 2.4). */
enum kind { KIND_DATA, KIND_CNAME, KIND_DNAME, KIND_CUT };

struct owner {
	char name[OWNER_MAX]; /* below the apex, "" for the apex */
	enum kind kind;
};

struct maker {
	FILE *f;
	struct chance *chance;
	const char *apex;
	struct owner owners[OWNERS];
	size_t count;
};

/* Few labels, so that names share parents and wildcards match. */
static void
random_name(struct chance *c, char out[OWNER_MAX])
{
	static const char *const labels[] = { "a", "b", "c", "d", "*", "e" };
	unsigned depth = 1 + chance_below(c, DEPTH);

	out[0] = '\0';
	for (unsigned i = 0; i < depth; i++) {
		if (i > 0)
			strcat(out, ".");
		strcat(out,
		    labels[chance_below(c, sizeof labels / sizeof *labels)]);
	}
}

static bool
is_below(const char *name, const char *parent)
{
	size_t n = strlen(name), p = strlen(parent);

	return n > p && name[n - p - 1] == '.' &&
	       strcmp(name + n - p, parent) == 0;
}

/* A new owner, and nothing below a DNAME. */
static bool
is_free(const struct maker *m, const char *name, enum kind kind)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct owner *o = &m->owners[i];

		if (strcmp(o->name, name) == 0 ||
		    (o->kind == KIND_DNAME && is_below(name, o->name)) ||
		    (kind == KIND_DNAME && is_below(o->name, name)))
			return false;
	}
	return true;
}

/* Where an alias goes: mostly to a name that could be in the zone. */
static void
print_target(struct maker *m)
{
	char name[OWNER_MAX];

	if (chance_percent(m->chance, 10)) {
		fputs("www.example.org.\n", m->f);
	} else if (m->count > 0 && chance_percent(m->chance, 60)) {
		const char *old =
		    m->owners[chance_below(m->chance, (unsigned)m->count)].name;
		fprintf(m->f, "%s.%s\n", old, m->apex);
	} else {
		random_name(m->chance, name);
		fprintf(m->f, "%s.%s\n", name, m->apex);
	}
}

static void
print_data(struct maker *m, const char *name)
{
	unsigned what = 1 + chance_below(m->chance, 15);
	unsigned more = chance_below(m->chance, 3);

	for (unsigned i = 0; (what & 1) != 0 && i <= more; i++)
		fprintf(m->f, "%s A 192.0.2.%u\n", name, 100 + i);
	if ((what & 2) != 0)
		fprintf(m->f, "%s AAAA 2001:db8::%zx\n", name, m->count + 1);
	if ((what & 4) != 0)
		fprintf(m->f, "%s TXT \"%zu\"\n", name, m->count);
	if ((what & 8) != 0) {
		fprintf(m->f, "%s MX 10 ", name);
		print_target(m);
	}
}

static void
print_owner(struct maker *m, const struct owner *o)
{
	switch (o->kind) {
	case KIND_DATA:
		print_data(m, o->name);
		return;
	case KIND_CNAME:
		fprintf(m->f, "%s CNAME ", o->name);
		print_target(m);
		return;
	case KIND_DNAME:
		fprintf(m->f, "%s DNAME ", o->name);
		print_target(m);
		return;
	case KIND_CUT:
		fprintf(m->f, "%s NS ns.%s.%s\n", o->name, o->name, m->apex);
		fprintf(m->f, "ns.%s A 192.0.2.99\n", o->name);
		fprintf(m->f, "%s NS ns2.example.org.\n", o->name);
		if (chance_percent(m->chance, 50))
			fprintf(m->f, "%s DS 1 8 1 %040x\n", o->name, 1);
		return;
	}
}

/* A referral that does not fit in 512 octets. */
static void
print_large_cut(FILE *f)
{
	for (unsigned i = 0; i < 20; i++)
		fprintf(f,
		    "cut NS a.rather.long.name.ns%u.cut\n"
		    "a.rather.long.name.ns%u.cut A 10.1.0.%u\n",
		    i, i, i);
}

void
zone_random_write(FILE *f, struct chance *c, const char *apex, bool delegations)
{
	struct maker *m = calloc(1, sizeof *m);
	unsigned tries = 4 * OWNERS, kind;
	struct owner o;

	if (m == NULL)
		abort();
	m->f = f;
	m->chance = c;
	m->apex = apex;
	fprintf(f, "$ORIGIN %s\n$TTL 300\n", apex);
	fprintf(f, "@ SOA ns1.example. hostmaster 1 7200 3600 1209600 60\n"
		   "@ NS ns1.example.\n");
	if (delegations)
		print_large_cut(f);
	while (tries-- > 0 && m->count < OWNERS) {
		random_name(c, o.name);
		kind = chance_below(c, 10);
		o.kind = kind < 5   ? KIND_DATA
			 : kind < 8 ? KIND_CNAME
			 : kind < 9 ? KIND_DNAME
				    : KIND_CUT;
		if (o.kind >= KIND_DNAME && strchr(o.name, '*') != NULL)
			o.kind = KIND_CNAME;
		if (o.kind == KIND_CUT && !delegations)
			o.kind = KIND_DATA;
		if (!is_free(m, o.name, o.kind))
			continue;
		print_owner(m, &o);
		m->owners[m->count++] = o;
	}
	free(m);
}

/* COUNT addresses; the answer has 28 or so octets and 16 for each. */
static void
print_addresses(FILE *f, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		fprintf(f, "a%u A 10.%u.%u.%u\n", count, i >> 16, i >> 8 & 255,
		    i & 255);
}

/* COUNT strings of 100 octets. */
static void
print_texts(FILE *f, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		fprintf(f, "t%u TXT %0100u\n", count, i);
}

void
zone_large_write(FILE *f)
{
	static const unsigned around[] = { 29, 30, 31, 74, 75, 76, 254, 255,
		256, 1000, 4088, 4200 };
	static const unsigned texts[] = { 3, 4, 5, 10, 11, 36, 37, 570, 600 };

	fputs("$ORIGIN large.test.\n$TTL 300\n"
	      "@ SOA ns1.example. hostmaster 1 7200 3600 1209600 60\n"
	      "@ NS ns1.example.\n",
	    f);
	for (size_t i = 0; i < sizeof around / sizeof *around; i++)
		print_addresses(f, around[i]);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		print_texts(f, texts[i]);
	fputs("alias CNAME a256\nlong.name.of.an.alias CNAME a29\n"
	      "*.wild CNAME a76\n",
	    f);
	for (unsigned i = 0; i < 40; i++)
		fprintf(f, "mx MX %u host%u.mx\n", i, i);
	for (unsigned i = 0; i < 15; i++)
		fprintf(f, "c%u CNAME c%u\n", i, i + 1);
	fputs("c15 A 192.0.2.1\n", f);
}
