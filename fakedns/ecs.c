#include "config.h"

#include "fakedns/ecs.h"

enum {
	OPTION_ECS = 8, /* RFC 7871 6 */
	ECS_SOURCE = 2, /* in the option, behind the family */
	ECS_SCOPE = 3,
};

/* Where the option's data starts in RDATA; 0: none, or cut short. */
static size_t
find_ecs(const uint8_t *rdata, size_t len)
{
	struct reader r;

	reader_init(&r, rdata, len);
	while (r.pos < r.len) {
		unsigned code = reader_u16(&r);
		size_t size = reader_u16(&r), at = r.pos;

		reader_octets(&r, size);
		if (r.bad)
			return 0;
		if (code == OPTION_ECS)
			return size > ECS_SCOPE ? at : 0;
	}
	return 0;
}

void
ecs_adjust(const struct packet_spec *spec, const struct incoming *in,
    struct edns *opt)
{
	struct reader asked;
	size_t at;

	if (!spec->copy_ecs && !spec->increment_ecs)
		return;
	at = find_ecs(opt->options, opt->options_len);
	if (at == 0)
		return;
	if (spec->copy_ecs) {
		uint8_t source = opt->options[at + ECS_SOURCE];

		if (query_option(in->octets, in->len, OPTION_ECS, &asked)) {
			reader_octets(&asked, ECS_SOURCE);
			source = reader_u8(&asked);
		}
		opt->options[at + ECS_SCOPE] = source;
	}
	if (spec->increment_ecs)
		opt->options[at + ECS_SCOPE]++;
}
