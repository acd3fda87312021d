/* How long datagrams lay there while the server was at work on others. */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "fakedns/server_load.h"
#include "tests/unit.h"

/* A datagram that arrived at NS, or that does not say when. */
struct datagram {
	struct mmsghdr message;
	_Alignas(struct cmsghdr) char control[LOAD_CONTROL];
};

static void
fill(struct datagram *d, uint64_t ns)
{
	const struct timespec ts = { (time_t)(ns / 1000000000),
		(long)(ns % 1000000000) };
	struct cmsghdr *c;

	memset(d, 0, sizeof *d);
	if (ns == 0)
		return;
	d->message.msg_hdr.msg_control = d->control;
	d->message.msg_hdr.msg_controllen = sizeof d->control;
	c = CMSG_FIRSTHDR(&d->message.msg_hdr);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_TIMESTAMPNS;
	c->cmsg_len = CMSG_LEN(sizeof ts);
	memcpy(CMSG_DATA(c), &ts, sizeof ts);
}

static const struct {
	uint64_t arrival, start, busy; /* ns */
	uint64_t queued, queued_ns;
} cases[] = {
	{ 5000000000, 5000000100, 4999999999, 0, 0 }, /* it was idle */
	{ 5000000000, 5000000100, 5000000050, 1, 100 },
	{ 5000000000, 5000000100, 5000000000, 0, 0 },
	{ 5000000000, 4000000000, 5000000050, 0, 0 }, /* the clock was set */
	{ 0, 5000000100, 5000000050, 0, 0 },
};

START_TEST(waits)
{
	struct server_load load = { 0 };
	struct datagram d;

	fill(&d, cases[_i].arrival);
	load_add(&load, &d.message, 1, cases[_i].start, cases[_i].busy);
	ck_assert_uint_eq(load.turns, 1);
	ck_assert_uint_eq(load.datagrams, 1);
	ck_assert_uint_eq(load.queued, cases[_i].queued);
	ck_assert_uint_eq(load.queued_ns, cases[_i].queued_ns);
}
END_TEST

/* The kernel's stamp is on the clock that load_clock_ns() reads. */
START_TEST(stamps_are_of_that_clock)
{
	const uint64_t before = load_clock_ns();
	struct server_load load = { 0 };
	struct datagram d;
	struct iovec octets;
	char buf[8];
	int ends[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends), 0);
	load_stamp(ends[0]);
	ck_assert_int_eq(write(ends[1], "x", 1), 1);
	fill(&d, 1);
	octets = (struct iovec){ buf, sizeof buf };
	d.message.msg_hdr.msg_iov = &octets;
	d.message.msg_hdr.msg_iovlen = 1;
	ck_assert_int_eq(recvmmsg(ends[0], &d.message, 1, 0, NULL), 1);
	load_add(&load, &d.message, 1, UINT64_MAX, UINT64_MAX);
	ck_assert_uint_eq(load.queued, 1);
	ck_assert_uint_le(UINT64_MAX - load.queued_ns, load_clock_ns());
	ck_assert_uint_ge(UINT64_MAX - load.queued_ns, before);
	close(ends[0]);
	close(ends[1]);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("server_load");
	TCase *c = tcase_create("server_load");

	tcase_add_loop_test(c, waits, 0, sizeof cases / sizeof *cases);
	tcase_add_test(c, stamps_are_of_that_clock);
	suite_add_tcase(s, c);
	return unit_run(s);
}
