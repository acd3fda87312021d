#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/capture_file.h"
#include "fakedns/pcapng.h"
#include "fakedns/sink.h"
#include "fakedns/xalloc.h"

enum { WAITING_MAX = 1 << 24 };
enum { WAIT_MS = 3000 }; /* for a reader that does not read, at the end */

struct capture_file {
	struct sink *sink;
	struct writer block; /* room for one */
	uint64_t last_ns;
};

static void
put_block(struct capture_file *f)
{
	sink_add(f->sink, f->block.octets, f->block.len);
	f->block.len = 0;
}

struct capture_file *
capture_file_new(const struct capture_file_spec *spec, struct error *err)
{
	struct sink_spec sink = { .base = spec->base,
		.owned = true,
		.name = spec->is_quiet ? NULL : spec->path,
		.max = WAITING_MAX };
	struct capture_file *f;

	sink.fd =
	    open(spec->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (sink.fd == -1) {
		error_set(err, "%s: %s", spec->path, strerror(errno));
		return NULL;
	}
	f = xcalloc(1, sizeof *f);
	f->sink = sink_new(&sink);
	pcapng_begin(&f->block, PACKAGE_STRING, spec->comment);
	put_block(f);
	sink_flush(f->sink);
	return f;
}

void
capture_file_add(struct capture_file *f, const struct packets_frame *frame)
{
	if (frame->ns > f->last_ns)
		f->last_ns = frame->ns;
	pcapng_packet(&f->block, f->last_ns, frame->octets, frame->len,
	    frame->whole);
	put_block(f);
}

int
capture_file_end(struct capture_file *f, unsigned dropped)
{
	int why;

	pcapng_end(&f->block, f->last_ns, dropped);
	put_block(f);
	sink_finish(f->sink, WAIT_MS);
	why = sink_lost(f->sink) > 0 ? sink_trouble(f->sink) : 0;
	sink_free(f->sink);
	writer_clear(&f->block);
	free(f);
	return why;
}
