#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/plan_files.h"

/* retrans and retry are how c-ares before 1.20 spells the other two. */
static const char OPTIONS[] =
    "options timeout:2 attempts:2 retrans:2000 retry:2\n";

static const struct {
	const char *path, *text;
} fixed[] = {
	{ "/etc/nsswitch.conf", "hosts: files dns\n" },
	{ "/etc/services", "domain 53/tcp\ndomain 53/udp\n"
			   "http 80/tcp\nhttps 443/tcp\n" },
	{ "/etc/protocols", "ip 0 IP\nicmp 1 ICMP\ntcp 6 TCP\nudp 17 UDP\n" },
};
enum { FIXED = sizeof fixed / sizeof *fixed };

static char *
default_resolv_conf(const struct scenario *s)
{
	char *text = xstrdup("");

	for (size_t i = 0; i < s->server_count; i++) {
		char *longer =
		    xasprintf("%snameserver %s\n", text, s->servers[i].address);
		free(text);
		text = longer;
	}
	char *whole = xasprintf("%s%s", text, OPTIONS);
	free(text);
	return whole;
}

static const struct file_spec *
spec_of(const struct scenario *s, const char *path)
{
	for (size_t i = 0; i < s->file_count; i++)
		if (strcmp(s->files[i].path, path) == 0)
			return &s->files[i];
	return NULL;
}

static void
add(struct cell_spec *out, const char *path, const void *octets, size_t len,
    const struct file_spec *f)
{
	struct cell_file *list = (struct cell_file *)out->files;

	list[out->file_count++] = (struct cell_file){
		.path = path,
		.octets = xmemdup(octets, len),
		.len = len,
		.mode = f == NULL ? 0644 : f->mode,
		.link_target = f == NULL ? NULL : f->link,
	};
}

/* A file that is there unless the scenario says otherwise. */
static void
add_default(const struct scenario *s, struct cell_spec *out, const char *path,
    const char *text)
{
	const struct file_spec *f = spec_of(s, path);
	bool has_default_text =
	    f == NULL || (f->octets == NULL && f->link == NULL && !f->none);

	if (has_default_text)
		add(out, path, text, strlen(text), f);
}

void
plan_files(const struct scenario *s, struct cell_spec *out)
{
	char *conf = default_resolv_conf(s);

	out->files = xcalloc(s->file_count + FIXED + 1, sizeof *out->files);
	add_default(s, out, "/etc/resolv.conf", conf);
	free(conf);
	for (size_t i = 0; i < FIXED; i++)
		add_default(s, out, fixed[i].path, fixed[i].text);
	for (size_t i = 0; i < s->file_count; i++) {
		const struct file_spec *f = &s->files[i];

		if (f->octets != NULL || f->link != NULL)
			add(out, f->path, f->octets, f->len, f);
	}
}

void
plan_files_clear(struct cell_spec *spec)
{
	for (size_t i = 0; i < spec->file_count; i++)
		free((void *)(uintptr_t)spec->files[i].octets);
	free((void *)(uintptr_t)spec->files);
}
